"""Words that move the day or time under discussion: "a week later", "same time", "a bit later", "asap".

A part of the dates room; only `reader` enters.
"""

import re
from dataclasses import dataclass

from salon.dates.clauses import clause_around, wants_to_come, wishes_only
from salon.dates.line import TRAP, Line
from salon.dates.reckoning import count
from salon.dates.when import Shift

# A month keeps the weekday, as "a week later" does.
_UNIT_DAYS = {"day": 1, "week": 7, "fortnight": 14, "month": 28}
_NUMBER = r"(?P<count>an?|a couple of|couple of|~?\d{1,2})"
_UNIT = r"(?P<unit>day|week|fortnight|month)s?"
_SAME = r"(?P<same>same (?:day and time|time and day|time|day|slot),? (?:but )?(?:on )?)"
# "The week before my wedding" is no move of an appointment.
_NOT_OF_ANOTHER = (
    r"(?! (?:next|tomorrow|the|my|i|your|~?\d|in|on|this|monday|tuesday|wednesday|thursday|friday|saturday|sunday))"
)
_POSTPONE = r"(?:put|push|move|postpone|delay|bring|shift|set)\w*"
_DAY_SHIFTS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_SAME}(?:the )?(?:next|following) {_UNIT}\b",
        rf"\b{_SAME}{_NUMBER} {_UNIT} (?P<way>later|after|earlier|before)\b",
        rf"\b{_SAME}the {_UNIT} (?P<way>after|before)(?: that)?\b",
        rf"\b{_NUMBER} {_UNIT} (?P<way>later|earlier|sooner)\b",
        rf"\b{_NUMBER} {_UNIT} (?P<way>after|before) (?:that|this|it)\b",
        rf"\bthe {_UNIT} (?P<way>after|before)(?: (?:that|this)(?: ~1)?)?\b{_NOT_OF_ANOTHER}",
        r"\b(?:the )?following (?P<unit>day|week)\b|\b(?:the )?next day\b",
        rf"\b{_POSTPONE}(?: (?:me|us|it|mine|this|that|my \w+))?(?: (?P<way>back|forward|on|off|out|earlier))?"
        rf"(?: by| for)? {_NUMBER} {_UNIT}(?: (?:back|on))?\b",
    )
)
_BACKWARDS = ("earlier", "sooner", "before", "forward")
_SHIFTS = (
    r"\b(?:but|just|only|me|us|a (?:bit|little|tad|touch|lot)|slightly|much|bit|way|half an hour|an hour|~?\d hours?|"
    r"any(?:thing|time)?|something|sometime|some|an?|make it|be it|have it|it|go|do|want|need|prefer|like|come|slots?|"
    r"times?|even|appointment) (?P<way>{words})(?: ~1| slot| time| appointment| start)?\b"
    r"(?! than (?!arranged|planned|booked|that|this|usual|we\b|i\b)| this| in the (?:week|month)| today| i\b|, i had)",
    r"\b(?P<way>{words})(?: than that| ~1| slot| time| appointment)(?! i had)s?\b",
    r"\b(?P<way>{words}) (?:in the day|(?:on )?that day|the same day)\b",
    r"\b(?P<way>{words}) (?:would|is|works|will)\b",
    r"^(?:ok |okay |hm+ |no ,? ?|maybe )?(?P<way>{words})(?: please| maybe| if possible| on)?(?= ?[?.!]*$)",
)
_PUSH = (
    r"\b(?:put|push|move|bump|bring|shift)(?: \w+)? {way}(?: by)? "
    r"(?:an hour|half an hour|~?\d hours|a (?:bit|little))\b"
)
_LATER = tuple(
    re.compile(pattern)
    for pattern in (*(each.replace("{words}", "later") for each in _SHIFTS), _PUSH.replace("{way}", "back"))
)
_EARLIER = tuple(
    re.compile(pattern)
    for pattern in (*(each.replace("{words}", "earlier|sooner") for each in _SHIFTS), _PUSH.replace("{way}", "forward"))
)
_SAME_TIME = re.compile(
    r"\b(?:the )?same (?:time|hour|slot|day and time|time and day)\b(?: as (?:before|last time|that))?"
)
_SLOT = r"(?:slot|time|date|appointment|day|one|opening)"
_HAVE = r"(?:possible|available|you|have|you've|got|availability|convenience)"
_SOONEST = re.compile(
    r"\basap\b|\ba\.s\.a\.p\b|\bthe sooner the better\b|\bquickest\b|\bany ?time soon\b|\bany day any ?time\b|"
    r"\b(?:as|so) soon as(?: (?:possible|poss|(?:you|u) (?:can|have|could)|ever|there|you are|you're))?\b|"
    rf"\bsoonest(?: (?:{_HAVE}|{_SLOT}))*|"
    r"\b(?:the |your |at your )?(?<!at the )(?<!at )earliest(?! (?:at|is|after|~?\d))"
    rf"(?: (?:{_HAVE}|{_SLOT}))*\b|(?<!my )\b(?:next|~?1st) (?:possible|available|free|opening|availability)(?: "
    rf"{_SLOT})?\b|"
    r"(?<!my )\bnext (?:slot|opening|appointment you|gap)\b|\bwhat(?:ever|'s| is)(?: you| you've| do you)?(?: have| "
    r"got)? ?(?:is |got )?~1st\b|\bwhatever(?: you)? (?:have|you've got|got|is)(?: got| the)? (?:soonest|earliest|"
    r"available|free|going|comes (?:up )?~1st)\b|\bany ?time(?= ?(?:$|[.!,]|is (?:fine|ok|good)|works|really|you like|"
    r"suits))|\bwhenever(?= ?(?:$|[.!,?]|you (?:have|can|are|like|want|got|do|could|fancy)|you're|you've|suits|is "
    r"(?:fine|ok|good)|works|there|possible|really))|\b(?:come|me|in|us|you) (?:straight ?away|right away|"
    r"immediately)\b"
)
# "As soon as possible" about a spot that should go is no wish to come.
_OF_SKIN = re.compile(r"\b(?:go away|heal|stop|fade|disappear|get rid|see a doctor|call|ring 999)\b")


