"""Conflicts: what says nearly the same as a correction and stands under another intent. The room's services enter."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from salon.review.phrases import Example, KnownPhrases, normalised

_SHOWN = 5


@dataclass(frozen=True)
class Conflict:
    """One phrase that stands against a correction.

    Attributes:
        exact: it is the very same phrase.
        correction_id: of the other correction; None for a phrase that Porewell comes with.
    """

    phrase: str
    intent: str
    cosine: float
    exact: bool
    correction_id: str | None = None


@dataclass(frozen=True)
class Standing:
    """A correction that counts already."""

    id: str
    example: Example


def find(known: KnownPhrases, wanted: Example, standing: Sequence[Standing]) -> list[Conflict]:
    """Return what stands against a correction, the nearest first."""
    ids = {(one.example.phrase, one.example.intent): one.id for one in standing}
    found = [
        Conflict(
            near.phrase,
            near.intent,
            near.cosine,
            exact=normalised(near.phrase) == normalised(wanted.phrase),
            correction_id=ids.get((near.phrase, near.intent)),
        )
        for near in known.near(wanted.phrase, [one.example for one in standing])
        if near.intent != wanted.intent
    ]
    return found[:_SHOWN]


def dump(conflicts: Sequence[Conflict]) -> str | None:
    """Return conflicts as JSON, None where there are none."""
    return json.dumps([asdict(one) for one in conflicts]) if conflicts else None


def load(text: str | None) -> tuple[Conflict, ...]:
    """Read what `dump` wrote."""
    return tuple(Conflict(**one) for one in json.loads(text)) if text else ()
