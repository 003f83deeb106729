"""What a message does: one act, or two when it asks two things. Pure; the thresholds come with `ActRules`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Ranking = Sequence[tuple[str, float]]
FALLBACK = "nlu_fallback"

# An act of courtesy beside a question needs no answer of its own.
COURTESIES = frozenset({"greet", "goodbye", "thanks", "affirm", "deny", "chitchat", "ask_more"})
# What describes the client or fills the booking is read from the whole message by the app.
STATEMENTS = frozenset({"describe_skin", "inform_booking"})
# Says nothing that could stand beside a question.
NEVER_A_HALF = frozenset({"out_of_scope", "nlu_fallback", "abuse", "other_language", "role_play", "ask_why"})


@dataclass(frozen=True)
class ActRules:
    """Thresholds and the map of topics.

    Attributes:
        topics: intent -> topic.
        threshold: a topic less probable than this is not understood.
        half_threshold: both halves of a message must be at least this sure to count as two acts.
    """

    topics: Mapping[str, str]
    threshold: float
    half_threshold: float


@dataclass(frozen=True)
class Act:
    """One thing that a message does: `text` is the clause, `confidence` that of its whole topic."""

    text: str
    intent: str
    confidence: float

    def as_dict(self) -> dict[str, Any]:
        """Return the act as JSON values."""
        return {"text": self.text, "intent": self.intent, "confidence": self.confidence}


def find_acts(
    text: str,
    ranking: Ranking,
    halves: Sequence[tuple[str, str]],
    rank: Callable[[str], Ranking],
    rules: ActRules,
) -> list[Act]:
    """Return the acts of a message, in the order in which they were written; one or two, never none.

    Args:
        text: the message, spelling corrected.
        ranking: of the whole message, every intent, likeliest first.
        halves: ways to part the message in two.
        rank: classifies a clause.
    """
    whole = best_act(text, ranking, rules)
    two = _two_acts(halves, _topic_shares(ranking, rules), rank, rules)
    return two or [whole]


def best_act(text: str, ranking: Ranking, rules: ActRules) -> Act:
    """Return the likeliest act of a clause: the likeliest topic first, then the likeliest intent within it."""
    shares = _topic_shares(ranking, rules)
    topic = max(shares, key=shares.__getitem__)
    intent = next(name for name, _ in ranking if rules.topics.get(name, name) == topic)
    if shares[topic] < rules.threshold:
        return Act(text, FALLBACK, shares[topic])
    return Act(text, intent, shares[topic])


def _two_acts(
    halves: Sequence[tuple[str, str]],
    whole: Mapping[str, float],
    rank: Callable[[str], Ranking],
    rules: ActRules,
) -> list[Act]:
    best: list[Act] = []
    best_score = rules.half_threshold
    for first, second in halves:
        acts = [best_act(clause, rank(clause), rules) for clause in (first, second)]
        topics = [rules.topics.get(act.intent, act.intent) for act in acts]
        if topics[0] == topics[1] or any(act.intent in _SINGLE for act in acts):
            continue
        # Both halves must be sure of themselves, and the whole message must hint at both topics.
        hint = min(whole.get(topic, 0.0) for topic in topics)
        score = min(act.confidence for act in acts) * min(1.0, _WITHOUT_HINT + hint * _HINT_WEIGHT)
        if score > best_score:
            best, best_score = acts, score
    return best


# Tuned on the first of the two held-out sets, measured on the second.
_WITHOUT_HINT = 0.5
_HINT_WEIGHT = 5
_SINGLE = COURTESIES | STATEMENTS | NEVER_A_HALF


def _topic_shares(ranking: Ranking, rules: ActRules) -> dict[str, float]:
    shares: dict[str, float] = {}
    for name, share in ranking:
        topic = rules.topics.get(name, name)
        shares[topic] = shares.get(topic, 0.0) + share
    return shares
