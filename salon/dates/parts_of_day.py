"""Parts of the day: "morning", "after work", "lunchtime", "late on friday". A part of the dates room.

The hours behind the words are a convention: a morning start is at 11:30 at the latest, an evening begins at 17:00.
"""

import re
from dataclasses import replace

from salon.dates.line import TRAP, Line
from salon.dates.pieces import ClockPiece, Half, TimePiece
from salon.dates.refusals import refused_behind


def _window(first: tuple[int, int] | None, last: tuple[int, int] | None, half: Half | None = None) -> TimePiece:
    """Return a window that stands nowhere yet, from (hour, minute) to (hour, minute)."""
    start, end = (ClockPiece(0, 0, *edge, half=Half.GIVEN) if edge else None for edge in (first, last))
    return TimePiece(0, 0, first=start, last=end, part=True, half=half)


_MORNING = _window(None, (11, 30), Half.AM)
_AFTERNOON = _window((12, 0), None, Half.PM)
_EVENING = _window((17, 0), None, Half.PM)
_FIRST_THING = _window(None, (10, 0))
_LATE = _window((16, 0), None)
# What is left of the day when that part of it is refused.
_NO_MORNING, _NO_AFTERNOON, _NO_EVENING = _window((12, 0), None), _window(None, (11, 59)), _window(None, (16, 59))
_IN = (
    r"(?<!that )(?<!same )(?<!one )(?:\b(?:in|during|some ?time in|at|on|over|around) )?"
    r"(?:\bthe )?(?<!that )(?<!same )"
)
_THE = r"(?: in the|-)? ?"
_PARTS = tuple(
    (re.compile(pattern), window)
    for pattern, window in (
        (r"\bafter (?:school|college|the school run)\b", _window((15, 30), None)),
        (r"\bafter (?:i finish )?(?:work|the office|my shift|office hours)\b", _window((17, 0), None)),
        (r"\bbefore (?:work|the office|i start)\b", _window(None, (9, 0))),
        (r"\b(?:at |around )?tea ?time\b", _window((16, 0), (18, 0), Half.PM)),
        (r"\bafter lunch(?:time)?\b", _window((13, 0), None)),
        (r"\bbefore lunch(?:time)?\b", _window(None, (11, 59))),
        (rf"{_IN}\blunch(?: ?time| hour| ?break)\b|\b(?:at|over|around|for|my) lunch\b", _window((12, 0), (14, 0))),
        (
            r"\b(?:~?1st thing|crack of dawn|(?:when|as soon as) you open|at opening)(?: in the morning)?\b",
            _FIRST_THING,
        ),
        (rf"{_IN}\b(?:very )?early{_THE}morning\b", _window(None, (10, 0), Half.AM)),
        (r"\bas early as (?:possible|you can)\b|\bearly(?: on)?(?: the)? ?(?=\ue000)", _FIRST_THING),
        (r"(?<=\ue000) (?:nice and )?early\b(?! (?:morning|afternoon|evening))", _FIRST_THING),
        (r"\bas late as (?:possible|you can)\b|\blate(?: on)?(?: the)? ?(?=\ue000)", _LATE),
        (r"(?<=\ue000) late\b(?! (?:morning|afternoon|evening))", _LATE),
        (rf"{_IN}\bmid[ -]?morning\b", _window((10, 0), (11, 30), Half.AM)),
        (rf"{_IN}\blater?{_THE}morning\b", _window((10, 30), (11, 59), Half.AM)),
        (rf"{_IN}\bearly{_THE}afternoon\b", _window((12, 0), (14, 0), Half.PM)),
        (rf"{_IN}\bmid[ -]?(?:dle of the )?afternoon\b", _window((14, 0), (16, 0), Half.PM)),
        (rf"{_IN}\blater?{_THE}afternoon\b", _window((16, 0), None, Half.PM)),
        (rf"{_IN}\bearly{_THE}evening\b", _window((17, 0), (18, 30), Half.PM)),
        (
            r"\b(?:at |towards? |by )?(?:the )?(?:end of (?:the |my )?(?:working )?day|close of (?:play|business)|"
            r"last (?:appointment|slot))(?: of the day)?\b",
            replace(_LATE, half=Half.PM),
        ),
        (r"(?:\ue000 ?|\b(?:in the|any|an?) )am\b", _MORNING),
        (r"(?:\ue000 ?|\b(?:in the|any|a) )pm\b", _AFTERNOON),
        (rf"{_IN}(?:\bthis )?\bmornings?\b", _MORNING),
        (rf"{_IN}(?:\bthis )?\bafternoons?\b", _AFTERNOON),
        (rf"{_IN}(?:\bthis )?(?:\blate )?\bevenings?\b", _EVENING),
        (r"\btonight\b|\ue000 (?:night|eve|nite)\b|\bat night\b|\bin the night\b", _EVENING),
    )
)
_REFUSED = re.compile(
    r"\b(?:not|no|can't|can't do|can't make|can't come|can't come in|don't want|don't do|except|but|hate|never|rather "
    r"than|instead of|unable to do)(?: in| on| at| really)?(?: the| any)? ?$"
)
_LOOK_BACK = 40
_EVENING_HOUR = 17


def read_parts(line: Line) -> list[TimePiece]:
    """Read the parts of the day in `line` and cover them; in no order."""
    pieces: list[TimePiece] = []
    for pattern, window in _PARTS:
        for match in pattern.finditer(line.plain):
            pieces.append(_placed(line, match, window))
            line.note(*match.span())
            line.cover(*match.span(), TRAP)
    return pieces


def _placed(line: Line, match: re.Match[str], window: TimePiece) -> TimePiece:
    """Return a part of the day where it stands; what is left of the day when it is refused."""
    before = line.plain[max(0, match.start() - _LOOK_BACK) : match.start()]
    behind = line.plain[match.end() : match.end() + _LOOK_BACK]
    if window.half and (_REFUSED.search(before) or refused_behind(behind)):
        window = replace(_left_without(window), refused=True)
    return replace(window, start=match.start(), end=match.end())


def _left_without(window: TimePiece) -> TimePiece:
    """Return the rest of the day: its morning for an afternoon, all before the evening for an evening."""
    if window.half is Half.AM:
        return _NO_MORNING
    return _NO_EVENING if window.first and window.first.hour >= _EVENING_HOUR else _NO_AFTERNOON
