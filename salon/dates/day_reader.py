"""Find the days in a line. A part of the dates room; only `reader` enters."""

import re
from datetime import timedelta

from salon.dates.clauses import clause_around, event_before, wishes_only
from salon.dates.line import DAY, TRAP, Line
from salon.dates.months import MONTH_RULES, NTH_RULES
from salon.dates.named_days import NAMED_RULES
from salon.dates.phrases import GLUE
from salon.dates.pieces import NOON, Context, DayPiece, Kind
from salon.dates.reckoning import coming
from salon.dates.weeks import WEEK_RULES
from salon.dates.when import Problem
from salon.dates.written_dates import DATE_RULES

_NUMBERED = re.compile(rf"\ue000 (?:the )?(?P<day>\d{{1,2}})(?![\d:/]|\.\d| ?(?:am|pm|o'?clock|ish)\b){GLUE}")
_BOUND = re.compile(
    r"\b(after|from|starting|before|by|until|till|no later than|earlier than|later than|past)(?: on)?(?: the)? ?$"
)
_RUN_DAYS = 7
_NUMBERED_DAYS = 60
_MOST_DAYS = 120


def read_days(line: Line, context: Context) -> list[DayPiece]:
    """Read the days in `line` and cover them with `DAY`; sorted by place."""
    written = line.plain
    found: list[DayPiece] = []
    places: set[tuple[int, int]] = set()
    for pattern, builder in (*NTH_RULES, *DATE_RULES, *WEEK_RULES, *MONTH_RULES, *NAMED_RULES):
        for match in pattern.finditer(line.plain):
            piece = builder(match, context)
            if piece is not None and match.span() not in places:
                places.add(match.span())
                line.cover(*match.span(), DAY)
                found.append(piece)
    found = [piece for piece in sorted(found, key=lambda piece: piece.start) if _is_wish(line, written, piece)]
    found = [_with_number(line, piece, context) for piece in found]
    return [_bounded(line, written, piece, context) for piece in found]


def _is_wish(line: Line, written: str, piece: DayPiece) -> bool:
    """Tell whether a piece can be a wish; cover it for good when it is not."""
    event = event_before(written, piece.start, piece.end)
    begin, end = clause_around(line.plain, piece.start, piece.end)
    told = piece.problem is Problem.PAST and not wishes_only(line.plain[begin:end])
    if event or told:
        line.cover(piece.start, piece.end, TRAP)
        return False
    line.note(piece.start, piece.end)
    return True


def _with_number(line: Line, piece: DayPiece, context: Context) -> DayPiece:
    """Return "friday 12" as a date when that friday is the 12th; else 12 is left to the readers of times."""
    if piece.kind is not Kind.WEEKDAY:
        return piece
    match = _NUMBERED.match(line.plain, piece.end - 1)
    if match is None:
        return piece
    number = int(match["day"])
    named = piece.all_days[0]
    first = coming(named.weekday(), context.today)
    ahead = _NUMBERED_DAYS if number > NOON else 1
    for day in (named, *(first + timedelta(days=step) for step in range(0, ahead, 7))):
        if day.day == number:
            line.note(piece.start, match.end("day"))
            line.cover(piece.start, match.end("day"), DAY)
            return DayPiece(piece.start, match.end("day"), Kind.DATE, days=(day,))
    return piece


def _bounded(line: Line, written: str, piece: DayPiece, context: Context) -> DayPiece:
    """Return the days that "after friday", "before the 5th" or "by friday" leave."""
    possessive = line.plain.startswith("'s", piece.end)
    match = None if possessive else _BOUND.search(written, max(0, piece.start - 30), piece.start)
    onwards = re.match(r" onwards?\b", line.plain[piece.end : piece.end + 12])
    if (match is None and onwards is None) or not piece.days:
        return piece
    word = match[1] if match else "from"
    first, last, today = piece.days[0], piece.days[-1], context.today
    run = timedelta(days=_RUN_DAYS - 1)
    if word in ("after", "later than", "past"):
        days = context.open_days(last + timedelta(days=1), last + timedelta(days=1) + run)
    elif word in ("from", "starting"):
        days = context.open_days(first, first + run) if piece.kind is not Kind.STRETCH else piece.days
    else:
        end = first - timedelta(days=1) if word in ("before", "earlier than") else last
        days = context.open_days(today, min(end, today + timedelta(days=_MOST_DAYS)))
    return DayPiece(piece.start, piece.end, Kind.DATE, days=days) if days else piece
