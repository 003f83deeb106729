"""The booking form: what is booked, or not, once it was confirmed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest
from rasa_sdk.events import FollowupAction

from actions.booking_confirmed import BookAppointment
from actions.services import ActionServices
from salon.booking.appointments import AppointmentView
from salon.errors import BadInput
from tests.actions.conftest import ANNA, LONDON, Book, Run, Said, at, heard
from tests.actions.drafts import AGREED_AT, COMPLETE, STOPPED, at_moment, draft_set, slots

CONFIRMED = replace(COMPLETE, confirmed=True)


def stored(services: ActionServices) -> list[tuple[str, datetime]]:
    """Return (conversation, start) of every appointment."""
    return [(one.conversation_id, one.starts_at) for one in services.booking.all_appointments()]


def test_book_what_was_not_confirmed(run: Run, services: ActionServices) -> None:
    assert run(BookAppointment, heard(slots=slots(COMPLETE))) == ([], STOPPED)
    assert stored(services) == []


def test_book_against_a_red_flag(run: Run, services: ActionServices) -> None:
    said, events = run(BookAppointment, heard("yes", "affirm", slots=slots(CONFIRMED), red_flag="doctor"))

    assert [one.response for one in said] == ["utter_person_decides"]
    assert events == STOPPED
    assert stored(services) == []


def test_book_against_a_condition_told_with_the_yes(run: Run, services: ActionServices) -> None:
    said, events = run(BookAppointment, heard("yes, I'm pregnant", "affirm", slots=slots(CONFIRMED)))

    assert [one.response for one in said] == ["utter_person_decides"]
    assert events == STOPPED
    assert stored(services) == []


def test_book_too_near_another_visit(run: Run, services: ActionServices, book: Book) -> None:
    book(at(10, 10))

    said, events = run(BookAppointment, heard("yes", "affirm", slots=slots(CONFIRMED)))

    assert [one.response for one in said] == ["utter_visit_too_soon"]
    assert said[0].values["minimum_gap_days"] == "21"
    assert events == STOPPED
    assert stored(services) == [(ANNA, at(10, 10))]


def test_book_a_time_that_was_taken_meanwhile(
    run: Run, services: ActionServices, fill: Callable[[datetime], None]
) -> None:
    fill(at(2, 10))

    said, events = run(BookAppointment, heard("yes", "affirm", slots=slots(CONFIRMED)))

    assert [one.response for one in said] == ["utter_time_taken"]
    assert said[0].values["when"] == "Tuesday 2 March at 10:00"
    again = replace(CONFIRMED, starts_at=None, confirmed=None)
    assert events == [*draft_set(again), FollowupAction("booking_form")]
    assert ANNA not in [who for who, _ in stored(services)]


@pytest.mark.parametrize(
    ("moment", "response"),
    [
        (at(2, 9), "utter_time_too_soon"),
        (datetime(2026, 10, 1, 10, tzinfo=LONDON), "utter_time_too_far"),
    ],
)
def test_book_a_time_that_may_not_be_booked_any_more(
    services: ActionServices, run: Run, moment: datetime, response: str
) -> None:
    said, events = run(BookAppointment, heard("yes", "affirm", slots=slots(CONFIRMED)), at_moment(services, moment))

    assert [one.response for one in said] == [response]
    assert events[-1] == FollowupAction("booking_form")
    assert stored(services) == []


def test_book_on_a_day_that_was_closed_meanwhile(run: Run, services: ActionServices) -> None:
    sunday = replace(CONFIRMED, starts_at=at(7, 10))

    said, events = run(BookAppointment, heard("yes", "affirm", slots=slots(sunday)))

    assert [one.response for one in said] == ["utter_salon_closed"]
    assert events[-1] == FollowupAction("booking_form")


def test_book_with_a_number_that_no_salon_could_ring(run: Run, services: ActionServices) -> None:
    with pytest.raises(BadInput):
        run(BookAppointment, heard("yes", "affirm", slots=slots(replace(CONFIRMED, phone="12"))))

    assert stored(services) == []


def test_book_what_was_confirmed(run: Run, services: ActionServices) -> None:
    said, events = run(BookAppointment, heard("yes", "affirm", slots=slots(CONFIRMED)))

    (booked,) = services.booking.all_appointments()
    assert said == [
        Said(
            "utter_booked",
            {
                "treatment": "deep cleaning",
                "when": "Tuesday 2 March at 10:00",
                "cosmetologist": services.salon.cosmetologist(booked.cosmetologist_id).name,
                "name": "Anna",
            },
            card=services.cards.of("booked", booked),
        )
    ]
    assert events == STOPPED
    assert _facts(booked) == (ANNA, "deep_cleaning", at(2, 10), "Anna", "+447700900123", AGREED_AT)


def test_book_with_the_cosmetologist_wished_for(run: Run, services: ActionServices) -> None:
    for message, who in enumerate(("elena", "maya")):
        wished = replace(CONFIRMED, treatment="skin_consultation", cosmetologist=who)
        run(BookAppointment, heard("yes", "affirm", slots=slots(wished), message_id=f"m{message}"))

    assert {one.cosmetologist_id for one in services.booking.all_appointments()} == {"maya", "elena"}


def test_book_a_repeated_message_once(run: Run, services: ActionServices) -> None:
    tracker = heard("yes", "affirm", slots=slots(CONFIRMED))

    first = run(BookAppointment, tracker)
    second = run(BookAppointment, tracker)

    assert first == second
    assert stored(services) == [(ANNA, at(2, 10))]


def _facts(booked: AppointmentView) -> tuple[object, ...]:
    return (
        booked.conversation_id,
        booked.treatment_id,
        booked.starts_at,
        booked.name,
        booked.phone,
        booked.consent_at,
    )
