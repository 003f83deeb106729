"""What the forms share: a card's button, pressed while another form is active or long after the appointment."""

from typing import Any

import pytest
from rasa_sdk.events import FollowupAction, SlotSet

from actions.booking import ValidateBookingForm
from actions.cancelling import ValidateCancelForm
from actions.moving import ValidateMoveForm
from actions.services import SalonAction
from tests.actions.conftest import Book, Run, Said, at, heard
from tests.actions.drafts import COMPLETE, STOPPED, slots
from tests.actions.moves import asked, sure
from tests.actions.test_appointments import LEFT

GONE = Said("utter_appointment_gone")
MOVE, CANCEL = "reschedule_appointment", "cancel_appointment"
READ = SlotSet("read_message", "m7#0")
AWAY = [*STOPPED, *LEFT]


def pressed(intent: str, appointment_id: str, known: dict[str, Any] | None = None) -> Any:
    """Return the tracker after a card's button was pressed."""
    text = "Move it" if intent == MOVE else "Cancel it"
    return heard(text, intent, 1.0, slots=known, picked={"appointment_id": appointment_id})


@pytest.mark.parametrize(("kind", "intent"), [(ValidateMoveForm, MOVE), (ValidateCancelForm, CANCEL)])
def test_card_of_one_that_is_gone(run: Run, book: Book, kind: type[SalonAction], intent: str) -> None:
    book(at(9, 15))

    assert run(kind, pressed(intent, "gone")) == ([GONE], LEFT)


@pytest.mark.parametrize("intent", [MOVE, CANCEL])
def test_card_of_one_that_is_gone_while_a_form_asks(run: Run, book: Book, intent: str) -> None:
    other = book(at(9, 15))

    while_booking = run(ValidateBookingForm, pressed(intent, "gone", slots(COMPLETE, "confirmed")))
    while_moving = run(ValidateMoveForm, pressed(intent, "gone", sure(other.id)))
    while_cancelling = run(ValidateCancelForm, pressed(intent, "gone", asked(other.id, "cancel_confirmed")))

    assert [while_booking, while_moving, while_cancelling] == [([GONE], [READ])] * 3


def test_card_of_somebody_else(run: Run, book: Book) -> None:
    other = book(at(9, 15), "somebody else")

    assert run(ValidateMoveForm, pressed(MOVE, other.id)) == ([GONE], LEFT)


@pytest.mark.parametrize(("intent", "form"), [(MOVE, "move_form"), (CANCEL, "cancel_form")])
@pytest.mark.parametrize("requested", ["name", "confirmed"])
def test_card_while_booking(run: Run, book: Book, intent: str, form: str, requested: str) -> None:
    booked = book(at(9, 15))

    said, events = run(ValidateBookingForm, pressed(intent, booked.id, slots(COMPLETE, requested)))

    assert (said, events) == ([], [*AWAY, FollowupAction(form)])


@pytest.mark.parametrize("requested", ["appointment_id", "moved_to", "move_confirmed"])
def test_card_that_cancels_while_moving(run: Run, book: Book, requested: str) -> None:
    booked = book(at(9, 15))

    said, events = run(ValidateMoveForm, pressed(CANCEL, booked.id, asked(booked.id, requested)))

    assert (said, events) == ([], [*AWAY, FollowupAction("cancel_form")])


@pytest.mark.parametrize("requested", ["appointment_id", "cancel_confirmed"])
def test_card_that_moves_while_cancelling(run: Run, book: Book, requested: str) -> None:
    booked = book(at(9, 15))

    said, events = run(ValidateCancelForm, pressed(MOVE, booked.id, asked(booked.id, requested)))

    assert (said, events) == ([], [*AWAY, FollowupAction("move_form")])


def test_card_of_another_appointment_begins_anew(run: Run, book: Book) -> None:
    first, second = book(at(9, 15)), book(at(10, 15), treatment_id="skin_consultation")

    moving = run(ValidateMoveForm, pressed(MOVE, second.id, sure(first.id)))
    cancelling = run(ValidateCancelForm, pressed(CANCEL, second.id, asked(first.id, "cancel_confirmed")))

    assert moving == ([], [*AWAY, FollowupAction("move_form")])
    assert cancelling == ([], [*AWAY, FollowupAction("cancel_form")])


def test_card_that_starts_its_form(run: Run, book: Book) -> None:
    book(at(9, 15))
    second = book(at(10, 15), treatment_id="skin_consultation")

    moving = run(ValidateMoveForm, pressed(MOVE, second.id))
    cancelling = run(ValidateCancelForm, pressed(CANCEL, second.id))

    assert moving == ([], [SlotSet("appointment_id", second.id), SlotSet("moved_to", None)])
    assert cancelling == ([], [SlotSet("appointment_id", second.id)])


def test_card_pressed_twice_is_no_yes(run: Run, book: Book) -> None:
    booked = book(at(9, 15))

    moving = run(ValidateMoveForm, pressed(MOVE, booked.id, sure(booked.id)))
    cancelling = run(ValidateCancelForm, pressed(CANCEL, booked.id, asked(booked.id, "cancel_confirmed")))

    assert [[event["event"] for event in events] for _, events in (moving, cancelling)] == [
        ["action_execution_rejected"]
    ] * 2


def test_button_of_a_time_is_no_card(run: Run, book: Book) -> None:
    booked = book(at(9, 15))
    picked = {"starts_at": at(11, 15).isoformat()}

    said, events = run(ValidateMoveForm, heard("", MOVE, 1.0, slots=asked(booked.id), picked=picked))

    assert said == []
    assert SlotSet("moved_to", at(11, 15).isoformat()) in events
