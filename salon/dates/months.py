"""Months and their parts: "next month", "beginning of april", "the first week of june".

A part of the dates room; only `day_reader` enters.
"""

import re
from datetime import date

from salon.dates.phrases import PART, THE_PART, month, part_named, piece, rules, stretch, weekday
from salon.dates.pieces import Context, DayPiece, Kind
from salon.dates.reckoning import add_months, last_of_month
from salon.dates.spelling import MONTHS, WEEKDAYS

# First and last day; a month may end sooner.
_WHOLE = (1, 31)
_MONTH_PARTS = {"start": (1, 10), "middle": (11, 20), "end": (21, 31)}
_WEEKS = {"1st": (1, 7), "2nd": (8, 14), "3rd": (15, 21), "4th": (22, 28), "last": (25, 31)}


def _bounds(match: re.Match[str]) -> tuple[int, int]:
    """Return the first and last day of the part of a month that a match names."""
    groups = match.groupdict()
    if groups.get("week"):
        return _WEEKS[match["week"]]
    return _MONTH_PARTS[part_named(match["part"])] if groups.get("part") else _WHOLE


def _days(match: re.Match[str], context: Context, first: date, again: date) -> DayPiece | None:
    """Return the open days in the month that begins with `first`; those in `again` when they are over."""
    low, high = _bounds(match)
    for begin in (first, again):
        days = context.open_days(begin.replace(day=low), begin.replace(day=min(high, last_of_month(begin).day)))
        if days:
            return stretch(match, days)
    return None


def _month(match: re.Match[str], context: Context) -> DayPiece | None:
    """Read "next month", "end of the month", "beginning of next month"."""
    ahead = {"next month": 1, "month after next": 2}.get(match["which"], 0)
    first = add_months(context.today.replace(day=1), ahead)
    return _days(match, context, first, add_months(first, 1))


def _named_month(match: re.Match[str], context: Context) -> DayPiece | None:
    """Read "in april" and "beginning of april": the next april that is not over."""
    first = context.today.replace(month=MONTHS.index(match["month"]) + 1, day=1)
    return _days(match, context, first, first.replace(year=first.year + 1))


def _weekday_of(match: re.Match[str], context: Context) -> DayPiece | None:
    """Read "first friday in april" and "last monday of next month"."""
    groups = match.groupdict()
    begin = add_months(context.today.replace(day=1), 1 if groups.get("which") == "next month" else 0)
    if groups.get("month"):
        begin = context.today.replace(month=MONTHS.index(match["month"]) + 1, day=1)
    for first in (begin, add_months(begin, 12 if groups.get("month") else 1)):
        days = [first.replace(day=number) for number in range(1, last_of_month(first).day + 1)]
        days = [day for day in days if day.weekday() == WEEKDAYS.index(match["weekday"])]
        day = days[_NTH[match["nth"]]]
        if day >= context.today:
            return piece(match, Kind.DATE, day)
    return None


_NTH = {"1st": 0, "2nd": 1, "3rd": 2, "4th": 3, "last": -1}
_WEEKDAY_OF = rf"\b(?:the )?~?(?P<nth>1st|2nd|3rd|4th|last) {weekday()} (?:of|in) (?:the )?"
_WEEK_OF = r"(?:in )?(?:the )?~?(?P<week>1st|2nd|3rd|4th|last) week (?:of|in) (?:the )?"
# "April 5" is read as a date.
_NO_DAY = r"(?! ?~?\d)"
# Tried before any date: "the 2nd tuesday of april" is not the 2nd.
NTH_RULES = rules(
    (rf"{_WEEKDAY_OF}(?P<which>next month|month|this month)\b", _weekday_of),
    (rf"{_WEEKDAY_OF}{month()}\b", _weekday_of),
)
MONTH_RULES = rules(
    (rf"\b{PART}(?:the )?(?P<which>month after next|next month|this month)\b", _month),
    (rf"\b{THE_PART}(?P<which>month)\b", _month),
    (rf"\b{_WEEK_OF}(?P<which>next month|month|this month)\b", _month),
    (rf"\b{_WEEK_OF}{month()}\b{_NO_DAY}", _named_month),
    (rf"\b(?:in|during|sometime in|next|this|throughout) {PART}{month()}\b{_NO_DAY}", _named_month),
    (rf"\b{THE_PART}{month()}\b{_NO_DAY}", _named_month),
)
