"""Days are local, their bounds in UTC; a day is compared with the same part of the one before."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from salon.errors import BadInput
from salon.figures.periods import custom_period, local_hour, preset_period

LONDON, KATHMANDU, HAVANA = (ZoneInfo(name) for name in ("Europe/London", "Asia/Kathmandu", "America/Havana"))
NOW = datetime(2027, 3, 1, 10, tzinfo=UTC)


def test_preset_period_that_there_is_not() -> None:
    with pytest.raises(BadInput, match="^the period is one of today, 7-days, 30-days, 90-days, or two days$"):
        preset_period("year", NOW, LONDON)


@pytest.mark.parametrize(
    ("first", "last", "message"),
    [
        ("", "2027-02-01", "a day is written like 2027-03-01"),
        ("2027-02-01", "tomorrow", "a day is written like 2027-03-01"),
        ("0001-01-01", "0001-01-01", "a day is written like 2027-03-01"),
        ("9999-12-31", "9999-12-31", "a day is written like 2027-03-01"),
        ("2027-02-02", "2027-02-01", "the first day, 2027-02-02, comes after the last, 2027-02-01"),
        ("2027-03-02", "2027-03-03", "2027-03-02 is still to come; choose a day until 2027-03-01"),
        ("2026-02-27", "2027-02-28", "a period has 366 days at most"),
    ],
)
def test_custom_period_that_is_none(first: str, last: str, message: str) -> None:
    with pytest.raises(BadInput) as caught:
        custom_period(first, last, NOW, LONDON)

    assert str(caught.value) == message


def test_today_ends_now_and_is_compared_until_the_same_time() -> None:
    today = preset_period("today", NOW, LONDON)

    before = today.before()

    assert (today.since, today.until, today.is_running) == (datetime(2027, 3, 1, tzinfo=UTC), NOW, True)
    assert (before.since, before.until) == (datetime(2027, 2, 28, tzinfo=UTC), datetime(2027, 2, 28, 10, tzinfo=UTC))


def test_a_week_counts_today_and_is_compared_with_the_week_before() -> None:
    week = preset_period("7-days", NOW, LONDON)

    before = week.before()

    assert (week.first, week.last, len(week.days)) == (date(2027, 2, 23), date(2027, 3, 1), 7)
    assert (before.first, before.last, before.days[-1]) == (date(2027, 2, 16), date(2027, 2, 22), date(2027, 2, 22))


def test_days_that_are_over_are_compared_with_whole_days() -> None:
    period = custom_period("2027-02-01", "2027-02-03", NOW, LONDON)

    before = period.before()

    assert not period.is_running
    assert (before.since, before.until) == (datetime(2027, 1, 29, tzinfo=UTC), datetime(2027, 2, 1, tzinfo=UTC))


def test_days_to_come_are_left_out() -> None:
    assert custom_period("2027-02-28", "2027-03-20", NOW, LONDON).last == date(2027, 3, 1)


def test_bounds_when_the_clocks_change() -> None:
    spring = custom_period("2026-03-29", "2026-03-29", NOW, LONDON)
    autumn = custom_period("2026-10-25", "2026-10-25", NOW, LONDON)

    assert (spring.until - spring.since).total_seconds() / 3600 == 23
    assert (autumn.until - autumn.since).total_seconds() / 3600 == 25
    assert (autumn.before().until - autumn.before().since).total_seconds() / 3600 == 24


def test_the_same_time_by_the_clock_over_a_change() -> None:
    now = datetime(2026, 3, 30, 9, tzinfo=UTC)  # 10:00 in London; the clocks went forward the day before

    assert preset_period("7-days", now, LONDON).before().until == datetime(2026, 3, 23, 10, tzinfo=UTC)


@given(
    moment=some.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=some.just(UTC)),
    zone=some.sampled_from([LONDON, KATHMANDU, HAVANA]),
)
def test_a_moment_lies_in_the_hour_of_its_quarter(moment: datetime, zone: ZoneInfo) -> None:
    seconds = int(moment.timestamp())
    local = moment.astimezone(zone)

    assert local_hour(seconds - seconds % 900, zone) == (local.date(), local.hour)


@given(now=some.datetimes(datetime(2021, 1, 1), datetime(2030, 1, 1), timezones=some.just(UTC)))
def test_a_period_begins_where_the_one_before_ends_or_later(now: datetime) -> None:
    period = preset_period("30-days", now, HAVANA)

    assert period.since < period.until or period.since == now
    assert period.before().until <= period.since
    assert len(period.before().days) == len(period.days)
