"""Corrections: what may be kept, duplicates, conflicts, decisions. On both databases."""

import pytest

from salon.conversations.models import Conversation
from salon.errors import BadInput, NotFound, Refused
from salon.review.models import ACCEPTED, DROPPED, LEARNED, WAITING
from salon.review.phrases import Example
from salon.review.views import Taken
from tests.review.conftest import Room

ASKED = "do you have a lift in the building"


def correct(room: Room, text: str = ASKED, intent: str = "ask_parking", by: str = "Maya") -> str:
    """Correct a message that says this; return the correction's id."""
    return room.corrections.correct(room.hear(text), [Example(text, intent)], by)[0].id


def test_proposal_shows_what_may_be_kept_and_what_the_bot_took_it_for(room: Room) -> None:
    message = room.hear("anna here, how much is it? where are you", name="Anna")

    proposal = room.corrections.proposal(message)

    assert proposal.phrase == "… here, how much is it? where are you"
    assert proposal.halves == ("… here, how much is it?", "where are you")
    assert (proposal.answered_as, proposal.ranking) == ("greet", (("greet", 0.9),))


def test_unknown_message(room: Room) -> None:
    with pytest.raises(NotFound):
        room.corrections.proposal("nobody")


@pytest.mark.parametrize(
    ("phrase", "reason"),
    [
        ("anna asks how much", "still a name"),
        ("call 07700 900123", "telephone number"),
        ("… ?!", "no words left"),
        ("how " * 100, "too long"),
    ],
)
def test_phrase_that_may_not_be_kept(room: Room, phrase: str, reason: str) -> None:
    message = room.hear("anna asks", name="Anna")

    with pytest.raises(BadInput, match=reason):
        room.corrections.correct(message, [Example(phrase, "price")], "Maya")

    assert room.corrections.counts() == {}


def test_phrase_that_the_bot_is_measured_with(room: Room) -> None:
    with pytest.raises(Refused, match="the measure would lie"):
        correct(room, "What do you charge?", "price")


@pytest.mark.parametrize("intent", ["nlu_fallback", "no_such_topic", ""])
def test_unknown_topic(room: Room, intent: str) -> None:
    with pytest.raises(BadInput, match="Choose a topic"):
        correct(room, intent=intent)


def test_correction_without_conflict_goes_into_the_next_training(room: Room) -> None:
    correct(room)

    (found,) = room.corrections.queue(ACCEPTED)
    assert (found.phrase, found.intent, found.count, found.created_by) == (ASKED, "ask_parking", 1, "Maya")
    assert found.conversation_id


def test_phrase_is_encrypted(room: Room) -> None:
    correct(room)

    with room.database.engine.connect() as connection:
        stored = str(connection.exec_driver_sql("SELECT * FROM corrections").all())
    assert "lift" not in stored


def test_same_phrase_again_is_counted(room: Room) -> None:
    first = correct(room)
    second = correct(room, f"{ASKED.upper()}?")

    assert first == second
    assert [one.count for one in room.corrections.queue(ACCEPTED)] == [2]


def test_same_message_twice_counts_once(room: Room) -> None:
    message = room.hear(ASKED)
    for _ in range(2):
        room.corrections.correct(message, [Example(ASKED, "ask_parking")], "Maya")

    assert [one.count for one in room.corrections.queue(ACCEPTED)] == [1]
    assert room.corrections.proposal(message).taught == ("ask_parking",)


def test_two_questions_are_two_corrections(room: Room) -> None:
    message = room.hear("is there a lift and does it sting")
    parts = [Example("is there a lift", "ask_parking"), Example("does it sting", "procedure_pain")]

    room.corrections.correct(message, parts, "Maya")

    assert sorted(one.intent for one in room.corrections.queue(ACCEPTED)) == ["ask_parking", "procedure_pain"]


def test_known_phrase_under_another_topic_has_to_be_decided(room: Room) -> None:
    correction = correct(room, "where can i park it", "price")

    (found,) = room.corrections.queue(WAITING)
    assert [(one.phrase, one.intent, one.exact) for one in found.conflicts] == [
        ("where can i park", "ask_parking", False)
    ]
    room.corrections.decide(correction, "Olga", keep=True)
    (kept,) = room.corrections.queue(ACCEPTED)
    assert kept.decided_by == "Olga"


def test_very_phrase_that_is_known_otherwise_cannot_be_kept(room: Room) -> None:
    correction = correct(room, "Where can I park?", "price")

    with pytest.raises(Refused, match="parking"):
        room.corrections.decide(correction, "Olga", keep=True)

    room.corrections.decide(correction, "Olga", keep=False)
    assert room.corrections.counts() == {DROPPED: 1}


def test_keeping_one_of_two_that_contradict_drops_the_other(room: Room) -> None:
    correct(room)
    second = correct(room, intent="opening_hours_location")
    assert [one.intent for one in room.corrections.queue(WAITING)] == ["opening_hours_location"]

    room.corrections.decide(second, "Olga", keep=True)

    assert [one.intent for one in room.corrections.queue(ACCEPTED)] == ["opening_hours_location"]
    assert [one.intent for one in room.corrections.queue(DROPPED)] == ["ask_parking"]


def test_dropped_correction_is_taken_up_again_when_it_is_made_again(room: Room) -> None:
    correction = correct(room)
    room.corrections.decide(correction, "Olga", keep=False)

    correct(room)

    assert [one.state for one in room.corrections.queue(ACCEPTED)] == [ACCEPTED]


def test_several_at_once_leave_out_what_may_not_be_kept(room: Room) -> None:
    messages = [room.hear(ASKED), room.hear("is there a lift anywhere"), room.hear("what do you charge")]

    taken = room.corrections.correct_all(messages, "ask_parking", "Maya")

    (reason,) = taken.left_out
    assert taken == Taken(2, {reason: 1})
    assert "the measure would lie" in reason


def test_erased_conversation_takes_its_mentions_along(room: Room) -> None:
    message = room.hear(ASKED)
    room.corrections.correct(message, [Example(ASKED, "ask_parking")], "Maya")
    with room.database.transaction() as session:
        session.delete(session.get_one(Conversation, room.conversation_of(message)))

    assert [(one.count, one.conversation_id) for one in room.corrections.queue(ACCEPTED)] == [(0, None)]
    assert LEARNED not in room.corrections.counts()
