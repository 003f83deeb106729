"""The rest between two cleanings: which days it leaves."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from salon.booking.gap import MinimumGap
from salon.booking.search import calendar_of
from salon.booking.service import BookingService
from salon.db import Database
from salon.salon_file import Salon
from tests.booking.stored import Wish, at

FIRST, LAST = date(2027, 3, 1), date(2027, 3, 31)
ANNA = "conversation-anna"


def near(
    database: Database,
    salon: Salon,
    treatment_id: str = "deep_cleaning",
    first: date = FIRST,
    last: date = LAST,
    but: str = "",
) -> set[date]:
    """Return the days of the cleanings near to those days."""
    gap = MinimumGap(salon, calendar_of(salon))
    with database.reading() as session:
        return set(gap.cleanings_near(session, ANNA, salon.treatment(treatment_id), first, last, but=but))


@pytest.fixture
def cleaned(booking: BookingService, wish: Wish) -> str:
    """Return the id of a cleaning on Wednesday, the 10th."""
    return booking.book(wish(at(10, 17, 30), conversation_id=ANNA)).id


def test_near_of_a_treatment_that_needs_no_rest(database: Database, salon: Salon, cleaned: str) -> None:
    assert near(database, salon, "skin_consultation") == set()


def test_near_without_a_gap(database: Database, salon: Salon, cleaned: str) -> None:
    never = replace(salon, booking=replace(salon.booking, minimum_gap_days=0))

    assert near(database, never) == set()


def test_near_leaves_out_what_is_moved(database: Database, salon: Salon, cleaned: str) -> None:
    assert near(database, salon, but=cleaned) == set()


def test_near_knows_others_cleanings_and_consultations_for_none(
    database: Database, salon: Salon, booking: BookingService, wish: Wish
) -> None:
    booking.book(wish(at(10, 10)))
    booking.book(wish(at(11, 10), conversation_id=ANNA, treatment_id="skin_consultation"))

    assert near(database, salon) == set()


def test_near_forgets_what_was_cancelled(
    database: Database, salon: Salon, booking: BookingService, cleaned: str
) -> None:
    booking.cancel(cleaned, ANNA)

    assert near(database, salon) == set()


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2027, 3, 31), date(2027, 4, 30), set()),
        (date(2027, 3, 30), date(2027, 4, 30), {date(2027, 3, 10)}),
        (date(2027, 2, 1), date(2027, 2, 17), set()),
        (date(2027, 2, 1), date(2027, 2, 18), {date(2027, 3, 10)}),
    ],
)
def test_near_reaches_as_far_as_the_gap(
    database: Database, salon: Salon, cleaned: str, first: date, last: date, expected: set[date]
) -> None:
    assert near(database, salon, first=first, last=last) == expected


@pytest.mark.parametrize(("days", "expected"), [(-21, True), (-20, False), (0, False), (20, False), (21, True)])
def test_leaves(salon: Salon, days: int, expected: bool) -> None:
    gap = MinimumGap(salon, calendar_of(salon))

    assert gap.leaves(FIRST, {FIRST + timedelta(days=days)}) is expected


def test_leaves_without_other_cleanings(salon: Salon) -> None:
    assert MinimumGap(salon, calendar_of(salon)).leaves(FIRST, ())
