"""The free times of a month: what stands in the way, what does not, and that nothing else is listed or missing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, event

from salon.booking.appointments import AppointmentUnknown, AppointmentView
from salon.booking.models import Appointment
from salon.booking.months import FreeMonth, FreeMonths
from salon.booking.service import BookingService
from salon.clock import Clock, fixed_clock
from salon.db import Database
from salon.errors import BadInput, NotFound, Refused
from salon.salon_file import Salon
from salon.secrets import Vault
from tests.booking.rehearsal import Rehearsal
from tests.booking.stored import LONDON, Wish, at

MARCH, APRIL, JULY = date(2027, 3, 1), date(2027, 4, 1), date(2027, 7, 1)
ANNA = "conversation-anna"


@pytest.fixture
def months(database: Database, salon: Salon, clock: Clock) -> FreeMonths:
    """Return the service; it is Monday, 1 March 2027, 10:00."""
    return FreeMonths(database, salon, clock)


def starts(month: FreeMonth) -> list[datetime]:
    """Return every start that is listed."""
    return [start for day in month.days.values() for start in day]


# What it refuses


def test_month_of_an_unknown_treatment(months: FreeMonths) -> None:
    with pytest.raises(NotFound):
        months.month(ANNA, "laser", MARCH)


def test_month_for_moving_an_unknown_appointment(months: FreeMonths) -> None:
    with pytest.raises(AppointmentUnknown):
        months.month(ANNA, "deep_cleaning", MARCH, moving="nothing")


def test_month_for_moving_somebody_elses(months: FreeMonths, booking: BookingService, wish: Wish) -> None:
    other = booking.book(wish(at(4, 10)))

    with pytest.raises(AppointmentUnknown):
        months.month(ANNA, "deep_cleaning", MARCH, moving=other.id)


def test_month_for_moving_a_cancelled_one(months: FreeMonths, booking: BookingService, wish: Wish) -> None:
    own = booking.book(wish(at(4, 10), conversation_id=ANNA))
    booking.cancel(own.id, ANNA)

    with pytest.raises(AppointmentUnknown):
        months.month(ANNA, "deep_cleaning", MARCH, moving=own.id)


def test_month_for_moving_one_that_has_begun(
    database: Database, salon: Salon, booking: BookingService, wish: Wish
) -> None:
    own = booking.book(wish(at(4, 10), conversation_id=ANNA))

    with pytest.raises(AppointmentUnknown):
        FreeMonths(database, salon, fixed_clock(at(4, 10))).month(ANNA, "deep_cleaning", MARCH, moving=own.id)


def test_month_for_moving_another_treatment(months: FreeMonths, booking: BookingService, wish: Wish) -> None:
    own = booking.book(wish(at(4, 10), conversation_id=ANNA))

    with pytest.raises(BadInput):
        months.month(ANNA, "skin_consultation", MARCH, moving=own.id)


# What it lists


def test_month_of_an_empty_calendar(months: FreeMonths, booking: BookingService) -> None:
    month = months.month(ANNA, "deep_cleaning", MARCH)

    days = [date(2027, 3, day) for day in range(1, 32)]
    assert starts(month) == booking.free_starts("deep_cleaning", days)
    assert list(month.days) == [day for day in days if day.weekday() != 6]
    assert month.days[date(2027, 3, 1)][0] == month.soonest == at(1, 12)
    assert month.soonest and month.soonest.tzinfo == LONDON


@pytest.mark.parametrize(
    ("first", "earlier", "later"),
    [
        (date(2027, 2, 1), False, True),
        (MARCH, False, True),
        (APRIL, True, True),
        (date(2027, 6, 1), True, False),
        (JULY, True, False),
        (date(9999, 12, 1), True, False),
        (date(1, 1, 1), False, True),
    ],
)
def test_month_tells_whether_another_can_be_booked(months: FreeMonths, first: date, earlier: bool, later: bool) -> None:
    month = months.month(ANNA, "deep_cleaning", first)

    assert (month.earlier, month.later, month.soonest) == (earlier, later, at(1, 12))


def test_month_beyond_what_can_be_booked(months: FreeMonths) -> None:
    assert months.month(ANNA, "deep_cleaning", JULY).days == {}


def test_month_leaves_out_days_near_another_cleaning(months: FreeMonths, booking: BookingService, wish: Wish) -> None:
    booking.book(wish(at(10, 10), conversation_id=ANNA, treatment_id="ultrasonic_cleaning"))

    march, april = (months.month(ANNA, "deep_cleaning", first) for first in (MARCH, APRIL))

    assert [list(march.days), min(april.days)] == [[date(2027, 3, 31)], APRIL]
    assert march.soonest == april.soonest == at(31, 9)


def test_month_of_what_needs_no_rest(months: FreeMonths, booking: BookingService, wish: Wish) -> None:
    booking.book(wish(at(10, 10), conversation_id=ANNA))

    assert len(months.month(ANNA, "skin_consultation", MARCH).days) == 27


def test_month_in_which_nothing_is_free(database: Database, salon: Salon, clock: Clock) -> None:
    shut = replace(salon, hours={})

    assert FreeMonths(database, shut, clock).month(ANNA, "deep_cleaning", MARCH) == FreeMonth({}, False, True, None)


def test_month_for_moving(months: FreeMonths, booking: BookingService, wish: Wish) -> None:
    own = booking.book(wish(at(4, 10), conversation_id=ANNA, cosmetologist_id="maya"))
    booking.book(wish(at(4, 10), cosmetologist_id="elena"))

    month = months.month(ANNA, "deep_cleaning", MARCH, moving=own.id)

    assert len(month.days) == 27
    assert month.days[date(2027, 3, 4)][:4] == [at(4, 9), at(4, 9, 30), at(4, 10, 30), at(4, 11)]


def test_month_for_moving_the_first_that_is_free(months: FreeMonths, booking: BookingService, wish: Wish) -> None:
    own = booking.book(wish(at(1, 12), conversation_id=ANNA))

    assert months.month(ANNA, "deep_cleaning", APRIL, moving=own.id).soonest == at(1, 12, 30)


@pytest.mark.parametrize("first", [MARCH, APRIL, JULY])
def test_month_takes_as_many_queries_full_as_empty(
    months: FreeMonths, database: Database, booking: BookingService, wish: Wish, first: date
) -> None:
    def count() -> int:
        asked: list[object] = []

        def note(*call: Any) -> None:
            asked.extend([call[2]] if call[2].startswith("SELECT") else [])

        event.listen(database.engine, "before_cursor_execute", note)
        months.month(ANNA, "deep_cleaning", first)
        event.remove(database.engine, "before_cursor_execute", note)
        return len(asked)

    empty = count()
    for day in range(2, 6):
        for hour in (9, 11, 13):
            booking.book(wish(at(day, hour)))

    assert count() == empty <= 4


# Nothing else is listed, and nothing is missing

NOW = datetime(2027, 3, 25, 11, 20, tzinfo=LONDON)
"""A Thursday; the clocks change on Sunday, and the month ends within the days that can be booked."""
TREATMENTS = ("deep_cleaning", "ultrasonic_cleaning", "skin_consultation")
CANDIDATES = [
    datetime.combine(date(2027, 3, 24) + timedelta(days=day), time(hour, minute), LONDON)
    for day in range(15)
    for hour in range(9, 15)
    for minute in ((0, 10, 30) if hour == 10 else (0, 30))
]

visits = st.lists(
    st.fixed_dictionaries(
        {
            "starts_at": st.sampled_from(CANDIDATES),
            "treatment_id": st.sampled_from(TREATMENTS),
            "conversation_id": st.sampled_from((ANNA, "berta", "cleo", "dora", "ella")),
            "cosmetologist_id": st.sampled_from((None, "maya", "elena")),
        }
    ),
    max_size=14,
)


@pytest.fixture
def small(salon: Salon) -> Salon:
    """Return the salon with a short day, a short gap and few days ahead."""
    rules = replace(salon.booking, days_ahead=12, minimum_gap_days=3)
    hours = dict.fromkeys((0, 1, 2, 4, 5, 6), (time(9, 30), time(14)))
    return replace(salon, hours=hours, booking=rules, closed_on=frozenset({date(2027, 3, 30)}))


@given(calendar=visits, treatment_id=st.sampled_from(TREATMENTS), first=st.sampled_from((MARCH, APRIL)))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_month_lists_just_what_can_be_booked(
    database: Database,
    small: Salon,
    vault: Vault,
    wish: Wish,
    calendar: list[dict[str, Any]],
    treatment_id: str,
    first: date,
) -> None:
    _fill(database, small, vault, wish, calendar)
    desk = BookingService(Rehearsal(database), small, fixed_clock(NOW), vault)

    def book(start: datetime) -> None:
        desk.book(wish(start, conversation_id=ANNA, treatment_id=treatment_id))
        desk.check_free(treatment_id, start)

    month = FreeMonths(database, small, fixed_clock(NOW)).month(ANNA, treatment_id, first)

    bookable = [start for start in CANDIDATES if _succeeds(book, start)]
    assert starts(month) == [start for start in bookable if start.month == first.month]
    assert month.soonest == min(bookable, default=None)


@given(calendar=visits, first=st.sampled_from((MARCH, APRIL)), which=st.integers(0, 5))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_month_for_moving_lists_just_where_it_can_be_moved(
    database: Database,
    small: Salon,
    vault: Vault,
    wish: Wish,
    calendar: list[dict[str, Any]],
    first: date,
    which: int,
) -> None:
    own = _fill(database, small, vault, wish, calendar)
    if not own:
        return
    moved = own[which % len(own)]
    desk = BookingService(Rehearsal(database), small, fixed_clock(NOW), vault)

    def move(start: datetime) -> None:
        desk.reschedule(moved.id, ANNA, start, f"to {start}")
        desk.without(moved.id).check_free(moved.treatment_id, start)

    month = FreeMonths(database, small, fixed_clock(NOW)).month(ANNA, moved.treatment_id, first, moving=moved.id)

    possible = [start for start in CANDIDATES if start != moved.starts_at and _succeeds(move, start)]
    assert starts(month) == [start for start in possible if start.month == first.month]
    assert month.soonest == min(possible, default=None)


def _fill(
    database: Database, salon: Salon, vault: Vault, wish: Wish, calendar: list[dict[str, Any]]
) -> list[AppointmentView]:
    """Book as much of a calendar as the rules allow, in an empty database; return what is Anna's."""
    with database.transaction() as session:
        session.execute(delete(Appointment))
    booking = BookingService(database, salon, fixed_clock(NOW), vault)
    for visit in calendar:
        _succeeds(lambda start, visit=visit: booking.book(wish(**visit)), visit["starts_at"])
    return booking.upcoming(ANNA)


def _succeeds(attempt: Callable[[datetime], object], start: datetime) -> bool:
    try:
        attempt(start)
    except Refused:
        return False
    return True
