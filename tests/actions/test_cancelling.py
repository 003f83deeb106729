"""Cancelling an appointment: which one, are you sure, done."""

from typing import Any

import pytest
from rasa_sdk.events import ActionExecutionRejected, SlotSet

from actions.cancelling import AskCancelConfirmed, AskCancelId, CancelAppointment, ValidateCancelForm
from actions.services import ActionServices
from salon.booking.appointments import Status
from tests.actions.conftest import Book, Run, Said, at, heard
from tests.actions.test_appointments import LEFT

VALUES = {"treatment": "deep cleaning", "when": "Thursday 4 March at 10:00", "cosmetologist": "Maya"}
REJECTED = [ActionExecutionRejected("cancel_form")]


def asked(appointment_id: str, requested: str | None = "cancel_confirmed", **others: Any) -> dict[str, Any]:
    """Return the slots while the form asks."""
    return {"appointment_id": appointment_id, "requested_slot": requested, **others}


def test_validate_without_an_appointment(run: Run) -> None:
    assert run(ValidateCancelForm, heard("cancel it", "cancel_appointment")) == ([Said("utter_no_appointment")], LEFT)


def test_validate_with_the_only_one(run: Run, book: Book) -> None:
    booked = book(at(4, 10))

    said, events = run(ValidateCancelForm, heard("cancel it", "cancel_appointment"))

    assert (said, events) == ([], [SlotSet("appointment_id", booked.id)])


def test_validate_at_the_start_asks_though_an_earlier_one_was_left(run: Run, book: Book) -> None:
    booked = book(at(4, 10))

    said, events = run(ValidateCancelForm, heard("cancel it", "cancel_appointment", slots=asked(booked.id, None)))

    assert (said, events) == ([], [SlotSet("appointment_id", booked.id)])


def test_validate_with_several_asks_which(run: Run, book: Book) -> None:
    book(at(4, 10))
    book(at(9, 15), treatment_id="skin_consultation")

    said, events = run(ValidateCancelForm, heard("cancel it", "cancel_appointment"))

    assert (said, events) == ([], [SlotSet("appointment_id", None)])


@pytest.mark.parametrize(
    ("text", "intent", "said", "events"),
    [
        ("what does it cost?", "price", [], REJECTED),
        ("the blue one", "nlu_fallback", [Said("utter_invalid_choice")], [SlotSet("appointment_id", None)]),
    ],
)
def test_validate_an_unclear_choice(
    run: Run, book: Book, text: str, intent: str, said: list[Said], events: list[Any]
) -> None:
    book(at(4, 10))
    book(at(9, 15), treatment_id="skin_consultation")

    assert run(ValidateCancelForm, heard(text, intent, slots={"requested_slot": "appointment_id"})) == (said, events)


def test_validate_a_choice(run: Run, book: Book) -> None:
    book(at(4, 10))
    second = book(at(9, 15), treatment_id="skin_consultation")
    tracker = heard("the second one", slots={"requested_slot": "appointment_id"})

    assert run(ValidateCancelForm, tracker) == ([], [SlotSet("appointment_id", second.id)])


def test_validate_when_the_chosen_one_is_gone(run: Run, book: Book, services: ActionServices) -> None:
    gone, other = book(at(4, 10)), book(at(9, 15), treatment_id="skin_consultation")
    services.booking.cancel(gone.id, gone.conversation_id)

    said, events = run(ValidateCancelForm, heard("yes", "affirm", slots=asked(gone.id)))

    assert (said, events) == ([], [SlotSet("appointment_id", other.id)])


@pytest.mark.parametrize(
    ("text", "intent"), [("no", "affirm"), ("keep it", "deny"), ("don't cancel it", "cancel_appointment")]
)
def test_validate_a_no_keeps_it(run: Run, book: Book, text: str, intent: str) -> None:
    booked = book(at(4, 10), who="maya")

    said, events = run(ValidateCancelForm, heard(text, intent, slots=asked(booked.id)))

    assert (said, events) == ([Said("utter_kept", VALUES)], LEFT)


@pytest.mark.parametrize(
    ("text", "intent"), [("yes", "affirm"), ("yep", "nlu_fallback"), ("cancel it", "cancel_appointment")]
)
def test_validate_a_yes(run: Run, book: Book, text: str, intent: str) -> None:
    booked = book(at(4, 10))

    said, events = run(ValidateCancelForm, heard(text, intent, slots=asked(booked.id)))

    assert (said, events) == ([], [SlotSet("cancel_confirmed", True)])


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("is there a fee?", "price"),
        ("do i get charged if i cancel it", "ask_cancelling"),
        ("cancellation policy", "ask_cancelling"),
        ("hm", "nlu_fallback"),
        ("what is booked?", "talk_to_human"),
    ],
)
def test_validate_neither_yes_nor_no(run: Run, book: Book, text: str, intent: str) -> None:
    booked = book(at(4, 10))

    assert run(ValidateCancelForm, heard(text, intent, slots=asked(booked.id))) == ([], REJECTED)


def test_validate_a_question_that_begins_like_a_yes(run: Run, book: Book) -> None:
    booked = book(at(4, 10))
    tracker = heard("sure, but what does it cost to cancel?", "price", slots=asked(booked.id))

    assert run(ValidateCancelForm, tracker) == ([], REJECTED)


def test_ask_which_offers_buttons(run: Run, book: Book) -> None:
    mine = [book(at(4, 10)), book(at(9, 15), treatment_id="skin_consultation")]

    said, events = run(AskCancelId, heard())

    titles = ("Thu 4 Mar, 10:00", "Tue 9 Mar, 15:00")
    buttons = tuple(
        {"title": title, "payload": f'/cancel_appointment{{"appointment_id": "{one.id}"}}'}
        for title, one in zip(titles, mine, strict=True)
    )
    assert said == [Said("utter_ask_appointment_id", buttons=buttons)]
    assert events == []


def test_ask_confirmed_when_the_appointment_is_gone(run: Run) -> None:
    assert run(AskCancelConfirmed, heard(slots=asked("gone"))) == ([], [])


def test_ask_confirmed_names_the_appointment(run: Run, book: Book) -> None:
    booked = book(at(4, 10), who="maya")

    assert run(AskCancelConfirmed, heard(slots=asked(booked.id))) == ([Said("utter_ask_cancel_confirmed", VALUES)], [])


def test_cancel_what_was_not_confirmed(run: Run, book: Book, services: ActionServices) -> None:
    booked = book(at(4, 10))
    tracker = heard("hm", slots=asked(booked.id, None))

    assert run(CancelAppointment, tracker) == ([], LEFT)
    assert services.booking.all_appointments() == [booked]


def test_cancel_somebody_elses(run: Run, book: Book, services: ActionServices) -> None:
    other = book(at(4, 10), "somebody else")
    tracker = heard("yes", "affirm", slots=asked(other.id, None, cancel_confirmed=True))

    assert run(CancelAppointment, tracker) == ([], LEFT)
    assert services.booking.all_appointments() == [other]


def test_cancel_what_was_confirmed(run: Run, book: Book, services: ActionServices) -> None:
    booked = book(at(4, 10), who="maya")
    tracker = heard("yes", "affirm", slots=asked(booked.id, None, cancel_confirmed=True))

    said, events = run(CancelAppointment, tracker)

    (cancelled,) = services.booking.all_appointments()
    assert said == [Said("utter_cancelled", VALUES, card=services.cards.of("cancelled", cancelled))]
    assert events == LEFT
    assert [one.status for one in services.booking.all_appointments()] == [Status.CANCELLED]
