"""Questions that were not answered, in groups. On both databases."""

from datetime import timedelta

from sqlalchemy import update

from salon.conversations.models import Message
from salon.review.phrases import Example
from tests.review.conftest import Room

LIFT = ("is there a lift", "a lift is there", "there is a lift")


def labels(room: Room) -> list[tuple[str, int]]:
    return [(one.label, one.count) for one in room.unanswered.groups()]


def test_groups_hold_what_was_not_understood_largest_first(room: Room) -> None:
    room.hear("zzz qqq", "nlu_fallback")
    for text in LIFT:
        room.hear(text, "nlu_fallback")
    room.hear("how much is it", "price", 0.95)

    largest, other = room.unanswered.groups()

    assert {one.text for one in largest.shown} == set(LIFT)
    assert (largest.label in LIFT, largest.count, other.label, other.count) == (True, 3, "zzz qqq", 1)


def test_unsure_answer_counts_and_a_sure_one_does_not(room: Room) -> None:
    room.hear("how much", "price", 0.2)
    room.hear("where are you", "opening_hours_location", 0.8)

    assert labels(room) == [("how much", 1)]


def test_corrected_message_is_no_open_question(room: Room) -> None:
    message = room.hear(LIFT[0], "nlu_fallback")
    room.corrections.correct(message, [Example(LIFT[0], "ask_parking")], "Maya")

    assert labels(room) == []


def test_single_words_and_old_messages_are_left_out(room: Room) -> None:
    room.hear("hm", "nlu_fallback")
    old = room.hear("is it old", "nlu_fallback")
    with room.database.transaction() as session:
        past = room.clock() - timedelta(days=31)
        session.execute(update(Message).where(Message.id == old).values(created_at=past))

    assert labels(room) == []


def test_personal_data_is_taken_out(room: Room) -> None:
    room.hear("anna needs a lift", "nlu_fallback", name="Anna")

    assert labels(room) == [("… needs a lift", 1)]
