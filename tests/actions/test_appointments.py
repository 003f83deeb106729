"""The client's own appointments: what is booked, which one is meant, and leaving it as it is."""

from collections.abc import Callable

import pytest
from rasa_sdk.events import ActiveLoop, SlotSet

from actions.appointments import CheckAppointment, OwnAppointments, StopForm
from actions.forms import leave
from actions.services import ActionServices
from actions.turn import turn_of
from salon.booking.appointments import AppointmentView
from tests.actions.conftest import Book, Run, Said, at, heard
from tests.actions.drafts import STOPPED

LEFT = [
    ActiveLoop(None),
    *(
        SlotSet(slot, None)
        for slot in (
            "requested_slot",
            "appointment_id",
            "cancel_confirmed",
            "moved_to",
            "move_confirmed",
            "when",
            "offered",
        )
    ),
]


def test_leave_forgets_what_was_arranged() -> None:
    assert leave() == LEFT


def test_check_without_an_appointment(run: Run, book: Book) -> None:
    book(at(4, 10), "somebody else")

    said, events = run(CheckAppointment, heard("when is my appointment?", "check_appointment"))

    assert said == [Said("utter_no_appointment")]
    assert events == []


def test_check_lists_all_by_start(run: Run, book: Book) -> None:
    book(at(9, 15), treatment_id="skin_consultation")
    book(at(4, 10))

    said, events = run(CheckAppointment, heard("when is my appointment?", "check_appointment"))

    listed = "deep cleaning, Thursday 4 March at 10:00 and skin consultation, Tuesday 9 March at 15:00"
    assert said == [Said("utter_your_appointments", {"appointments": listed})]
    assert events == []


def test_stop_while_nothing_is_booked(run: Run) -> None:
    assert run(StopForm, heard("forget it", "cancel_appointment")) == (
        [Said("utter_booking_stopped")],
        [*STOPPED, *LEFT],
    )


def test_stop_moving_says_that_the_appointment_stays(run: Run, book: Book) -> None:
    booked = book(at(4, 10), who="maya")

    said, events = run(StopForm, heard("forget it", "cancel_appointment", slots={"appointment_id": booked.id}))

    values = {"treatment": "deep cleaning", "when": "Thursday 4 March at 10:00", "cosmetologist": "Maya"}
    assert said == [Said("utter_kept", values)]
    assert events == [*STOPPED, *LEFT]


Pick = Callable[..., AppointmentView | None]


@pytest.fixture
def pick(services: ActionServices) -> Pick:
    """Return what finds the appointment that a message means."""
    action = OwnAppointments(services)

    def pick_by(text: str = "", **known: object) -> AppointmentView | None:
        tracker = heard(text, **known)  # type: ignore[arg-type]
        return action.pick(turn_of(tracker), action.upcoming(tracker))

    return pick_by


def test_pick_among_none(pick: Pick) -> None:
    assert pick("the first one") is None


def test_pick_by_a_button_of_somebody_else(pick: Pick, book: Book) -> None:
    book(at(4, 10))
    other = book(at(4, 10), "somebody else")

    assert pick(picked={"appointment_id": other.id}) is None


def test_pick_the_only_one(pick: Pick, book: Book) -> None:
    only = book(at(4, 10))

    assert pick("whatever") == only


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the blue one", None),
        ("the one this week", None),
        ("friday's", None),
        ("wednesday", None),
        ("the second one", 1),
        ("the last one", 3),
        ("the one on tuesday", 3),
        ("4 march", 0),
    ],
)
def test_pick_by_place_or_day(pick: Pick, book: Book, text: str, expected: int | None) -> None:
    mine = [book(start, treatment_id="skin_consultation") for start in (at(4, 10), at(5, 9), at(5, 15), at(9, 15))]

    assert pick(text) == (None if expected is None else mine[expected])


def test_pick_by_a_button(pick: Pick, book: Book) -> None:
    book(at(4, 10))
    second = book(at(9, 15), treatment_id="skin_consultation")

    assert pick(picked={"appointment_id": second.id}) == second
