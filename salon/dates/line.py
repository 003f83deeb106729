"""A text in this room's own spelling, with the way back to the client's characters. A part of the dates room.

Readers look for patterns in `Line.plain` and cover what they have read, so that no part is read twice: a covered
stretch keeps its length and becomes a run of one mark (`DAY`, `TIME`, `TRAP`).
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

from salon.dates.numerals import cardinal, compound, ordinal
from salon.dates.spelling import canonical, settle_short_days

# Characters that no keyboard has; a text that brings them along loses them in `_tidy`.
DAY = "\ue000"
TIME = "\ue001"
TRAP = "\ue002"
_TOKEN = re.compile(
    r"2(?:moro|morro|morow|morrow|mrw|moz|day|nite|night)(?![^\W\d_])|b4(?!\w)|[^\W\d_]+(?:['\u2019\u02bc][^\W\d_]+)*|"
    r"[0-9]+|\S",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Token:
    """One word, number or sign, and where it stood."""

    word: str
    start: int
    end: int


class Line:
    """Hold one text while it is read.

    `plain` is the text lower-cased, spelt our way, with single spaces; covering changes it, never its length.
    """

    def __init__(self, text: str) -> None:
        """Spell `text` our way and remember where each word stood."""
        tokens = _joined_numerals(_tokens(text))
        self._froms: list[int] = []
        self._tokens = tokens
        parts: list[str] = []
        length = 0
        for place, token in enumerate(tokens):
            gap = _gap(text[tokens[place - 1].end : token.start]) if place else ""
            self._froms.append(length + len(gap))
            parts += [gap, token.word]
            length += len(gap) + len(token.word)
        self.plain = "".join(parts)
        self._read: list[tuple[int, int]] = []

    def cover(self, start: int, end: int, mark: str) -> None:
        """Cover plain[start:end] with `mark`."""
        self.plain = self.plain[:start] + mark * (end - start) + self.plain[end:]

    def note(self, start: int, end: int) -> None:
        """Remember that plain[start:end] was read, for `spans`."""
        self._read.append((start, end))

    def spans(self) -> tuple[tuple[int, int], ...]:
        """Return the parts of the client's text that were read, sorted, overlapping ones joined."""
        found = sorted(self._original(start, end) for start, end in self._read if end > start)
        spans: list[tuple[int, int]] = []
        for start, end in found:
            if spans and start <= spans[-1][1]:
                spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
            else:
                spans.append((start, end))
        return tuple(spans)

    def _original(self, start: int, end: int) -> tuple[int, int]:
        """Return where plain[start:end] stood in the client's text."""
        first = self._tokens[max(0, bisect_right(self._froms, start) - 1)]
        last = self._tokens[max(0, bisect_right(self._froms, end - 1) - 1)]
        return first.start, last.end


def _tidy(word: str) -> str:
    """Return a token in lower case with a straight apostrophe and without this room's own marks."""
    word = word.lower().replace("\u2019", "'").replace("\u02bc", "'")
    return "?" if word in (DAY, TIME, TRAP) else word


def _tokens(text: str) -> list[_Token]:
    """Return the tokens of a text in this room's spelling."""
    found = [(match, canonical(_tidy(match.group()))) for match in _TOKEN.finditer(text)]
    words = settle_short_days([word for _, word in found])
    return [_Token(word, match.start(), match.end()) for (match, _), word in zip(found, words, strict=True)]


def _joined_numerals(tokens: list[_Token]) -> list[_Token]:
    """Return the tokens with number words as marked figures: "twenty", "-", "first" becomes "~21st"."""
    joined: list[_Token] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        step = 2 if place + 2 < len(tokens) and tokens[place + 1].word == "-" else 1
        other = tokens[place + step] if place + step < len(tokens) else None
        pair = compound(token.word, other.word) if other else None
        if other and pair:
            joined.append(_Token(pair, token.start, other.end))
            place += step + 1
            continue
        joined.append(_Token(cardinal(token.word) or ordinal(token.word) or token.word, token.start, token.end))
        place += 1
    return joined


def _gap(between: str) -> str:
    """Return how two tokens are joined: not at all, by a space, or by the end of a line."""
    if not between:
        return ""
    return " ; " if "\n" in between else " "
