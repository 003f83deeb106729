"""Sums with days. A part of the dates room; pure arithmetic, no words but those for units and counts."""

from calendar import monthrange
from datetime import date, timedelta

from salon.dates.when import Problem

_COUNTS = {"a": 1, "an": 1, "couple": 2, "a couple": 2, "a couple of": 2, "couple of": 2}
_UNIT_DAYS = {"day": 1, "week": 7, "fortnight": 14}


def add_months(day: date, months: int) -> date:
    """Return the same day of the month so many months later; the month's last day when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def monday_of(today: date, weeks: int) -> date:
    """Return the monday of the week that lies so many weeks after this one."""
    return today - timedelta(days=today.weekday()) + timedelta(days=7 * weeks)


def last_of_month(day: date) -> date:
    """Return the last day of that day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def coming(weekday: int, today: date) -> date:
    """Return the first day from `today` on, today included, that falls on `weekday`."""
    return today + timedelta(days=(weekday - today.weekday()) % 7)


def next_numbered(number: int, today: date) -> date | None:
    """Return the next day of the month with that number, today included; None when no month has it."""
    # No two months in a row lack a day that another has.
    months = [add_months(today.replace(day=1), ahead) for ahead in range(3)]
    days = [_day_or_none(month.year, month.month, number) for month in months]
    return next((day for day in days if day and day >= today), None)


def on_date(day: int, month: int, year: int | None, today: date) -> date | Problem:
    """Return the day of that date: without a year the next one in future; else what is wrong with it."""
    # Eight years on there has been a 29 February, even across a century that has none.
    years = range(today.year, today.year + 9) if year is None else (year,)
    stated = [found for candidate in years if (found := _day_or_none(candidate, month, day))]
    to_come = [found for found in stated if found >= today]
    if to_come:
        return to_come[0]
    return Problem.PAST if stated else Problem.NO_SUCH_DATE


def _day_or_none(year: int, month: int, day: int) -> date | None:
    """Return that date; None when no calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def in_its_week(weekday: int, around: date, today: date) -> date:
    """Return the day of the week of `around`, monday to sunday, that falls on `weekday`; the coming one if it is past."""
    day = monday_of(around, 0) + timedelta(days=weekday)
    return day if day >= today else coming(weekday, today)


def count(text: str) -> int:
    """Return the number that "a", "a couple of" or "~3" stands for."""
    return _COUNTS[text] if text in _COUNTS else int(text.lstrip("~"))


def later_by(day: date, number: int, unit: str) -> date:
    """Return the day that lies so many "days", "weeks", "fortnights" or "months" later."""
    if unit.startswith("month"):
        return add_months(day, number)
    return day + timedelta(days=number * _UNIT_DAYS[unit.rstrip("s")])
