"""Moving an appointment: what a message does to it."""

from datetime import datetime
from typing import Any

import pytest
from rasa_sdk.events import ActiveLoop, FollowupAction, SlotSet

from actions.moving import ValidateMoveForm
from salon.booking.draft import Draft, to_slots
from salon.dates import When
from tests.actions.conftest import Book, Run, Said, at, heard
from tests.actions.moves import FRESH, REJECTED, VALUES, Fill, asked, heard_time, sure
from tests.actions.test_appointments import LEFT

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


@pytest.mark.parametrize("text", ["can I still cancel it then", "and if I've changed my mind by then"])
def test_validate_goes_on_when_the_client_asks_about_the_rules_of_cancelling(run: Run, book: Book, text: str) -> None:
    booked = book(at(4, 10))

    assert run(ValidateMoveForm, heard(text, "ask_cancelling", slots=asked(booked.id))) == ([], REJECTED)


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


@pytest.mark.parametrize("requested", ["moved_to", "move_confirmed"])
@pytest.mark.parametrize("text", ["forget it", "never mind"])
def test_validate_a_stop_keeps_it(run: Run, book: Book, text: str, requested: str) -> None:
    booked = book(at(4, 10), who="maya")

    said, events = run(ValidateMoveForm, heard(text, "deny", slots={**sure(booked.id), "requested_slot": requested}))

    assert (said, events) == ([Said("utter_kept", VALUES)], LEFT)


@pytest.mark.parametrize("start", [at(4, 9, 30), at(4, 10, 30)])
def test_validate_a_time_that_overlaps_the_present_one(run: Run, book: Book, start: datetime) -> None:
    booked = book(at(4, 10), who="maya")
    book(at(4, 10), "somebody else", who="elena")
    picked = {"starts_at": start.isoformat()}

    said, events = run(ValidateMoveForm, heard("", "reschedule_appointment", slots=asked(booked.id), picked=picked))

    assert (said, events) == ([], [SlotSet("appointment_id", booked.id), *heard_time(start)])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("can you move it to friday instead", at(12, 10)),
        ("move it to monday please", at(8, 10)),
        ("can I move it to this friday", at(5, 10)),
        ("can I move it to tomorrow", at(2, 10)),
        ("move it to friday the 5th", at(5, 10)),
    ],
)
def test_validate_at_the_start_a_weekday_is_of_the_week_of_the_appointment(
    run: Run, book: Book, text: str, expected: datetime
) -> None:
    booked = book(at(9, 10))

    _, events = run(ValidateMoveForm, heard(text, "reschedule_appointment", slots=asked(booked.id, None)))

    assert SlotSet("moved_to", expected.isoformat()) in events


def test_validate_a_weekday_that_is_on_offer_is_that_day(run: Run, book: Book) -> None:
    booked = book(at(9, 10))
    offered = to_slots(Draft(offered=(at(4, 10), at(5, 10))))["offered"]

    _, events = run(ValidateMoveForm, heard("friday at 10", slots=asked(booked.id, offered=offered)))

    assert SlotSet("moved_to", at(5, 10).isoformat()) in events


def test_validate_a_corrected_weekday_is_of_the_week_of_the_new_time(run: Run, book: Book) -> None:
    booked = book(at(4, 10))
    slots = asked(booked.id, "move_confirmed", moved_to=at(16, 16).isoformat())

    _, events = run(ValidateMoveForm, heard("sorry, thursday", slots=slots))

    assert SlotSet("moved_to", at(18, 16).isoformat()) in events
