"""Dates in figures and with the month's name: 5/3, 2027-03-05, "the 5th of march". A part of the dates room."""

import re
from datetime import date

from salon.dates.phrases import GLUE, dated, month, piece, problem, rules
from salon.dates.pieces import Context, DayPiece, Kind
from salon.dates.reckoning import add_months, next_numbered, on_date
from salon.dates.spelling import MONTHS
from salon.dates.when import Order, Problem

_LEFT = r"(?<![\w~.:/-])"
_TH = r" ?(?:st|nd|rd|th)\b"
_YEAR = r"(?: ?,? ?(?P<year>20\d\d|19(?!00|15|30|45)\d\d)\b(?! ?(?:pm|am)))?"
_NO_CLOCK = r"(?![:.]?\d| ?(?:am|pm|a\.m|p\.m|o'?clock)\b| of us| people| persons| friends)"
# "may" is a verb far more often than a month: "at 5 may i come".
_NO_VERB = r"(?! (?:i|we|you|it|be|not|have|come|suit|work|she|he|my)\b)"
_DAY = r"~?(?P<day>\d{1,2})"
_MON = month()
_FAR_DAYS = 300
_NEAR_DAYS = 120


def _full_year(text: str | None) -> int | None:
    """Return "27" as 2027; None for no year."""
    if not text:
        return None
    return int(text) if len(text) == len("2027") else 2000 + int(text)


def _iso(match: re.Match[str], context: Context) -> DayPiece | None:
    year, number, day = (int(group) for group in match.groups())
    return dated(match, context, day, number, year)


def _figures(match: re.Match[str], context: Context) -> DayPiece | None:
    """Read 5/3 and 5.3.27 by the salon's order, the other way round when only that is a date."""
    first, second = int(match["first"]), int(match["second"])
    if not first or not second:
        return None
    year = _full_year(match["year"])
    if context.rules.order is Order.MONTH_DAY:
        first, second = second, first
    ours, other = on_date(first, second, year, context.today), on_date(second, first, year, context.today)
    if ours is Problem.NO_SUCH_DATE:
        ours = other
    if isinstance(ours, Problem):
        return problem(match, ours)
    if isinstance(other, date) and _far(ours, context.today) and not _far(other, context.today, _NEAR_DAYS + 1):
        return DayPiece(*match.span(), Kind.DATE, choices=tuple(sorted({ours, other})))
    return piece(match, Kind.DATE, ours)


def _far(day: date, today: date, days: int = _FAR_DAYS + 1) -> bool:
    """Tell whether a day lies at least so many days ahead."""
    return (day - today).days >= days


def _day_month(match: re.Match[str], context: Context) -> DayPiece | None:
    """Read "5th of march", "5 or 6 march", "5-8 march"."""
    number, year = MONTHS.index(match["month"]) + 1, _full_year(match["year"])
    last = dated(match, context, int(match["day"]), number, year)
    if not match["other"] or last.problem:
        return last
    first = on_date(int(match["other"]), number, year, context.today)
    if isinstance(first, Problem) or first > last.days[0]:
        return last
    if match["link"].strip() in ("-", "to", "till", "until"):
        return piece(match, Kind.STRETCH, *context.open_days(first, last.days[0]))
    return piece(match, Kind.DATE, first, last.days[0])


def _month_day(match: re.Match[str], context: Context) -> DayPiece | None:
    year = _full_year(match["year"])
    return dated(match, context, int(match["day"]), MONTHS.index(match["month"]) + 1, year)


def _numbered(match: re.Match[str], context: Context) -> DayPiece | None:
    """Read "the 5th", with "of this month" and "of next month"."""
    number, which = int(match["day"]), match["which"]
    if which in ("this", "the"):
        return dated(match, context, number, context.today.month, context.today.year)
    if which:
        following = add_months(context.today.replace(day=1), 1)
        return dated(match, context, number, following.month, following.year)
    found = next_numbered(number, context.today)
    return piece(match, Kind.NUMBER, found) if found else problem(match, Problem.NO_SUCH_DATE)


# In order: what stands first takes its words before anything below sees them.
DATE_RULES = rules(
    (r"(?<![\d/.-])(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d|[/-]\d)", _iso),
    (r"(?<![\d/.:-])(?P<first>\d{1,2})([/.-])(?P<second>\d{1,2})\2(?P<year>\d{4}|\d{2})(?!\d|[/:-]\d)", _figures),
    (r"(?<![\d/.:-])(?P<first>\d{1,2})/(?P<second>\d{1,2})(?P<year>)(?!\d|[/:-]\d| past\b| to ~?\d)", _figures),
    (
        r"\bon (?:the )?(?P<first>\d{1,2})[.-](?P<second>\d{1,2})(?P<year>)(?!\d|[:-]\d)\.?(?! ?(?:am|pm)\b)",
        _figures,
    ),
    (
        r"(?<!at )(?<!around )(?<!by )(?<![\w/.:-])(?:(?P<first>(?:0\d|[12]\d|3[01]))\.(?P<second>0[1-9]|"
        r"1[0-2])(?P<year>)\.(?!\d))",
        _figures,
    ),
    (r"(?<!at )(?<![\w/.:-])(?P<first>2[4-9]|3[01])\.(?P<second>0?[1-9]|1[0-2])(?P<year>)(?!\d)", _figures),
    (
        rf"{_LEFT}(?!~1 may)(?:~?(?P<other>\d{{1,2}})(?:{_TH})?(?P<link> ?(?:-|to|till|until|or|and|&) ?)(?:the )?)?"
        rf"~?(?P<day>\d{{1,2}})(?:{_TH})?,? ?(?:day )?(?:of )?{_MON}\b{_NO_VERB}{_YEAR}",
        _day_month,
    ),
    (rf"\b{_MON},? (?:the )?{_DAY}(?:{_TH})?{_NO_CLOCK}{_YEAR}{GLUE}", _month_day),
    (rf"{_LEFT}(?:the )?{_DAY}(?:{_TH})? (?:of )?(?P<which>this|the|next) month\b", _numbered),
    (rf"{_LEFT}(?<!my )(?<!every )(?:the )?(?<!~)(?P<day>\d{{1,2}}){_TH}(?P<which>){GLUE}", _numbered),
    (rf"{_LEFT}(?<!my )(?:the )~(?P<day>[5-9]|[123]\d){_TH}(?P<which>){GLUE}", _numbered),
    (rf"\bthe day (?P<day>\d{{1,2}})(?P<which>){GLUE}", _numbered),
    (rf"\bon (?:the )(?P<day>\d{{1,2}})(?P<which>)(?![:.]\d){GLUE}", _numbered),
)
