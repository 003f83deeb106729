"""Cuts what is longer than an app takes: between paragraphs, else sentences, else words, else anywhere. Pure."""

import re
from collections.abc import Callable

_SEAMS = (re.compile(r"\n{2,}"), re.compile(r"\n"), re.compile(r"(?<=[.!?…])\s+"), re.compile(r"\s+"))


def split_text(text: str, most: int, measure: Callable[[str], int] = len) -> list[str]:
    """Return the text in pieces of at most `most`, in order; nothing but blanks between pieces is lost.

    Args:
        text: plain.
        most: what a piece may measure.
        measure: how the app counts: characters, or units of UTF-16, or bytes.
    """
    pieces, rest = list[str](), text.strip()
    while measure(rest) > most:
        fitting = _longest_start(rest, most, measure)
        cut = next((place for seam in _SEAMS if (place := _last_seam(seam, rest, fitting))), None)
        end, begin = cut or (fitting, fitting)
        pieces.append(rest[:end].rstrip())
        rest = rest[begin:].lstrip()
    return [*pieces, rest] if rest else pieces


def _longest_start(text: str, most: int, measure: Callable[[str], int]) -> int:
    """Return how many characters fit, at least one."""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if measure(text[:middle]) <= most else (low, middle - 1)
    return low


def _last_seam(seam: re.Pattern[str], text: str, fitting: int) -> tuple[int, int] | None:
    """Return the last seam whose left side fits and is not short, as where to end and where to go on."""
    found = [one.span() for one in seam.finditer(text) if fitting // 2 <= one.start() <= fitting]
    return found[-1] if found else None
