"""When made-up clients write."""

import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from salon.demo.timetable import beginnings

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize("hour", [0, 10, 23])
def test_beginnings_lie_within_the_days_and_before_now(hour: int) -> None:
    now = datetime(2027, 3, 1, hour, 5, tzinfo=UTC)

    found = beginnings(300, 30, now, LONDON, random.Random(1))  # noqa: S311  no secret

    assert (len(found), found) == (300, sorted(found))
    assert datetime(2027, 1, 31, tzinfo=UTC) <= found[0] and found[-1] < now - timedelta(minutes=14)


def test_beginnings_are_the_same_by_the_same_chance() -> None:
    now = datetime(2027, 3, 1, 10, tzinfo=UTC)

    assert beginnings(50, 9, now, LONDON, random.Random(3)) == beginnings(50, 9, now, LONDON, random.Random(3))  # noqa: S311  no secret


def test_evenings_are_busier_than_mornings() -> None:
    found = beginnings(2000, 60, datetime(2027, 3, 1, 10, tzinfo=UTC), LONDON, random.Random(1))  # noqa: S311  no secret
    hours = Counter(moment.astimezone(LONDON).hour for moment in found)

    assert hours[20] > 2 * hours[9] > 0
    assert hours[3] == 0
