"""Proposes where a message parts into two questions; staff move the cut as they like. Pure."""

import re

_CUTS = (
    re.compile(r"(?<=[?!.])\s+"),
    re.compile(r"[,;]?\s+(?:and also|and then|and|also|plus|oh and|&)\s+", re.IGNORECASE),
    re.compile(r"[,;]\s+"),
)
_LEAST_WORDS = 2


def halves(text: str) -> tuple[str, str]:
    """Return two parts of a text; the second is empty where nothing tells where to cut."""
    for pattern in _CUTS:
        for cut in pattern.finditer(text):
            first, second = text[: cut.start()].strip(), text[cut.end() :].strip()
            if min(len(first.split()), len(second.split())) >= _LEAST_WORDS:
                return first, second
    return text, ""
