"""What clock times mean: an exact start, or with "after", "between", "by" a window. A part of the dates room."""

import re
from datetime import time

from salon.dates.bounds import BOUNDS
from salon.dates.corrections import moves_something
from salon.dates.line import TRAP, Line
from salon.dates.parts_of_day import read_parts
from salon.dates.pieces import ClockPiece, TimePiece

_REFUSED = re.compile(r"\b(?:not|can't do|can't make|instead of|rather than|except|but not)(?: at)? ?$")
_LOOK_BACK = 20


def read_windows(line: Line, clocks: list[ClockPiece]) -> list[TimePiece]:
    """Read what the clock times of `line` mean, and its parts of the day; sorted by place."""
    at = {clock.start: clock for clock in clocks}
    pieces: list[TimePiece] = []
    for pattern, before in BOUNDS:
        for match in pattern.finditer(line.plain):
            pieces += _bounded(line, at, match, before=before)
    pieces += [_exact(line.plain, clock) for clock in at.values()]
    pieces += read_parts(line)
    return sorted(pieces, key=lambda found: found.start)


def _bounded(line: Line, at: dict[int, ClockPiece], match: re.Match[str], *, before: bool) -> list[TimePiece]:
    """Return the window of `match`, taking its clock times out of `at`."""
    groups = match.groupdict()
    if groups.get("first") and groups.get("last") and moves_something(line.plain, match.start()):
        return []
    places = {name: match.start(name) for name, found in groups.items() if found}
    first = at.pop(places.get("first", places.get("plus", -1)), None)
    last = at.pop(places.get("last", -1), None)
    if first is None and last is None:
        return []
    line.note(*match.span())
    line.cover(*match.span(), TRAP)
    return [TimePiece(*match.span(), first=first, last=last, before=before)]


def _exact(plain: str, clock: ClockPiece) -> TimePiece:
    """Return an exact start, marked as refused when "not" stands before it."""
    refused = bool(_REFUSED.search(plain[max(0, clock.start - _LOOK_BACK) : clock.start]))
    return TimePiece(clock.start, clock.end, at=clock, refused=refused)


def just_before(moment: time) -> time:
    """Return the last minute before `moment`; midnight itself for midnight."""
    minutes = moment.hour * 60 + moment.minute - 1
    return time(minutes // 60, minutes % 60) if minutes >= 0 else moment
