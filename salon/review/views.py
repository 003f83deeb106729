"""Corrections as doors see them. Pure; the room's services enter."""

import json
from dataclasses import dataclass
from datetime import datetime

from salon.conversations.models import Message
from salon.review import conflicts
from salon.review.conflicts import Conflict
from salon.review.models import Correction


@dataclass(frozen=True)
class Proposal:
    """A message as it may be kept, and what the bot took it for.

    Attributes:
        halves: where it might part in two; the second is empty if nothing tells.
        ranking: intents with their confidence (0..1), likeliest first.
        taught: what it was corrected to already.
    """

    message_id: str
    conversation_id: str
    phrase: str
    halves: tuple[str, str]
    answered_as: str | None
    confidence: float | None
    ranking: tuple[tuple[str, float], ...]
    taught: tuple[str, ...]


@dataclass(frozen=True)
class CorrectionView:
    """A correction as the desk shows it; `count` is on how many messages that are still there it was made."""

    id: str
    phrase: str
    intent: str
    state: str
    count: int
    conversation_id: str | None
    conflicts: tuple[Conflict, ...]
    learned_in: str | None
    created_by: str
    created_at: datetime
    decided_by: str | None
    decided_at: datetime | None


@dataclass(frozen=True)
class Taken:
    """What came of correcting several messages at once: how many were kept, and why others were not, with how many."""

    kept: int
    left_out: dict[str, int]


def ranking_of(message: Message) -> tuple[tuple[str, float], ...]:
    """Return the intents that the bot thought of, likeliest first."""
    ranked = json.loads(message.ranking) if message.ranking else []
    return tuple((str(one["name"]), float(one["confidence"])) for one in ranked)


def view_of(correction: Correction, count: int, conversation_id: str | None) -> CorrectionView:
    """Return a correction with the count of its messages."""
    return CorrectionView(
        correction.id,
        correction.phrase,
        correction.intent,
        correction.state,
        count,
        conversation_id,
        conflicts.load(correction.conflict),
        correction.learned_in,
        correction.created_by,
        correction.created_at,
        correction.decided_by,
        correction.decided_at,
    )
