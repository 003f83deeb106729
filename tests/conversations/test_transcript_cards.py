"""The transcript on both databases: cards that are shown, and free times that are picked."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from salon.conversations.incoming import Incoming, Unacceptable
from salon.conversations.replies import ReplyWriter
from salon.conversations.state import State
from salon.conversations.transcript import Transcript
from salon.conversations.turns import Outcome, Received
from tests.conversations.appointment_cards import APPOINTMENT, BOOKED, MOVED, SUMMARY
from tests.conversations.stored import lines

START = datetime(2027, 3, 4, 10, tzinfo=UTC)
MOVES = f'/reschedule_appointment{{"appointment_id": "{APPOINTMENT}"}}'


@pytest.fixture
def booked(transcript: Transcript, conversation_id: str, writer: ReplyWriter) -> Sequence[dict[str, object]]:
    """Return the cards of what was said to `m1`: a summary, then what was booked."""
    replies = [
        writer.write("utter_ask_confirmed", seed="1", values=SUMMARY),
        writer.write("utter_booked", seed="1", values=BOOKED),
    ]
    received = transcript.receive(conversation_id, Incoming("m1", "yes"))
    return [reply["card"] for reply in transcript.finish(received, Outcome(replies, State())).replies]


def press(transcript: Transcript, conversation_id: str, message_id: str, button_id: str) -> Received:
    """Press a button; the bot answers nothing."""
    received = transcript.receive(conversation_id, Incoming(message_id, button_id=button_id))
    transcript.finish(received, Outcome([], State()))
    return received


def test_cards_show_the_number_once_and_keep_it_masked(
    transcript: Transcript, conversation_id: str, booked: Sequence[dict[str, object]]
) -> None:
    shown = transcript.page(conversation_id, 0).lines
    again = transcript.receive(conversation_id, Incoming("m1", "yes")).answered

    assert [card["phone"] for card in booked] == ["+447700900123"] * 2
    masked = [card | {"phone": "+•••••••••123"} for card in booked]
    assert [line["card"] for line in shown if line["card"]] == masked
    assert again
    assert [line["card"] for line in again.replies] == masked


def test_buttons_of_a_card_can_be_pressed_any_number_of_times(
    transcript: Transcript, conversation_id: str, booked: Sequence[dict[str, object]]
) -> None:
    move, cancel = (button["id"] for button in booked[1]["buttons"])  # type: ignore[attr-defined]

    pressed = [press(transcript, conversation_id, f"p{number}", move) for number in range(3)]

    assert [(one.text, one.payload) for one in pressed] == [("Move it", MOVES)] * 3
    assert press(transcript, conversation_id, "p9", cancel).text == "Cancel it"


def test_buttons_of_a_card_that_is_shown_again(
    transcript: Transcript, conversation_id: str, writer: ReplyWriter, booked: Sequence[dict[str, object]]
) -> None:
    moved = writer.write("utter_moved", seed="1", values=MOVED)
    received = transcript.receive(conversation_id, Incoming("m2", "yes"))

    (shown,) = transcript.finish(received, Outcome([moved], State())).replies

    assert shown["card"]["buttons"] == booked[1]["buttons"]
    assert press(transcript, conversation_id, "p1", shown["card"]["buttons"][0]["id"]).payload == MOVES


def test_buttons_of_a_card_of_another_conversation(
    transcript: Transcript, writer: ReplyWriter, booked: Sequence[dict[str, object]]
) -> None:
    other, _ = transcript.begin("widget", "another fingerprint", writer.write("utter_greeting", seed="1"))
    move = booked[1]["buttons"][0]["id"]  # type: ignore[index]

    with pytest.raises(Unacceptable) as refused:
        press(transcript, other, "p1", move)

    assert refused.value.response == "utter_button_unknown"


@pytest.mark.parametrize(
    ("form", "intent"),
    [
        (None, "inform_booking"),
        ("booking_form", "inform_booking"),
        ("cancel_form", "inform_booking"),
        ("move_form", "reschedule_appointment"),
    ],
)
def test_picked_time(transcript: Transcript, conversation_id: str, form: str | None, intent: str) -> None:
    received = transcript.receive(conversation_id, Incoming("m1", "hi"))
    transcript.finish(received, Outcome([], State(form=form)))

    picked, resent = (
        transcript.receive(conversation_id, Incoming("m2", "Thu 4 Mar, 10:00", starts_at=START)) for _ in range(2)
    )

    assert (picked.text, picked.payload) == (
        "Thu 4 Mar, 10:00",
        f'/{intent}{{"starts_at": "2027-03-04T10:00:00+00:00"}}',
    )
    assert resent == picked
    assert lines(transcript, conversation_id)[-1] == ("client", "Thu 4 Mar, 10:00")
