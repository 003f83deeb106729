"""The clock: what can't be read is refused, a fixed one stands still."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from salon.clock import clock_from, fixed_clock, system_clock
from salon.errors import BadInput

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize("now", ["tomorrow", "10:00", "2027-02-29T10:00", "2027-03-01T25:00", " "])
def test_clock_from_what_is_no_moment(now: str) -> None:
    with pytest.raises(BadInput) as refusal:
        clock_from(now, LONDON)

    assert str(refusal.value) == f"POREWELL_NOW={now!r} is not a moment; write it like 2027-03-01T10:00"


@pytest.mark.parametrize("now", [None, ""])
def test_clock_from_nothing_is_the_real_one(now: str | None) -> None:
    assert clock_from(now, LONDON) is system_clock


@pytest.mark.parametrize(
    ("now", "shown"),
    [
        ("2027-03-01T10:00", datetime(2027, 3, 1, 10, tzinfo=UTC)),
        ("2027-07-01T10:00", datetime(2027, 7, 1, 9, tzinfo=UTC)),
        ("2027-07-01", datetime(2027, 6, 30, 23, tzinfo=UTC)),
        ("2027-07-01T10:00Z", datetime(2027, 7, 1, 10, tzinfo=UTC)),
        ("2027-07-01T10:00+02:00", datetime(2027, 7, 1, 8, tzinfo=UTC)),
    ],
)
def test_clock_from_a_moment_of_the_salon(now: str, shown: datetime) -> None:
    clock = clock_from(now, LONDON)

    assert [clock(), clock()] == [shown, shown]


def test_fixed_clock_in_utc() -> None:
    moment = fixed_clock(datetime(2027, 3, 1, 10, tzinfo=timezone(timedelta(hours=-5))))()

    assert (moment, moment.tzinfo) == (datetime(2027, 3, 1, 15, tzinfo=UTC), UTC)


def test_system_clock_in_utc() -> None:
    assert system_clock().tzinfo is UTC
