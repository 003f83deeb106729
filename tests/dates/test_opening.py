"""Which half of the day a clock time means."""

from datetime import date, time

import pytest

from salon.dates import DateRules, Order
from salon.dates.opening import settle
from salon.dates.pieces import ClockPiece, Half

from .conftest import RULES

MONDAY = date(2027, 3, 8)
LATE = DateRules(Order.DAY_MONTH, {0: (time(8), time(22)), 1: (time(9), time(13)), 6: None})


@pytest.mark.parametrize(
    ("clock", "days", "expected"),
    [
        (ClockPiece(0, 1, 8), (MONDAY,), time(8)),  # both readings within the hours: the first
        (ClockPiece(0, 1, 8, half=Half.PM), (MONDAY,), time(20)),
        (ClockPiece(0, 1, 3), (date(2027, 3, 9),), time(15)),  # outside the hours of tuesday, but nearest to them
        (ClockPiece(0, 1, 3), (), time(15)),  # on any day
        (ClockPiece(0, 1, 3), (date(2027, 3, 14),), time(15)),  # a closed day says nothing: as on any day
        (ClockPiece(0, 1, 9, half=Half.GIVEN), (MONDAY,), time(9)),
    ],
)
def test_settle(clock: ClockPiece, days: tuple[date, ...], expected: time) -> None:
    assert settle(clock, None, days, LATE) == expected


def test_settle_where_the_part_of_the_day_contradicts_the_hours() -> None:
    assert settle(ClockPiece(0, 1, 3), Half.AM, (), RULES) == time(15)


def test_settle_in_a_salon_that_never_opens() -> None:
    assert settle(ClockPiece(0, 1, 3), None, (), DateRules(Order.DAY_MONTH, {})) == time(3)