@dataclass(frozen=True)
class Moves:
    """Hold what a text says about moving: one shift, days to add, the same time, the soonest."""

    shift: Shift | None = None
    day_shift: int = 0
    same_time: bool = False
    soonest: bool = False


def read_moves(line: Line) -> Moves:
    """Read the moves in `line` and cover them."""
    day_shift, same_time = _read_day_shift(line)
    soonest = not _OF_SKIN.search(line.plain) and _take(line, _SOONEST)
    same_time = _take(line, _SAME_TIME, wish=True) or same_time
    shift = None
    if any(_take(line, pattern) for pattern in _LATER):
        shift = Shift.LATER
    elif any(_take(line, pattern) for pattern in _EARLIER):
        shift = Shift.EARLIER
    return Moves(shift, day_shift, same_time, soonest)


def _take(line: Line, pattern: re.Pattern[str], *, wish: bool = False) -> bool:
    """Cover the first match of `pattern`; tell whether there was one."""
    match = pattern.search(line.plain)
    if match is None or (wish and not _is_wish(line.plain, match)):
        return False
    line.note(*match.span())
    line.cover(*match.span(), TRAP)
    return True


def _is_wish(plain: str, match: re.Match[str]) -> bool:
    """Tell whether the clause around a move is about an appointment, not about what happens to a face."""
    begin, end = clause_around(plain, *match.span())
    clause = plain[begin:end]
    return wants_to_come(clause) or wishes_only(clause, match.re)


def _read_day_shift(line: Line) -> tuple[int, bool]:
    """Return the days to add and whether the time stays, and cover the words."""
    for pattern in _DAY_SHIFTS:
        match = pattern.search(line.plain)
        if match is None or not _is_wish(line.plain, match):
            continue
        groups = match.groupdict()
        line.note(*match.span())
        line.cover(*match.span(), TRAP)
        days = count(groups.get("count") or "a") * _UNIT_DAYS[groups["unit"] or "day"]
        back = groups.get("way") in _BACKWARDS
        return (-days if back else days), "time" in (groups.get("same") or "")
    return 0, False
