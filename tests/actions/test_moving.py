"""Moving an appointment: which one, to when, are you sure, done."""

from collections.abc import Callable
from datetime import datetime, time
from typing import Any

import pytest
from rasa_sdk.events import ActionExecutionRejected, ActiveLoop, FollowupAction, SlotSet

from actions.desk import Desk
from actions.moving import AskMoveConfirmed, AskMovedTo, AskMoveId, MoveAppointment, ValidateMoveForm
from salon.booking.draft import Draft, to_slots
from salon.dates import When
from tests.actions.conftest import ANNA, Book, Run, Said, at, heard
from tests.actions.test_appointments import LEFT
from tests.actions.test_booking import at_moment

VALUES = {"treatment": "deep cleaning", "when": "Thursday 4 March at 10:00", "cosmetologist": "Maya"}
REJECTED = [ActionExecutionRejected("move_form")]
FRESH = SlotSet("moved_to", None)
Fill = Callable[[datetime], None]


def asked(appointment_id: str, requested: str | None = "moved_to", **others: Any) -> dict[str, Any]:
    """Return the slots while the form asks."""
    return {"appointment_id": appointment_id, "requested_slot": requested, **others}


def heard_time(moved_to: datetime | None, when: When | None = None, offered: tuple[datetime, ...] = ()) -> list[Any]:
    """Return the events of a message that spoke of a time."""
    slots = to_slots(Draft(when=when or When(), offered=offered))
    return [
        SlotSet("moved_to", moved_to and moved_to.isoformat()),
        SlotSet("read_message", "m7#0"),
        SlotSet("when", slots["when"]),
        SlotSet("offered", slots["offered"]),
    ]


# Which one


def test_validate_without_an_appointment(run: Run) -> None:
    tracker = heard("can I move it", "reschedule_appointment")

    assert run(ValidateMoveForm, tracker) == ([Said("utter_no_appointment")], LEFT)


@pytest.mark.parametrize(
    ("text", "draft"),
    [
        ("could we do friday instead", Draft()),
        ("another time please", Draft(treatment="deep_cleaning")),
        ("another time please", Draft(starts_at=at(5, 10))),
    ],
)
def test_validate_without_an_appointment_goes_on_with_a_booking(run: Run, text: str, draft: Draft) -> None:
    said, events = run(ValidateMoveForm, heard(text, "reschedule_appointment", slots=to_slots(draft)))

    assert said == []
    assert events == [ActiveLoop(None), SlotSet("requested_slot", None), FollowupAction("booking_form")]


def test_validate_with_several_asks_which(run: Run, book: Book) -> None:
    book(at(4, 10))
    book(at(9, 15), treatment_id="skin_consultation")

    assert run(ValidateMoveForm, heard("can I move it", "reschedule_appointment")) == ([], [])


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

    assert run(ValidateMoveForm, heard(text, intent, slots={"requested_slot": "appointment_id"})) == (said, events)


def test_validate_a_choice_by_its_day_is_no_new_time(run: Run, book: Book) -> None:
    book(at(4, 10))
    second = book(at(9, 15), treatment_id="skin_consultation")
    tracker = heard("the one on tuesday", slots={"requested_slot": "appointment_id"})

    assert run(ValidateMoveForm, tracker) == ([], [SlotSet("appointment_id", second.id)])


# To when


def test_validate_at_the_start_without_a_time_forgets_an_earlier_move(run: Run, book: Book) -> None:
    booked = book(at(4, 10))
    slots = asked(booked.id, None, moved_to=at(9, 15).isoformat())

    said, events = run(ValidateMoveForm, heard("can I move it", "reschedule_appointment", slots=slots))

    assert (said, events) == ([], [SlotSet("appointment_id", booked.id), FRESH])


def test_validate_at_the_start_with_a_day_keeps_the_time_of_day(run: Run, book: Book) -> None:
    booked = book(at(4, 10))
    slots = asked(booked.id, None, moved_to=at(9, 15).isoformat())

    said, events = run(ValidateMoveForm, heard("can I move it to friday", "reschedule_appointment", slots=slots))

    assert (said, events) == ([], [SlotSet("appointment_id", booked.id), FRESH, *heard_time(at(5, 10))])


@pytest.mark.parametrize(
    ("text", "intent"),
    [("what does it cost?", "price"), ("hm", "nlu_fallback"), ("no", "deny"), ("a person", "talk_to_human")],
)
def test_validate_no_time_at_all(run: Run, book: Book, text: str, intent: str) -> None:
    booked = book(at(4, 10))

    assert run(ValidateMoveForm, heard(text, intent, slots=asked(booked.id))) == ([], REJECTED)


def test_validate_a_message_that_was_read_already(run: Run, book: Book) -> None:
    booked = book(at(4, 10))
    tracker = heard("friday", slots=asked(booked.id, read_message="m7#0"))

    assert run(ValidateMoveForm, tracker) == (
        [],
        [SlotSet("appointment_id", booked.id), SlotSet("read_message", "m7#0")],
    )


def test_validate_a_taken_time_offers_others(run: Run, book: Book, fill: Fill) -> None:
    booked = book(at(4, 10))
    fill(at(5, 10))

    said, events = run(ValidateMoveForm, heard("friday at 10", slots=asked(booked.id)))

    friday = When(days=(at(5, 0).date(),))
    offered = (at(5, 11, 30), at(5, 12), at(5, 12, 30))
    assert [(one.response, one.values["when"]) for one in said] == [("utter_time_taken", "Friday 5 March at 10:00")]
    assert events == [SlotSet("appointment_id", booked.id), *heard_time(None, friday, offered)]


