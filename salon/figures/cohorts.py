"""What became of conversations, and how many came how far. Pure; the figures room enters."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Became:
    """What one conversation has come to, until now.

    wrote: the client did, at least once. held: a member of staff holds it. called: staff were called. helped: they wrote
    in it. asked, began, picked, booked: what `definitions.py` says of each.
    """

    wrote: bool
    held: bool
    called: bool
    helped: bool
    asked: bool
    began: bool
    picked: bool
    booked: bool


@dataclass(frozen=True)
class Cohort:
    """What became of the conversations that were begun in a period, until now.

    wrote: those in which the client wrote something. alone: those of them that no person was called into, holds or wrote
    in; somebody who took one over uncalled and gave it back without a word is not known any more. asked, began, picked,
    booked: how many came so far on the way to an appointment; whoever came further counts in the steps before it too.
    """

    begun: int = 0
    wrote: int = 0
    alone: int = 0
    asked: int = 0
    began: int = 0
    picked: int = 0
    booked: int = 0


def cohort(conversations: Iterable[tuple[Became, int]]) -> Cohort:
    """Return the cohort of conversations that are given with how many became the same."""
    begun = wrote = alone = asked = began = picked = booked = 0
    for one, count in conversations:
        begun += count
        wrote += count * one.wrote
        alone += count * (one.wrote and not (one.held or one.called or one.helped))
        asked += count * (one.asked or one.began or one.picked or one.booked)
        began += count * (one.began or one.picked or one.booked)
        picked += count * (one.picked or one.booked)
        booked += count * one.booked
    return Cohort(begun, wrote, alone, asked, began, picked, booked)
