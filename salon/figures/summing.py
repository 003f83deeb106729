"""Adds up what the database counted piece by piece. Pure; the room's service enters."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable
from datetime import datetime
from typing import TypeVar

from salon.figures.counts import HandoffCount, TopicCount

K = TypeVar("K", bound=Hashable)


def sums(pieces: Iterable[tuple[K, int]]) -> dict[K, int]:
    """Return the sum of the counts of each key."""
    added: Counter[K] = Counter()
    for key, count in pieces:
        added[key] += count
    return dict(added)


def topic_counts(stored: Iterable[tuple[str, int, float | None]]) -> tuple[TopicCount, ...]:
    """Return the topics, the most frequent first; a message on several counts for each of them.

    Args:
        stored: topics joined by a plus, how many messages, and the mean confidence of those.
    """
    messages: Counter[str] = Counter()
    sure: Counter[str] = Counter()
    weights: dict[str, float] = defaultdict(float)
    for joined, count, confidence in stored:
        for topic in joined.split("+"):
            messages[topic] += count
            if confidence is not None:
                sure[topic] += count
                weights[topic] += confidence * count
    ordered = sorted(messages, key=lambda topic: (-messages[topic], topic))
    return tuple(
        TopicCount(topic, messages[topic], weights[topic] / sure[topic] if sure[topic] else None) for topic in ordered
    )


def handoff_counts(stored: Iterable[tuple[str, datetime, datetime | None]]) -> tuple[HandoffCount, ...]:
    """Return the reasons, the most frequent first.

    Args:
        stored: reason, when staff were called, and when a person took it, if one did.
    """
    calls: Counter[str] = Counter()
    waits: dict[str, list[float]] = defaultdict(list)
    for reason, called_at, taken_at in stored:
        calls[reason] += 1
        if taken_at is not None:
            waits[reason].append(max(0.0, (taken_at - called_at).total_seconds()))
    ordered = sorted(calls, key=lambda reason: (-calls[reason], reason))
    return tuple(HandoffCount(reason, calls[reason], tuple(waits[reason])) for reason in ordered)