def test_validate_a_time_after_a_refused_day_is_meant_for_that_day(run: Run, book: Book) -> None:
    booked = book(at(4, 10))
    known = to_slots(Draft(when=When(days=(at(5, 0).date(),)), offered=(at(5, 11, 30), at(5, 12))))
    slots = asked(booked.id, when=known["when"], offered=known["offered"])

    said, events = run(ValidateMoveForm, heard("at 4pm then", slots=slots))

    assert (said, events) == ([], [SlotSet("appointment_id", booked.id), *heard_time(at(5, 16))])


@pytest.mark.parametrize(
    ("text", "expected"), [("the second one", at(5, 12)), ("an hour later", None), ("half 11", at(5, 11, 30))]
)
def test_validate_a_choice_among_the_offers(run: Run, book: Book, text: str, expected: datetime | None) -> None:
    booked = book(at(4, 10))
    known = to_slots(Draft(offered=(at(5, 11, 30), at(5, 12))))

    _, events = run(ValidateMoveForm, heard(text, slots=asked(booked.id, offered=known["offered"])))

    assert SlotSet("moved_to", expected and expected.isoformat()) in events


def test_validate_a_button(run: Run, book: Book) -> None:
    booked = book(at(4, 10))
    tracker = heard(
        intent="reschedule_appointment",
        slots=asked(booked.id),
        picked={"starts_at": at(5, 16).isoformat()},
    )

    said, events = run(ValidateMoveForm, tracker)

    assert (said, events) == ([], [SlotSet("appointment_id", booked.id), *heard_time(at(5, 16))])


def test_validate_the_time_that_it_has_already(run: Run, book: Book) -> None:
    booked = book(at(4, 10))

    said, events = run(ValidateMoveForm, heard("thursday at 10", slots=asked(booked.id)))

    assert (said, events) == ([], [SlotSet("appointment_id", booked.id), *heard_time(None)])


# Are you sure


def sure(appointment_id: str, **others: Any) -> dict[str, Any]:
    """Return the slots while the form asks for the yes to Friday at four."""
    return asked(appointment_id, "move_confirmed", moved_to=at(5, 16).isoformat(), **others)


def test_validate_another_time_instead_of_a_yes(run: Run, book: Book) -> None:
    booked = book(at(4, 10))

    said, events = run(ValidateMoveForm, heard("at 3pm please", slots=sure(booked.id)))

    assert (said, events) == ([], [SlotSet("appointment_id", booked.id), *heard_time(at(5, 15))])


@pytest.mark.parametrize(("text", "intent"), [("no", "affirm"), ("keep it", "deny")])
def test_validate_a_no_keeps_it(run: Run, book: Book, text: str, intent: str) -> None:
    booked = book(at(4, 10), who="maya")

    assert run(ValidateMoveForm, heard(text, intent, slots=sure(booked.id))) == ([Said("utter_kept", VALUES)], LEFT)


@pytest.mark.parametrize(("text", "intent"), [("yes", "nlu_fallback"), ("", "affirm")])
def test_validate_a_yes(run: Run, book: Book, text: str, intent: str) -> None:
    booked = book(at(4, 10))

    said, events = run(ValidateMoveForm, heard(text, intent, slots=sure(booked.id)))

    assert (said, events) == ([], [SlotSet("move_confirmed", True)])


def test_validate_neither_yes_nor_no(run: Run, book: Book) -> None:
    booked = book(at(4, 10))

    assert run(ValidateMoveForm, heard("hm", "nlu_fallback", slots=sure(booked.id))) == ([], REJECTED)


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
    assert said == [Said("utter_ask_moved_to", VALUES, ({"title": "Fri 5 Mar, 17:00", "payload": payload},))]
    assert events == [SlotSet("offered", ["2027-03-05T17:00:00+00:00"])]


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
def test_move_with_something_missing(run: Run, book: Book, desk: Desk, slots: dict[str, Any]) -> None:
    booked = book(at(4, 10))
    tracker = heard("hm", slots={**sure(booked.id, move_confirmed=True), **slots})

    assert run(MoveAppointment, tracker) == ([], LEFT)
    assert desk.booking.all_appointments() == [booked]


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


def test_move_to_a_time_that_has_come_too_near(run: Run, book: Book, desk: Desk) -> None:
    booked = book(at(9, 10), who="maya")

    said, _ = run(
        MoveAppointment,
        heard("yes", "affirm", slots=sure(booked.id, move_confirmed=True)),
        at_moment(desk, at(5, 15)),
    )

    assert [one.response for one in said] == ["utter_time_too_soon", "utter_kept"]


def test_move_what_was_confirmed(run: Run, book: Book, desk: Desk) -> None:
    booked = book(at(4, 10), who="maya")
    tracker = heard("yes", "affirm", slots=sure(booked.id, move_confirmed=True))

    first, second = run(MoveAppointment, tracker), run(MoveAppointment, tracker)

    values = {"treatment": "deep cleaning", "when": "Friday 5 March at 16:00", "cosmetologist": "Maya"}
    assert first == second == ([Said("utter_moved", values)], LEFT)
    assert [(one.conversation_id, one.starts_at) for one in desk.booking.all_appointments()] == [(ANNA, at(5, 16))]
