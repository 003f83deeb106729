"""Clock times as clients write them: 5pm, 17:30, half four, a bare 5 after "at". A part of the dates room."""

import re

from salon.dates.line import TIME, Line
from salon.dates.phrases import GLUE
from salon.dates.pieces import NOON, ClockPiece, Half

_HOUR = r"~?(?P<hour>\d{1,2})"
_FIGURES = rf"(?P<figures>{_HOUR})"
_LEFT = r"(?<![\w~.:/])"
_NO_MORE = r"(?![\d:/]|\.\d)"
_HALF = r"(?: ?(?P<half>[ap])\.? ?m\b\.?|(?P<short>[ap])\b(?!\.[a-z])| in the (?P<part>morning)\b(?! or| and))"
_MINUTES = r"(?P<minutes>~?5|~?10|quarter|a quarter|1/4|1/2|~?5 and ~?20|~?20|~?25|~?\d{1,2}(?= minutes))(?: minutes)?"
_OCLOCK = r" ?(?:o' ?clock|o clock|oclock|o'c\b|o'clok|oclok|o'lock)"
_ISH = r"(?: ?-? ?ish\b)"
_HOURS = r"(?: ?(?:hrs?|hours|h)\b)"
_TO = r"(?:-|to|till|til|until|or|and|&|/)"
# Words behind an hour that make it one whatever stands before.
_TELLING_HOUR = (
    r"(?= (?:in the (?:afternoon|evening)|at night|tonight|this (?:afternoon|evening)|onwards?|"
    r"(?:at the )?(?:latest|earliest)|or (?:later|earlier|after|before)|and (?:later|after)|it is|then it is)\b)"
)
# In order. Named groups: hour, minute, minutes (past or to the hour, by `way`), half, short, part, word, thirty.
_WRITTEN = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_LEFT}half ?(?:past |after |- ?)?{_HOUR}(?![\d:.]\d){_ISH}?{_HALF}?(?! (?:hours?|hrs?)\b)(?P<thirty>)",
        rf"{_LEFT}{_MINUTES} ?(?P<way>past|after|to|before|till?|of) {_HOUR}(?![\d:.%]\d?)(?:{_OCLOCK})?{_HALF}?{GLUE}",
        rf"{_LEFT}(?P<minutes>~?\d{{1,2}}|quarter|half) (?P<way>past|to) (?P<word>noon|midday|midnight)\b",
        r"\b(?:~?12 )?(?P<word>noon|midday|midnight|noonish)\b",
        rf"{_LEFT}(?P<hour>\d{{1,2}}) ?[:.;h] ?(?P<minute>[0-5]\d)(?!\d|[.:/]\d| ?%){_HOURS}?{_HALF}?{_ISH}?",
        rf"{_LEFT}(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d){_HOURS}",
        r"(?:\bat |^)(?P<hour>\d{1,2}) (?P<minute>00|15|30|45)(?= ?(?:$|[,.?!]))",
        rf"{_LEFT}(?P<hour>\d{{1,2}})(?P<minute>[0-5]\d){_HALF}",
        rf"{_LEFT}{_HOUR}{_OCLOCK}{_HALF}?{_ISH}?",
        rf"{_LEFT}{_HOUR}(?: ?ish)?{_HALF}{_ISH}?",
        rf"{_LEFT}{_HOUR}{_ISH}",
        rf"{_LEFT}{_HOUR}{_TELLING_HOUR}",
        rf"{_LEFT}(?P<hour>\d{{1,2}})h\b",
        rf"{_LEFT}~(?P<hour>\d{{1,2}}) ~(?P<minute>15|30|45|10|20|40|50)\b(?! minutes)",
    )
)
# What leads to an hour in bare figures.
_LEAD = "|".join(
    (
        r"\b(?:at(?: like)?|around|about|roughly|approx\.?|circa|after|before|by|from|until|till|til|between|past|up "
        r"to)",
        r"\b(?:say|let's say|said|not|maybe|perhaps|either|prefer|rather|instead of|do with|starting|start|onwards)",
        r"\b(?:actually|wait|no|sorry|mean|meant),?",
        r"\b(?:earliest|latest)(?: is| at)?|\b(?:later|earlier|sooner|rather) than|\b(?:the )?back of",
        r"\bmake (?:it|that)|\b(?:how|what) about|\b(?:you|we|i|let's|i'll|i'd) do",
        r"\b(?:book|put|squeeze|fit|pencil)(?:ed)? (?:me|us|it|her|him)(?: in)? for|\bin for|\bdown for",
        r"\b(?:change|move|switch|swap|push|bring)(?: \w+){0,4} to",
        r"\bis(?= ~?\d{1,2} (?:ok|okay|fine|good|free|available|possible|better|best|an option))",
        r"\b(?:you|you've) (?:have|got)(?= ~?\d{1,2} ?(?:$|[?.!]))",
        r"@|\ue000,?(?: for| -)?",
    )
)
_BARE = re.compile(rf"(?:{_LEAD}) ?(?:the )?{_FIGURES}{_NO_MORE}{GLUE}")
_FOUR = re.compile(
    r"(?:\b(?:at|for|by|around|about|after|before|from|until|till|between|to|and|or|-|make it)|\ue000,?|@) ?"
    rf"(?P<figures>(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5][05]))(?!\d|[:/.]\d){GLUE}"
)
_JOINED = (
    re.compile(rf"\ue001 ?(?:{_TO}|,|and before|but before) ?{_FIGURES}{_NO_MORE}{GLUE}"),
    re.compile(rf"{_LEFT}{_FIGURES} ?(?:{_TO}|,) ?(?=\ue001)"),
)
_ALONE = re.compile(
    r"(?<![\w~.:/])(?<!the )(?<!that )(?<!this )(?P<figures>~?(?P<hour>\d{1,2})(?P<minute>[0-5]\d)?)(?![\d:/]|\.\d)"
)
_WORD = re.compile(r"~?\d+|[^\W\d]+(?:'[^\W\d]+)*|\S")
_FILLERS = frozenset(
    "ok okay yes yeah yep no hi hello please then maybe um erm hm hmm well so let's say thanks thank you i'd like i'll "
    "take at around about go for with can do could we how what is good fine works great perfect or to and x ta that's "
    "it the any "
    "between from i think prefer either probably ish sounds would be possible available free".split()
)
# Signs that make a figure something else than an hour; other signs, emoji among them, say nothing.
_TELLING_SIGNS = "\ue000\ue001\ue002#%£$€*+=_"
_LAST_HOUR = 23
_LAST_MINUTE = 59
_MOST_FIGURES = 2
_MINUTE_WORDS = {"quarter": 15, "a quarter": 15, "half": 30, "~5 and ~20": 25, "5 and 20": 25, "1/4": 15, "1/2": 30}


