"""How moments, prices and rules are written for clients."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from salon.booking.written import Written
from salon.clock import Clock
from salon.salon_file import Salon


@pytest.fixture
def written(salon: Salon, clock: Clock) -> Written:
    """Return the writer; it is 1 March 2027."""
    return Written(salon, clock)


SUMMER = datetime(2027, 7, 8, 15, 30, tzinfo=UTC)


def test_start_in_the_salons_zone(written: Written) -> None:
    assert written.start(SUMMER) == "Thursday 8 July at 16:30"


def test_start_in_another_year(written: Written) -> None:
    assert written.start(datetime(2028, 1, 3, 9, tzinfo=UTC)) == "Monday 3 January 2028 at 09:00"


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2027, 12, 31, 23, 30, tzinfo=UTC), "Friday 31 December"),
        (datetime(2028, 1, 1, 0, 30, tzinfo=UTC), "Saturday 1 January 2028"),
        (datetime(2027, 7, 8, 23, 30, tzinfo=UTC), "Friday 9 July"),
    ],
)
def test_day(written: Written, moment: datetime, expected: str) -> None:
    assert written.day(moment) == expected


def test_button(written: Written) -> None:
    assert written.button(SUMMER) == "Thu 8 Jul, 16:30"


def test_treatment(written: Written, salon: Salon) -> None:
    assert written.treatment(salon.treatment("skin_consultation")) == {
        "treatment": "skin consultation",
        "price": "free",
        "minutes": "30",
    }


@pytest.mark.parametrize(("minutes", "hours"), [(120, "2"), (90, "1.5"), (0, "0")])
def test_rules(salon: Salon, clock: Clock, minutes: int, hours: str) -> None:
    changed = replace(salon, booking=replace(salon.booking, notice_minutes=minutes))

    assert Written(changed, clock).rules(salon.treatment("deep_cleaning")) == {
        "treatment": "deep cleaning",
        "price": "£85",
        "minutes": "90",
        "notice_hours": hours,
        "days_ahead": "120",
        "minimum_gap_days": "21",
    }
