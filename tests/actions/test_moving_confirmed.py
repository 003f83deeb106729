"""Moving an appointment: what is asked, and what is moved once it was confirmed."""

from datetime import time
from typing import Any

import pytest
from rasa_sdk.events import SlotSet

from actions.moving import AskMoveConfirmed, AskMovedTo, AskMoveId, MoveAppointment
from actions.services import ActionServices
from salon.booking.draft import Draft, to_slots
from salon.dates import When
from tests.actions.conftest import ANNA, Book, Run, Said, at, heard
from tests.actions.drafts import at_moment
from tests.actions.moves import VALUES, Fill, asked, sure
from tests.actions.test_appointments import LEFT

# Asking


def test_ask_which_offers_buttons(run: Run, book: Book) -> None:
    booked = book(at(4, 10))

    said, events = run(AskMoveId, heard())

    payload = f'/reschedule_appointment{{"appointment_id": "{booked.id}"}}'
    assert said == [Said("utter_ask_appointment_id", buttons=({"title": "Thu 4 Mar, 10:00", "payload": payload},))]
    assert events == []


def test_ask_moved_to_when_the_appointment_is_gone(run: Run) -> None:
    assert run(AskMovedTo, heard(slots=asked("gone"))) == ([], [])


def test_ask_moved_to_offers_free_times(run: Run, book: Book) -> None:
    booked = book(at(4, 10), who="maya")
    wish = to_slots(Draft(when=When(days=(at(5, 0).date(),), not_before=time(17), not_after=time(17))))

    said, events = run(AskMovedTo, heard(slots=asked(booked.id, when=wish["when"])))

    payload = '/reschedule_appointment{"starts_at": "2027-03-05T17:00:00+00:00"}'
    times = {"treatment": "deep_cleaning", "moving": booked.id}
    button = {"title": "Fri 5 Mar, 17:00", "payload": payload}
    assert said == [Said("utter_ask_moved_to", VALUES, (button,), times=times)]
    assert events == [SlotSet("offered", ["2027-03-05T17:00:00+00:00"])]


def test_ask_moved_to_offers_what_overlaps_the_present_time_but_not_that_itself(run: Run, book: Book) -> None:
    booked = book(at(4, 10), who="maya")
    book(at(4, 10), "somebody", who="elena")
    wish = to_slots(Draft(when=When(days=(at(4, 0).date(),), not_before=time(9, 30), not_after=time(10, 30))))

    said, _ = run(AskMovedTo, heard(slots=asked(booked.id, when=wish["when"])))

    assert [button["title"] for button in said[0].buttons] == ["Thu 4 Mar, 09:30", "Thu 4 Mar, 10:30"]


@pytest.mark.parametrize("slots", [{"appointment_id": "gone", "moved_to": at(5, 16).isoformat()}, {"moved_to": None}])
def test_ask_confirmed_with_something_missing(run: Run, book: Book, slots: dict[str, Any]) -> None:
    booked = book(at(4, 10))

    assert run(AskMoveConfirmed, heard(slots={"appointment_id": booked.id, **slots})) == ([], [])


def test_ask_confirmed_names_both_times(run: Run, book: Book) -> None:
    booked = book(at(4, 10), who="maya")

    said, events = run(AskMoveConfirmed, heard(slots=sure(booked.id)))

    values = {**VALUES, "old_when": "Thursday 4 March at 10:00", "when": "Friday 5 March at 16:00"}
    assert (said, events) == ([Said("utter_ask_move_confirmed", values)], [])


# Done


@pytest.mark.parametrize(
    "slots", [{"move_confirmed": None}, {"move_confirmed": True, "moved_to": None}, {"appointment_id": "gone"}]
)
def test_move_with_something_missing(run: Run, book: Book, services: ActionServices, slots: dict[str, Any]) -> None:
    booked = book(at(4, 10))
    tracker = heard("hm", slots={**sure(booked.id, move_confirmed=True), **slots})

    assert run(MoveAppointment, tracker) == ([], LEFT)
    assert services.booking.all_appointments() == [booked]


def test_move_to_a_time_that_was_taken_meanwhile(run: Run, book: Book, fill: Fill) -> None:
    booked = book(at(4, 10), who="maya")
    fill(at(5, 16))

    said, events = run(MoveAppointment, heard("yes", "affirm", slots=sure(booked.id, move_confirmed=True)))

    assert [(one.response, one.values["when"]) for one in said] == [
        ("utter_time_taken", "Friday 5 March at 16:00"),
        ("utter_kept", "Thursday 4 March at 10:00"),
    ]
    assert events == LEFT


def test_move_too_near_another_visit(run: Run, book: Book) -> None:
    booked = book(at(4, 10), who="maya")
    book(at(30, 10))
    slots = {**sure(booked.id, move_confirmed=True), "moved_to": at(20, 10).isoformat()}

    said, _ = run(MoveAppointment, heard("yes", "affirm", slots=slots))

    assert [one.response for one in said] == ["utter_visit_too_soon", "utter_kept"]
    assert said[0].values["minimum_gap_days"] == "21"


def test_move_to_a_time_that_has_come_too_near(run: Run, book: Book, services: ActionServices) -> None:
    booked = book(at(9, 10), who="maya")

    said, _ = run(
        MoveAppointment,
        heard("yes", "affirm", slots=sure(booked.id, move_confirmed=True)),
        at_moment(services, at(5, 15)),
    )

    assert [one.response for one in said] == ["utter_time_too_soon", "utter_kept"]


def test_move_what_was_confirmed(run: Run, book: Book, services: ActionServices) -> None:
    booked = book(at(4, 10), who="maya")
    tracker = heard("yes", "affirm", slots=sure(booked.id, move_confirmed=True))

    first, second = run(MoveAppointment, tracker), run(MoveAppointment, tracker)

    values = {"treatment": "deep cleaning", "when": "Friday 5 March at 16:00", "cosmetologist": "Maya"}
    (moved,) = services.booking.all_appointments()
    assert first == second == ([Said("utter_moved", values, card=services.cards.of("moved", moved))], LEFT)
    assert [(one.conversation_id, one.starts_at) for one in services.booking.all_appointments()] == [(ANNA, at(5, 16))]
