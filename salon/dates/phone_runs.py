"""Phone numbers, so that no part of one is read as a day or time. A part of the dates room."""

import re

from salon.dates.line import TRAP, Line

_DATE_SHAPE = re.compile(
    r"(?<![\d/.-])(?:\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}([/.-])\d{1,2}\1(?:\d{4}|\d{2}))(?!\d|[/-]\d)"
)
_DIGIT_RUN = re.compile(r"\+?\(?\d[\d ().+-]*\d")
_PHONE_DIGITS = 7
_UK_DIGITS = 11


def cover_phones(line: Line) -> None:
    """Cover every run of seven digits and more that is no date, with its signs."""
    shielded = _DATE_SHAPE.sub(lambda match: TRAP * len(match.group()), line.plain)
    for run in _DIGIT_RUN.finditer(shielded):
        start, end = _phone_within(line.plain, *run.span())
        if sum(sign.isdigit() for sign in line.plain[start:end]) >= _PHONE_DIGITS:
            line.cover(start, end, TRAP)


def _phone_within(plain: str, start: int, end: int) -> tuple[int, int]:
    """Return the run of digits without a time that touches it: "at 3 07700 900123", "07700 900123 3pm"."""
    lead = re.search(r"(?<!\S)(?:\+|\(?0\d{2,})", plain[start:end])
    if lead:
        start += lead.start()
    tail = re.match(
        r"(?: ?(?:am|pm|a\.m|p\.m|st|nd|rd|th|january|february|march|april|may|june|july)\b|[:/]\d)", plain[end:]
    )
    cut = plain.rfind(" ", start, end)
    if tail and cut > start:
        end = cut
    if plain[start] == "0":
        end = _uk_end(plain, start, end)
    return start, end


def _uk_end(plain: str, start: int, end: int) -> int:
    """Return the end of a number that starts with 0: after its eleventh digit, when a word ends there."""
    digits = 0
    for place in range(start, end):
        digits += plain[place].isdigit()
        if digits == _UK_DIGITS and plain[place + 1 : place + 2] in ("", " "):
            return place + 1
    return end
