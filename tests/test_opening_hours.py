"""Whether the salon is open, and when it opens next: Monday to Saturday 9:00 to 19:00, closed at Christmas."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from salon.opening_hours import is_open, next_opening
from salon.salon_file import Salon

BATH = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2027, 3, 1, 8, 59, tzinfo=BATH), False),
        (datetime(2027, 3, 1, 9, 0, tzinfo=BATH), True),
        (datetime(2027, 3, 1, 18, 59, tzinfo=BATH), True),
        (datetime(2027, 3, 1, 19, 0, tzinfo=BATH), False),
        (datetime(2027, 3, 7, 12, 0, tzinfo=BATH), False),  # a Sunday
        (datetime(2027, 12, 25, 12, 0, tzinfo=BATH), False),  # a Saturday
        (datetime(2027, 7, 1, 8, 30, tzinfo=UTC), True),  # half past nine in summer
        (datetime(2027, 7, 1, 18, 30, tzinfo=UTC), False),
    ],
)
def test_is_open(salon: Salon, moment: datetime, expected: bool) -> None:
    assert is_open(salon, moment) is expected


@pytest.mark.parametrize(
    ("moment", "opening"),
    [
        (datetime(2027, 3, 1, 7, tzinfo=BATH), datetime(2027, 3, 1, 9, tzinfo=BATH)),
        (datetime(2027, 3, 1, 20, tzinfo=BATH), datetime(2027, 3, 2, 9, tzinfo=BATH)),
        (datetime(2027, 3, 6, 23, 30, tzinfo=BATH), datetime(2027, 3, 8, 9, tzinfo=BATH)),
        (datetime(2027, 12, 24, 20, tzinfo=BATH), datetime(2027, 12, 27, 9, tzinfo=BATH)),
        (datetime(2027, 3, 27, 20, tzinfo=BATH), datetime(2027, 3, 29, 8, tzinfo=UTC)),  # summer time has begun
    ],
)
def test_next_opening(salon: Salon, moment: datetime, opening: datetime) -> None:
    assert next_opening(salon, moment) == opening


def test_next_opening_of_a_salon_that_never_opens(salon: Salon) -> None:
    never = replace(salon, hours={}, closed_on=frozenset({date(2027, 3, 1)}))

    assert next_opening(never, datetime(2027, 3, 1, 12, tzinfo=BATH)) is None
