"""Patterns and builders that several readers of days share. A part of the dates room."""

import re
from collections.abc import Callable
from datetime import date

from salon.dates.pieces import Context, DayPiece, Kind
from salon.dates.reckoning import on_date
from salon.dates.spelling import MONTHS, WEEKDAYS
from salon.dates.when import Problem

Builder = Callable[[re.Match[str], Context], DayPiece | None]
Rule = tuple[re.Pattern[str], Builder]
# How many, and of what. "one" and "a" count too.
COUNT = r"(?P<count>an?|a couple of|couple of|a couple|~?\d{1,2})"
UNIT = r"(?P<unit>days?|weeks?|fortnights?|months?)"
# "end of the", "beginning of", "early": the named group `part`.
THE_PART = (
    r"(?:at |around |by )?(?P<part>(?:the )?(?:start|beginning|middle|mid|end|tail end|back end|early|late|~1st half|"
    r"~2nd half)[ -](?:of )?(?:the )?)"
)
PART = f"{THE_PART}?"
_PARTS = {
    **dict.fromkeys(("start", "beginning", "early", "~1st half"), "start"),
    **dict.fromkeys(("middle", "mid"), "middle"),
    **dict.fromkeys(("end", "late", "tail end", "back end", "~2nd half"), "end"),
}
# What can follow a number that stands for a day or an hour; anything else is a thing that was counted.
_GLUE_WORDS = (
    "on|or|and|but|if|please|at|in the|this|next|the|then|is|was|works?|would|will|should|thanks?|thank|ta|tomorrow|"
    "today|tonight|with|for|i|i'm|i'd|i'll|we|can|can't|could|because|as|ok|okay|fine|good|great|perfect|suits?|"
    "instead|rather|do|does|to|till|until|from|onwards?|ish|maybe|not|no|wait|sorry|actually|latest|earliest|available|"
    "free|possible|x|xx|than|any|either|lovely|cheers|so|my|after|before|by|around|about|between|a|you|which|when|"
    "when's|it's|that's|sounds|half|noon|midday|morning|afternoon|evening|night|lunchtime|anytime|week|though|tho|too|"
    "also|only|preferably|ideally|"
    "sharp|hopefully|over|yet|now|still|" + "|".join((*WEEKDAYS, *MONTHS))
)
GLUE = rf"(?= ?(?:$|[,;?!)&/\ue000-\ue002]|\.(?!\d)|- ?(?=~?\d|\ue001))| -(?!\S)| (?:{_GLUE_WORDS})\b)"


def weekday(group: str = "weekday") -> str:
    """Return a pattern for a weekday, kept under a name."""
    return rf"(?P<{group}>{'|'.join(WEEKDAYS)})"


def month(group: str = "month") -> str:
    """Return a pattern for a month, kept under a name."""
    return rf"(?P<{group}>{'|'.join(MONTHS)})"


def rules(*written: tuple[str, Builder]) -> tuple[Rule, ...]:
    """Return the rules with their patterns compiled, in order."""
    return tuple((re.compile(pattern), builder) for pattern, builder in written)


def piece(match: re.Match[str], kind: Kind, *days: date) -> DayPiece:
    """Return a piece that means these days, where `match` stood."""
    return DayPiece(*match.span(), kind, days=tuple(sorted(days)))


def problem(match: re.Match[str], what: Problem) -> DayPiece:
    """Return a piece that can't be meant."""
    return DayPiece(*match.span(), Kind.DATE, problem=what)


def dated(match: re.Match[str], context: Context, day: int, month: int, year: int | None) -> DayPiece:
    """Return the piece for a date that can be written in one way only."""
    found = on_date(day, month, year, context.today)
    return problem(match, found) if isinstance(found, Problem) else piece(match, Kind.DATE, found)


def stretch(match: re.Match[str], days: tuple[date, ...]) -> DayPiece | None:
    """Return a piece that means any of these days; None when there are none."""
    return DayPiece(*match.span(), Kind.STRETCH, days=days) if days else None


def part_named(words: str) -> str:
    """Return which part ("start", "middle", "end") words like "beginning of the " name."""
    return _PARTS[words.strip(" -").removeprefix("the ").removesuffix(" the").removesuffix(" of")]
