"""Some of many free starts, spread over days and times."""

from datetime import timedelta

from salon.booking.wishes import spread
from tests.booking.fake_times import at


def test_spread_of_nothing() -> None:
    assert spread([], 6) == ()


def test_spread_of_one_day_takes_first_and_last() -> None:
    day = [at(2, 9) + timedelta(minutes=30 * step) for step in range(18)]

    assert spread(day, 3) == (day[0], day[8], day[17])


def test_spread_of_few_takes_all() -> None:
    day = [at(2, 9), at(2, 10)]

    assert spread(day, 6) == (at(2, 9), at(2, 10))


def test_spread_over_days_before_times() -> None:
    starts = [at(day, hour) for day in (2, 3, 4) for hour in (9, 10, 11)]

    assert spread(starts, 6) == (at(2, 9), at(2, 11), at(3, 9), at(3, 11), at(4, 9), at(4, 11))


def test_spread_over_more_days_than_wanted_takes_the_first_of_each() -> None:
    starts = [at(day, hour) for day in range(2, 12) for hour in (9, 10)]

    assert spread(starts, 4) == (at(2, 9), at(3, 9), at(4, 9), at(5, 9))
