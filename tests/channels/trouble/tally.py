"""Counts what became of replies."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Tally:
    """How many replies there were, and what was wrong with how they arrived."""

    replies: int
    lost: int
    doubled: int
    out_of_order: int

    def __str__(self) -> str:
        counts = f"{self.lost} lost, {self.doubled} doubled, {self.out_of_order} out of order"
        return f"{self.replies} replies, {counts}"


def tally(conversations: Iterable[tuple[Sequence[str], Sequence[str]]]) -> Tally:
    """Count, given for each client what arrived and what was said; no two replies to one client are alike."""
    replies = lost = doubled = displaced = 0
    for arrived, lines in conversations:
        assert len(set(lines)) == len(lines), "replies that are alike tell nothing of their order"
        replies += len(lines)
        lost += (Counter(lines) - Counter(arrived)).total()
        doubled += (Counter(arrived) - Counter(lines)).total()
        places = [lines.index(one) for one in dict.fromkeys(arrived) if one in lines]
        displaced += sum(after < before for before, after in zip(places, places[1:], strict=False))
    return Tally(replies, lost, doubled, displaced)
