"""Months and their parts."""

from collections.abc import Callable

import pytest

Read = Callable[..., str]

# Read on Wednesday 3 March 2027 at 10:00.
ON_WEDNESDAY = [
    ("next month", "04-01..04-30"),
    ("this month", "03-03..03-31"),
    ("later this month", "03-04..03-31"),
    ("end of the month", "03-22..03-31"),
    ("beginning of the month", "03-03..03-10"),
    ("beginning of next month", "04-01..04-10"),
    ("beginning of april", "04-01..04-10"),
    ("mid-may", "05-11..05-20"),
    ("late april", "04-21..04-30"),
    ("in april", "04-01..04-30"),
    ("next april", "04-01..04-30"),
    ("in february", "02-01..02-29"),
    ("a friday in april", "04-02,04-09,04-16,04-23,04-30"),
    ("the first week of june", "06-01..06-07"),
    ("last week of the month", "03-25..03-31"),
    ("first friday in april", "04-02"),
    ("last friday of the month", "03-26"),
    ("first monday of the month", "04-05"),
    ("first monday of next month", "04-05"),
    ("second tuesday of april", "04-13"),
    ("the month after next", "05-01..05-31"),
    ("last friday in february", "02-25"),
]


@pytest.mark.parametrize(("text", "expected"), ON_WEDNESDAY)
def test_month_read_on_wednesday(read: Read, text: str, expected: str) -> None:
    assert read(text) == expected


# Read on Sunday 31 October 2027, when the salon is closed.
ON_SUNDAY = [
    ("this month", "11-01..11-30"),
    ("next month", "11-01..11-30"),
    ("end of the month", "11-22..11-30"),
]


@pytest.mark.parametrize(("text", "expected"), ON_SUNDAY)
def test_month_read_on_closed_sunday(read: Read, text: str, expected: str) -> None:
    assert read(text, "sunday") == expected


# Read on Friday 18 December 2026 at 16:45.
ON_FRIDAY = [
    ("in january", "01-01..01-30"),
    ("next month", "01-01..01-30"),
]


@pytest.mark.parametrize(("text", "expected"), ON_FRIDAY)
def test_month_read_on_friday_afternoon(read: Read, text: str, expected: str) -> None:
    assert read(text, "friday") == expected
