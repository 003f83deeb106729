"""Find which of several names stands in a text, forgiving one small slip in each word. `salon_file.py` enters."""

import re
from collections.abc import Sequence
from typing import TypeVar

Thing = TypeVar("Thing")

SHORTEST_FORGIVEN = 5
SHORTEST_FORGIVEN_IN_COMPANY = 4
NO_SLIPS = frozenset(
    {"cleanser", "cleaner", "clear", "clearing", "cleared", "clears", "consul", "consuls", "dont", "dose", "faced"}
)
"""Words of their own, one letter away from a treatment's name: who says "cleanser" means a product, and "pores don't"
is not "pores done"."""


def find_name(text: str, names: Sequence[tuple[str, Thing]]) -> Thing | None:
    """Return what belongs to the longest name in `text`, or None.

    Names are found at word borders; case and hyphens don't matter, and each word may have one letter wrong, missing,
    doubled or swapped. Among names of one length an exact one wins, then the one said first, then the first in `names`.
    """
    readings = (words(text), words(text.replace("-", "")))
    found = [
        (-len(name), slips, start, order)
        for said in readings
        for order, (name, _) in enumerate(names)
        for start, slips in _places(said, words(name))
    ]
    return names[min(found)[3]][1] if found else None


def words(text: str) -> list[str]:
    """Return the words of `text` in small letters; a hyphen parts words, an apostrophe does not."""
    return re.findall(r"[^\W_]+", re.sub(r"['’]", "", text.casefold()))


def is_slip(said: str, meant: str) -> bool:
    """Tell whether `said` is `meant` with one letter changed, added, left out or two neighbours swapped.

    The first letter must be right: slips there are rare, and other words begin so ("keep" is not "deep").
    """
    if said in NO_SLIPS or said[:1] != meant[:1] or abs(len(said) - len(meant)) > 1:
        return False
    alike = [one == two for one, two in zip(said, meant, strict=False)]
    same = alike.index(False) if False in alike else len(alike)
    rest_said, rest_meant = said[same:], meant[same:]
    swapped = rest_said[:2] == rest_meant[:2][::-1] and rest_said[2:] == rest_meant[2:]
    return swapped or rest_said[1:] == rest_meant[1:] or rest_said[1:] == rest_meant or rest_said == rest_meant[1:]


def _places(said: list[str], name: list[str]) -> list[tuple[int, int]]:
    """Return (start, number of slips) of each place where `name` stands."""
    shortest = SHORTEST_FORGIVEN if len(name) == 1 else SHORTEST_FORGIVEN_IN_COMPANY
    places = []
    for start in range(len(said) - len(name) + 1):
        pairs = list(zip(said[start : start + len(name)], name, strict=True))
        wrong = [(one, two) for one, two in pairs if one != two]
        if all(len(two) >= shortest and is_slip(one, two) for one, two in wrong):
            places.append((start, len(wrong)))
    return places
