"""Sums with days."""

from datetime import date

import pytest

from salon.dates.reckoning import add_months, coming, count, last_of_month, later_by, monday_of, next_numbered, on_date
from salon.dates.when import Problem


@pytest.mark.parametrize(
    ("day", "month", "year", "expected"),
    [
        (31, 2, None, Problem.NO_SUCH_DATE),
        (1, 13, None, Problem.NO_SUCH_DATE),
        (29, 2, 2027, Problem.NO_SUCH_DATE),
        (2, 3, 2027, Problem.PAST),
        (3, 3, 2027, date(2027, 3, 3)),
        (2, 3, None, date(2028, 3, 2)),
        (29, 2, None, date(2028, 2, 29)),
    ],
)
def test_on_date(day: int, month: int, year: int | None, expected: date | Problem) -> None:
    assert on_date(day, month, year, date(2027, 3, 3)) == expected


def test_add_months_to_a_shorter_month() -> None:
    assert add_months(date(2027, 1, 31), 1) == date(2027, 2, 28)


def test_next_numbered_skips_a_month_that_has_no_31st() -> None:
    assert next_numbered(31, date(2027, 4, 1)) == date(2027, 5, 31)


def test_next_numbered_that_no_month_has() -> None:
    assert next_numbered(32, date(2027, 4, 1)) is None


def test_on_date_in_a_year_that_no_calendar_has() -> None:
    assert on_date(5, 3, 0, date(2027, 3, 3)) == Problem.NO_SUCH_DATE


def test_coming_counts_today() -> None:
    assert [coming(weekday, date(2027, 3, 3)) for weekday in (2, 3, 1)] == [
        date(2027, 3, 3),
        date(2027, 3, 4),
        date(2027, 3, 9),
    ]


def test_monday_of_the_week_of_a_sunday() -> None:
    assert monday_of(date(2027, 10, 31), 1) == date(2027, 11, 1)


def test_last_of_february_in_a_leap_year() -> None:
    assert last_of_month(date(2028, 2, 3)) == date(2028, 2, 29)


@pytest.mark.parametrize(("text", "expected"), [("a", 1), ("an", 1), ("a couple of", 2), ("~3", 3), ("12", 12)])
def test_count(text: str, expected: int) -> None:
    assert count(text) == expected


@pytest.mark.parametrize(
    ("number", "unit", "expected"),
    [
        (3, "days", date(2027, 2, 3)),
        (1, "week", date(2027, 2, 7)),
        (2, "fortnights", date(2027, 2, 28)),
        (1, "month", date(2027, 2, 28)),
    ],
)
def test_later_by(number: int, unit: str, expected: date) -> None:
    assert later_by(date(2027, 1, 31), number, unit) == expected
