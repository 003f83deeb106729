"""Where a client takes back what was said before: "no wait", "make it", "instead". A part of the dates room."""

import re
from collections.abc import Sequence

from salon.dates.clauses import clause_around

_LATER_WORD = r"(?:on |at |the |make |sorry|wait|maybe |how about |what about |let's )?"
_TAKEN_BACK = re.compile(
    "|".join(
        (
            r"(?<!can't )\bwait\b(?! (?:for|until|till|a|is|time|list|so|\d))",
            r"\b(?:actually|sorry|i mean|i meant|correction|oops|my mistake|my bad|hang on|hold on)\b",
            r"\b(?:i'd |or |would )rather\b(?! than)",
            r"\b(?:scratch|scrap|forget|ignore) (?:that|it)\b",
            r"\bon ~?2nd thoughts?\b",
            r"\bmake (?:it|that)\b",
            r"\b(?:change|move|switch) (?:it |that )?to\b",
            r"\bbecome(?= [\ue000\ue001])",
            r"\blet's (?:do|say|go for|make it)\b",
            r"\b(?:or|even) better\b",
            rf"\bno(?=[ ,.-]*{_LATER_WORD}[\ue000\ue001])",
        )
    )
)
_INSTEAD = re.compile(r"\binstead\b(?! of)")
_MOVING = re.compile(r"\b(?:move|change|reschedule|switch|swap|push|bring|moved|changed)\b")
_APPOINTMENT = r"(?:appointment|booking|reservation|appt|session|facial)"
_BOOKED = re.compile(
    r"\b(?:i'm|i am|we're|i was|am) (?:booked|bookd|down|pencilled|due)(?: in)?(?: for| on| at)?(?: the)? "
    r"?[\ue000\ue001]|"
    rf"\b(?:i've|i have|we have|got)(?: got)? (?:an?|my) {_APPOINTMENT}(?: \w+){{0,3}} [\ue000\ue001]"
)
_TARGET = re.compile(
    r"\bto (?:the |be |come |be on |be at )?(?=[\ue000\ue001])|\b(?:with|for|until|till) (?:the |an? )?(?=\ue000)"
)


def boundaries(plain: str, starts: Sequence[int]) -> list[int]:
    """Return where in `plain` what was said before is corrected, sorted.

    Args:
        plain: the text with days and times covered.
        starts: where the days and times begin; "instead" comes after what it puts in place.
    """
    found = [match.start() for match in _TAKEN_BACK.finditer(plain)]
    for match in _INSTEAD.finditer(plain):
        begin, _ = clause_around(plain, *match.span())
        found.append(begin if any(begin <= start < match.start() for start in starts) else match.start())
    return sorted(found)


def moved_away(plain: str, starts: Sequence[int]) -> int:
    """Return the place before which days and times are those of the old appointment; 0 when there is none.

    "Move friday to monday" and "i'm booked thursday, can i do friday" speak of two days and ask for the second.
    """
    booked = _BOOKED.search(plain)
    if booked:
        _, end = clause_around(plain, *booked.span())
        if any(start >= end for start in starts):
            return end
    verb = _MOVING.search(plain)
    if verb is None:
        return 0
    target = _TARGET.search(plain, verb.end())
    return target.end() if target and any(start >= target.end() for start in starts) else 0


def moves_something(plain: str, place: int) -> bool:
    """Tell whether an appointment is being moved before `place`, so that "from 3 to 4" is no stretch."""
    return bool(_MOVING.search(plain, 0, place))
