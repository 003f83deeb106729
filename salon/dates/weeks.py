"""Several days at once: weeks, weekends, "monday to friday", "in the next few days", "any day".

A part of the dates room; only `day_reader` enters.
"""

import re
from datetime import timedelta

from salon.dates.corrections import moves_something
from salon.dates.phrases import PART, THE_PART, UNIT, part_named, rules, stretch, weekday
from salon.dates.pieces import Context, DayPiece, Kind
from salon.dates.reckoning import coming, count, last_of_month, later_by, monday_of
from salon.dates.spelling import WEEKDAYS

_ANY_DAYS = 7
_FEW = 4
_SATURDAY = 5
# The parts of a week as first and last weekday.
_WEEK_PARTS = {"start": (0, 1), "middle": (1, 3), "end": (3, 6)}


def _week(match: re.Match[str], context: Context) -> DayPiece | None:
    """Read "next week", "the week after next", "end of this week", "early next week"."""
    which = match["which"]
    if " or next" in which:
        return stretch(match, context.open_days(context.today, monday_of(context.today, 1) + timedelta(days=6)))
    weeks = 2 if "after next" in which else 1 if which.startswith("next") else 0
    first, last = _WEEK_PARTS[part_named(match["part"])] if match["part"] else (0, 6)
    # "This week" on a sunday when the salon is closed can only mean the one that begins.
    for monday in (monday_of(context.today, weeks), monday_of(context.today, weeks + 1)):
        days = context.open_days(monday + timedelta(days=first), monday + timedelta(days=last))
        if days or weeks:
            return stretch(match, days)
    return stretch(match, days)


def _later_this(match: re.Match[str], context: Context) -> DayPiece | None:
    """Read "later this week" and "later this month": from tomorrow to its end."""
    sunday = monday_of(context.today, 0) + timedelta(days=6)
    last = sunday if match["unit"] == "week" else last_of_month(context.today)
    return stretch(match, context.open_days(context.today + timedelta(days=1), last))


def _weekend(match: re.Match[str], context: Context) -> DayPiece | None:
    """Read "the weekend": the coming one; "next weekend" is doubtful while this week's lies ahead."""
    saturdays = [monday_of(context.today, weeks) + timedelta(days=_SATURDAY) for weeks in range(3)]
    near, following, third = (context.open_days(day, day + timedelta(days=1)) for day in saturdays)
    which = match["which"] or ""
    if "after next" in which:
        return stretch(match, third)
    if not which.startswith("next"):
        return stretch(match, near or following)
    if near and context.today < saturdays[0]:
        return DayPiece(*match.span(), Kind.STRETCH, choices=near + following)
    return stretch(match, following)


def _any_day(match: re.Match[str], context: Context) -> DayPiece | None:
    """Read "any day": the coming week."""
    days = context.open_days(context.today, context.today + timedelta(days=_ANY_DAYS - 1))
    return DayPiece(*match.span(), Kind.ANY, days=days) if days else None


def _weekdays(match: re.Match[str], context: Context) -> DayPiece | None:
    """Read "on a weekday": monday to friday of the coming seven days."""
    days = context.open_days(context.today, context.today + timedelta(days=_ANY_DAYS - 1))
    return stretch(match, tuple(day for day in days if day.weekday() < _SATURDAY))


def _next_several(match: re.Match[str], context: Context) -> DayPiece | None:
    """Read "in the next few days", "within 2 weeks": from today on."""
    named = match["count"].strip()
    number = _FEW if named.endswith("few") else count(named or "a")
    return stretch(match, context.open_days(context.today, later_by(context.today, number, match["unit"])))


def _between_units(match: re.Match[str], context: Context) -> DayPiece | None:
    """Read "in 2 or 3 weeks": every open day from the first to the last."""
    first, last = (later_by(context.today, count(match[name]), match["unit"]) for name in ("count", "last"))
    return stretch(match, context.open_days(first, last))


def _from_to(match: re.Match[str], context: Context) -> DayPiece | None:
    """Read "monday to friday" and "between tuesday and thursday"; not when one is moved to the other."""
    if moves_something(match.string, match.start()):
        return None
    begin, end = (WEEKDAYS.index(match[name]) for name in ("first", "last"))
    first = coming(begin, monday_of(context.today, 1)) if match["next"] or match["late"] else context.named(begin)
    return stretch(match, context.open_days(first, coming(end, first)))


_FIRST, _LAST = weekday("first"), weekday("last")
_NEXT_WEEK = r"(?P<late> next week\b)?"
WEEK_RULES = rules(
    (
        rf"\b(?P<next>next )?(?:between |from )?{_FIRST} ?(?:-|to|through|thru|till|until) ?{_LAST}\b{_NEXT_WEEK}",
        _from_to,
    ),
    (rf"\bbetween (?P<next>next )?{_FIRST} and {_LAST}\b{_NEXT_WEEK}", _from_to),
    (r"\blater (?:in )?(?:this|the) (?P<unit>week|month)\b", _later_this),
    (rf"\b{PART}(?P<which>(?:the )?week after next|this (?:week )?or next(?: week)?|next week|this week)\b", _week),
    (rf"\b{THE_PART}(?P<which>(?:the )?week)\b(?! (?:on|after|before|later|from|today|tomorrow))", _week),
    (r"\b(?P<part>mid)[ -]?(?P<which>week)\b", _week),
    (
        r"\b(?:(?:at|on|over|for|during) )?(?:the )?(?P<which>next |this |coming )?(?:coming )?weekend\b(?! after)",
        _weekend,
    ),
    (r"\b(?:the )?weekend(?P<which> after next)\b", _weekend),
    (
        r"\b(?:in|over|within|during|sometime in) (?:the |a )?(?:next |coming |following )"
        rf"(?P<count>few |couple of |~?\d{{1,2}} |){UNIT}\b",
        _next_several,
    ),
    (rf"\bin (?P<count>an?|~?\d{{1,2}}) ?(?:-|to|or) ?(?P<last>~?\d{{1,2}}) {UNIT}\b", _between_units),
    (r"\bin (?P<count>a) (?P<unit>day|week|month) or (?P<last>~?2)\b", _between_units),
    (rf"\bwithin (?P<count>an?|a couple of|a few|~?\d{{1,2}}) {UNIT}\b", _next_several),
    (r"\b(?:any|whichever|whatever|every) (?:other )?(?:day|date)\b(?! (?:cream|care))", _any_day),
    (r"\b(?:on )?(?:an? |any |during the )?weekdays?\b|\bduring the week\b", _weekdays),
)
