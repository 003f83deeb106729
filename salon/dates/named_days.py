"""Days by name: weekdays, tomorrow, "in two weeks", "a week on friday", Boxing Day. A part of the dates room."""

import re
from datetime import timedelta

from salon.dates.phrases import COUNT, UNIT, Builder, dated, piece, problem, rules, weekday
from salon.dates.pieces import Context, DayPiece, Kind
from salon.dates.reckoning import coming, count, later_by, monday_of
from salon.dates.spelling import WEEKDAYS
from salon.dates.when import Problem

# Month and day of the days that clients call by name.
_NAMED = {
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
    "valentine's day": (2, 14),
}
_HOLIDAYS = rf"\b(?P<named>{'|'.join(_NAMED)})\b"
_WD = weekday()


def _holiday(match: re.Match[str], context: Context) -> DayPiece | None:
    month, day = _NAMED[match["named"]]
    return dated(match, context, day, month, None)


def _plus(days: int) -> Builder:
    """Return a reader of a day so many days from today."""
    return lambda match, context: piece(match, Kind.DATE, context.today + timedelta(days=days))


def _in_units(match: re.Match[str], context: Context) -> DayPiece | None:
    """Read "in 3 days", "two weeks from today", "a week tomorrow"."""
    groups = match.groupdict()
    start = context.today
    if groups.get("from") == "tomorrow":
        start += timedelta(days=1)
    return piece(match, Kind.DATE, later_by(start, count(match["count"]), match["unit"]))


def _day_week(match: re.Match[str], context: Context) -> DayPiece | None:
    """Read "today week" and "tomorrow week"."""
    start = context.today + timedelta(days=match["from"] == "tomorrow")
    return piece(match, Kind.DATE, later_by(start, 1, match["unit"]))


def _weeks_on(match: re.Match[str], context: Context) -> DayPiece | None:
    """Read "a week on friday", "friday week", "two weeks on monday": so many weeks after the coming one."""
    first = coming(WEEKDAYS.index(match["weekday"]), context.today)
    weeks = count(match.groupdict().get("count") or "a")
    unit = match.groupdict().get("unit") or "week"
    return piece(match, Kind.DATE, later_by(first, weeks, unit))


def _this(match: re.Match[str], context: Context) -> DayPiece | None:
    return piece(match, Kind.DATE, coming(WEEKDAYS.index(match["weekday"]), context.today))


def _next(match: re.Match[str], context: Context) -> DayPiece:
    """Read "next friday": doubtful while this week's friday lies ahead."""
    number, today = WEEKDAYS.index(match["weekday"]), context.today
    following = monday_of(today, 1) + timedelta(days=number)
    if number > today.weekday():
        return DayPiece(*match.span(), Kind.DATE, choices=(following - timedelta(days=7), following))
    return piece(match, Kind.DATE, following)


def _after_next(match: re.Match[str], context: Context) -> DayPiece | None:
    """Read "the friday after next": one week after whatever "next friday" means."""
    found = _next(match, context)
    week = timedelta(days=7)
    return DayPiece(
        *match.span(), Kind.DATE, tuple(day + week for day in found.days), tuple(day + week for day in found.choices)
    )


def _weekday(match: re.Match[str], context: Context) -> DayPiece | None:
    """Read a bare weekday: the one talked of or the coming one; on that very weekday today or the one after."""
    day = context.named(WEEKDAYS.index(match["weekday"]))
    if day == context.today and day not in context.talked_of:
        return DayPiece(*match.span(), Kind.WEEKDAY, choices=(day, day + timedelta(days=7)))
    return piece(match, Kind.WEEKDAY, day)


def _past(match: re.Match[str], _: Context) -> DayPiece | None:
    return problem(match, Problem.PAST)


_OR_THE_NEXT = rf"(?: but (?:the )?next(?: ~1| {'|'.join(WEEKDAYS)})?|,? the (?:~1|week) after)"

NAMED_RULES = rules(
    (_HOLIDAYS, _holiday),
    (r"\b(?:the )?day after tomorrow\b|\bovermorrow\b", _plus(2)),
    (rf"\b{COUNT} {UNIT}(?:'s?|s)?(?: time)? (?:(?:from |after )?(?P<from>today|tomorrow)|from now)\b", _in_units),
    (r"\b(?P<from>today|tomorrow)(?P<count>) (?P<unit>week|fortnight)\b", _day_week),
    (rf"\bin (?:about |around )?{COUNT} {UNIT}(?:'s|')?(?: time)?\b(?! (?:or|to|-) )", _in_units),
    (rf"\b{COUNT} {UNIT}(?:'s|') time\b", _in_units),
    (rf"\b(?:{COUNT} )(?P<unit>weeks?|fortnights?) (?:on |from |after )?(?:this |next )?{_WD}\b", _weeks_on),
    (rf"\bweek (?:on ){_WD}\b", _weeks_on),
    (rf"\b{_WD} (?P<unit>week|fortnight)\b", _weeks_on),
    (rf"\b(?:the )?(?:next )?{_WD} after next\b", _after_next),
    (rf"\bnot (?:this |the )?{_WD}{_OR_THE_NEXT}\b", _weeks_on),
    (rf"\b(?:last|past) {_WD}(?: (?:morning|afternoon|evening|night))?\b", _past),
    (r"\byesterday\b|\blast night\b", _past),
    (rf"\b(?:this|coming|upcoming)(?: coming)? {_WD}\b", _this),
    (rf"\bnext {_WD}\b(?! week\b)", _next),
    (rf"\b{_WD} coming\b", _this),
    (rf"\b{_WD} next\b(?! (?:week|month))", _next),
    (r"\btomorrow\b", _plus(1)),
    (r"\btoday\b|\bthis very day\b", _plus(0)),
    # Reads the day and leaves the words to the readers of times.
    (r"\b(?=tonight\b|this (?:morning|afternoon|evening|lunchtime)\b)", _plus(0)),
    (rf"\b{_WD}\b", _weekday),
)
