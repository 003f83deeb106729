"""Opening hours, the grid, notice, days ahead, and the two nights when the clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salon.booking.calendar import CELL, Calendar, cells
from salon.errors import BadInput, PorewellError, Refused, SalonClosed, TooFar, TooSoon

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2027, 3, 1, 10, tzinfo=UTC)
NIGHT = (time(0), time(6))
SPRING_FORWARD, FALL_BACK = date(2027, 3, 28), date(2027, 10, 31)

calendar = Calendar(
    zone=LONDON,
    hours=dict.fromkeys(range(6), (time(9), time(19))),
    closed_on=frozenset({date(2027, 3, 26)}),
    start_every_minutes=30,
    notice_minutes=120,
    days_ahead=120,
)
open_at_night = Calendar(LONDON, dict.fromkeys(range(7), NIGHT), frozenset(), 30, 0, 400)


def at(day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """Return that moment of March 2027, local to London."""
    return datetime(2027, 3, day, hour, minute, second, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("starts_at", "minutes", "error"),
    [
        (datetime(2027, 3, 2, 9), 90, BadInput),
        (at(1, 9), 90, TooSoon),
        (at(1, 11, 59), 90, TooSoon),
        (datetime(2027, 6, 30, 10, tzinfo=LONDON), 90, TooFar),
        (at(7, 12), 90, SalonClosed),
        (at(26, 12), 90, SalonClosed),
        (at(2, 8, 30), 30, SalonClosed),
        (at(2, 18), 90, SalonClosed),
        (at(2, 19), 30, SalonClosed),
        (at(2, 9, 15), 90, Refused),
        (at(2, 9, 0, 1), 90, Refused),
    ],
)
def test_check_refuses(starts_at: datetime, minutes: int, error: type[PorewellError]) -> None:
    with pytest.raises(error) as caught:
        calendar.check(starts_at, minutes, NOW)

    assert caught.type is error


@pytest.mark.parametrize(
    ("starts_at", "minutes"),
    [
        (at(1, 12), 90),
        (at(2, 9), 90),
        (at(2, 17, 30), 90),
        (at(2, 9).astimezone(ZoneInfo("Asia/Tokyo")), 600),
        (datetime(2027, 6, 29, 17, 30, tzinfo=LONDON), 90),
    ],
)
def test_check_accepts(starts_at: datetime, minutes: int) -> None:
    calendar.check(starts_at, minutes, NOW)


@pytest.mark.parametrize("day", [date(2027, 3, 7), date(2027, 3, 26), date(2027, 6, 30), date(2027, 2, 26)])
def test_starts_on_closed_far_or_past_day(day: date) -> None:
    assert calendar.starts_on(day, 30, NOW) == []


def test_starts_on_treatment_longer_than_the_day() -> None:
    assert calendar.starts_on(date(2027, 3, 2), 601, NOW) == []


def test_starts_on_today_after_the_notice() -> None:
    starts = calendar.starts_on(date(2027, 3, 1), 300, NOW)

    assert starts == [at(1, 12), at(1, 12, 30), at(1, 13), at(1, 13, 30), at(1, 14)]


def test_starts_on_in_summer_time_are_utc() -> None:
    starts = calendar.starts_on(date(2027, 3, 29), 570, NOW)

    assert [start.isoformat() for start in starts] == ["2027-03-29T08:00:00+00:00", "2027-03-29T08:30:00+00:00"]


def test_starts_on_the_night_that_loses_an_hour() -> None:
    starts = open_at_night.starts_on(SPRING_FORWARD, 60, NOW)

    local = [start.astimezone(LONDON).strftime("%H:%M") for start in starts]
    assert local == ["00:00", "00:30", "02:00", "02:30", "03:00", "03:30", "04:00", "04:30", "05:00"]


def test_starts_on_the_night_that_gains_an_hour() -> None:
    starts = open_at_night.starts_on(FALL_BACK, 60, NOW)

    local = [start.astimezone(LONDON).strftime("%H:%M%z") for start in starts]
    assert local[:7] == [
        "00:00+0100",
        "00:30+0100",
        "01:00+0100",
        "01:30+0100",
        "01:00+0000",
        "01:30+0000",
        "02:00+0000",
    ]
    assert len(starts) == 13


def test_last_day_counts_local_days_across_the_clock_change() -> None:
    late_evening = datetime(2027, 3, 1, 23, 59, tzinfo=LONDON)

    assert calendar.last_day(late_evening) == date(2027, 6, 29)
    assert calendar.days(late_evening) == [date(2027, 3, 1) + timedelta(days=index) for index in range(121)]


def test_midnight_in_summer() -> None:
    assert calendar.midnight(date(2027, 7, 1)) == datetime(2027, 6, 30, 23, tzinfo=UTC)


@pytest.mark.parametrize(("minutes", "count"), [(0, 0), (5, 1), (90, 18), (7, 2)])
def test_cells_cover_the_treatment(minutes: int, count: int) -> None:
    covered = cells(at(2, 9), at(2, 9) + timedelta(minutes=minutes))

    assert covered == [at(2, 9) + index * CELL for index in range(count)]


days = st.dates(date(2027, 1, 1), date(2027, 12, 31))
durations = st.integers(1, 130).map(lambda cell: 5 * cell)
moments = st.datetimes(datetime(2027, 1, 1), datetime(2027, 12, 1), timezones=st.just(UTC))


@given(days, durations, moments)
def test_starts_on_gives_only_what_check_accepts(day: date, minutes: int, now: datetime) -> None:
    for one in (calendar, open_at_night):
        starts = one.starts_on(day, minutes, now)

        for start in starts:
            one.check(start, minutes, now)
        assert starts == sorted(set(starts))
        assert {start.tzinfo for start in starts} <= {UTC}


@given(days, st.integers(0, 24 * 12 - 1), durations, moments)
def test_check_accepts_only_what_starts_on_gives(day: date, cell: int, minutes: int, now: datetime) -> None:
    start = calendar.midnight(day) + cell * CELL

    try:
        calendar.check(start, minutes, now)
        accepted = True
    except Refused:
        accepted = False

    assert accepted == (start in calendar.starts_on(start.astimezone(LONDON).date(), minutes, now))


@given(days, durations, moments)
def test_starts_on_longer_treatments_have_fewer(day: date, minutes: int, now: datetime) -> None:
    assert set(calendar.starts_on(day, minutes + 5, now)) <= set(calendar.starts_on(day, minutes, now))


@given(days, st.integers(1, 130), st.integers(1, 130))
def test_cells_overlap_exactly_when_times_do(day: date, first: int, second: int) -> None:
    start = calendar.midnight(day)
    later = start + second * CELL

    shared = set(cells(start, start + first * CELL)) & set(cells(later, later + CELL))

    assert bool(shared) == (later < start + first * CELL)
