"""The names that figures rest on are those that the product says and stores."""

from salon.conversations.missed import MISSED
from salon.figures.definitions import ASKED_TOPICS, BEGAN_RESPONSES, KINDS_OF_MISS, MISSES, PICKED_RESPONSES
from salon.responses import Responses
from salon.salon_file import Salon
from salon.services import RESPONSES
from salon.topics import load_topics


def test_sentences_exist(salon: Salon) -> None:
    names = Responses(RESPONSES, salon.facts()).names()

    assert ({*MISSES} | BEGAN_RESPONSES | PICKED_RESPONSES) - names == set()


def test_no_sentence_stands_for_two_steps() -> None:
    assert frozenset() == BEGAN_RESPONSES & PICKED_RESPONSES


def test_topics_exist() -> None:
    assert ASKED_TOPICS - {entry.topic for entry in load_topics().values()} == set()


def test_every_kind_of_miss_has_a_rank() -> None:
    assert set(MISSES.values()) == set(KINDS_OF_MISS)


def test_questions_for_treatment_and_time_begin_a_booking_and_those_behind_show_that_a_time_is_picked(
    salon: Salon,
) -> None:
    responses = Responses(RESPONSES, salon.facts())
    asked = {name: responses.get(name).asks for name in BEGAN_RESPONSES | PICKED_RESPONSES}

    assert {asked[name] for name in BEGAN_RESPONSES} == {"treatment", "starts_at"}
    assert {asked[name] for name in PICKED_RESPONSES} == {None, "name", "phone", "consent", "confirmed"}


def test_the_inbox_calls_the_same_missed() -> None:
    assert MISSES.keys() == MISSED