def read_clocks(line: Line) -> list[ClockPiece]:
    """Read the clock times in `line` and cover them with `TIME`; sorted by place."""
    found: list[ClockPiece] = []
    for pattern in _WRITTEN:
        for match in pattern.finditer(line.plain):
            _keep(line, found, match, *match.span())
    for match in _FOUR.finditer(line.plain):
        _keep(line, found, match, *match.span("figures"))
    for match in _ALONE.finditer(line.plain) if _has_nothing_else(line.plain) else ():
        _keep(line, found, match, *match.span())
    for match in _BARE.finditer(line.plain):
        if not _is_pronoun(line.plain, match):
            _keep(line, found, match, *match.span("figures"))
    for pattern in (*_JOINED, *_JOINED):
        for match in pattern.finditer(line.plain):
            _keep(line, found, match, *match.span("figures"))
    return sorted(found, key=lambda clock: clock.start)


def _is_pronoun(plain: str, match: re.Match[str]) -> bool:
    """Tell whether "one" behind a word is a pronoun: "make it one" is rarely an hour, "at one" always."""
    lead = plain[match.start() : match.start("figures")]
    return match["figures"] == "~1" and "at" not in lead.split()


def _has_nothing_else(plain: str) -> bool:
    """Tell whether a text is one or two figures and words around an answer: "3", "3 or 4 please", "1730"."""
    words: list[str] = _WORD.findall(plain)
    figures = [word for word in words if word.lstrip("~").isdigit()]
    others = (word for word in words if word not in figures and word not in _FILLERS)
    return 1 <= len(figures) <= _MOST_FIGURES and not any(
        word[0].isalpha() or word[0] in _TELLING_SIGNS for word in others
    )


def _keep(line: Line, found: list[ClockPiece], match: re.Match[str], start: int, end: int) -> None:
    """Add the clock time of `match`, if it is one, and cover it."""
    clock = _clock(match, start, end)
    if clock is None:
        return
    found.append(clock)
    line.note(start, end)
    line.cover(start, end, TIME)


def _clock(match: re.Match[str], start: int, end: int) -> ClockPiece | None:
    """Return the clock time that the groups of a match name; None when no clock shows it."""
    groups = match.groupdict()
    hour, half = _hour(groups)
    minute = 30 if "thirty" in groups else int(groups.get("minute") or 0)
    if groups.get("minutes"):
        hour, minute = _to_or_past(hour, groups["minutes"] or "", groups["way"] or "")
    if hour > _LAST_HOUR or not 0 <= minute <= _LAST_MINUTE or (half in (Half.AM, Half.PM) and hour == 0):
        return None
    if half is None and (hour > NOON or hour == 0 or (groups.get("hour") or "").startswith("0")):
        half = Half.GIVEN
    return ClockPiece(start, end, hour, minute, half)


def _hour(groups: dict[str, str | None]) -> tuple[int, Half | None]:
    """Return the hour and what is known of its half of the day."""
    if groups.get("word"):
        return (0 if groups["word"] == "midnight" else NOON), Half.GIVEN
    return int(groups.get("hour") or 0), _half(groups)


def _half(groups: dict[str, str | None]) -> Half | None:
    """Return the half of the day that "am" or "pm" names."""
    letter = groups.get("half") or groups.get("short") or (groups.get("part") or "")[:1]
    return {"a": Half.AM, "m": Half.AM, "p": Half.PM}.get(letter)


def _to_or_past(hour: int, minutes: str, way: str) -> tuple[int, int]:
    """Return "quarter to 3" as 2, 45 and "ten past 3" as 3, 10."""
    number = _MINUTE_WORDS[minutes] if minutes in _MINUTE_WORDS else int(minutes.lstrip("~"))
    if way in ("past", "after"):
        return hour, number
    return (hour - 1 if hour > 1 else NOON), 60 - number
