"""Cover what looks like a day or time and is none. A part of the dates room; only `reader` enters.

Runs first: what it covers is lost to every later reader.
"""

import re

from salon.dates.clauses import clauses, tells_of_past, wants_to_come, wishes_only
from salon.dates.counted import CHOICES, COUNTS, HABIT, LENGTH, SAYINGS, WASHING
from salon.dates.line import TRAP, Line
from salon.dates.phone_runs import cover_phones

_TRAPS = tuple(re.compile(pattern) for pattern in (*COUNTS, *CHOICES, *SAYINGS))


def cover_traps(line: Line) -> None:
    """Cover in `line` what must not be read: phone numbers, prices, counts, habits, greetings and what has been."""
    cover_phones(line)
    for pattern in _TRAPS:
        _cover_all(line, pattern, 0, len(line.plain))
    for start, end in clauses(line.plain):
        _cover_in_clause(line, start, end)


def _cover_in_clause(line: Line, start: int, end: int) -> None:
    """Cover what the rest of its clause shows to be none."""
    clause = line.plain[start:end]
    if tells_of_past(clause):
        line.cover(start, end, TRAP)
        return
    if wants_to_come(clause):
        return
    if not wishes_only(clause, LENGTH):
        _cover_all(line, LENGTH, start, end)
    if WASHING.search(clause):
        _cover_all(line, HABIT, start, end)


def _cover_all(line: Line, pattern: re.Pattern[str], start: int, end: int) -> None:
    """Cover every match of `pattern` in plain[start:end]."""
    for match in pattern.finditer(line.plain, start, end):
        line.cover(*match.span(), TRAP)
