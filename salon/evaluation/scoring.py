"""Scores predictions. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from salon.evaluation.files import Phrase

WORST = 10
UNANSWERED = "(no answer)"


@dataclass(frozen=True)
class Judged:
    """A phrase, the topics of the answers it would get (in order), and whether that is right.

    One question is right when every answer fits it; two are right when both are answered.
    """

    phrase: Phrase
    predicted: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Whether the answers are those that were asked for."""
        if len(self.phrase.parts) > 1:
            return self.both
        return bool(self.predicted) and set(self.predicted) <= self.phrase.parts[0]

    @property
    def both(self) -> bool:
        """Whether every part of the message is answered."""
        return all(part & set(self.predicted) for part in self.phrase.parts)

    @property
    def counted_as(self) -> str:
        """The topic predicted, for the table: the expected one if the row is right, else the first wrong answer.

        A question that went without an answer, beside others that fit, counts as `UNANSWERED`.
        """
        if self.right:
            return self.phrase.topic
        fitting = frozenset().union(*self.phrase.parts)
        return next((topic for topic in self.predicted if topic not in fitting), UNANSWERED)


def score(judged: Sequence[Judged]) -> dict[str, Any]:
    """Return the figures; shares are 0..1, `both_answered` is None where no phrase asks two things."""
    topics = sorted({one.phrase.topic for one in judged})
    doubles = [one for one in judged if len(one.phrase.parts) > 1]
    return {
        "rows": len(judged),
        "accuracy": _share([one.right for one in judged]),
        "macro_f1": sum(_f1(judged, topic) for topic in topics) / len(topics) if topics else 0.0,
        "both_answered": _share([one.both for one in doubles]) if doubles else None,
        "topics": {topic: _of_topic(judged, topic) for topic in topics},
        "confusions": confusions(judged),
    }


def confusions(judged: Sequence[Judged]) -> list[dict[str, Any]]:
    """Return the commonest confusions, worst first."""
    counts = Counter((one.phrase.topic, one.counted_as) for one in judged if not one.right)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [{"expected": pair[0], "predicted": pair[1], "count": count} for pair, count in ranked[:WORST]]


def _of_topic(judged: Sequence[Judged], topic: str) -> dict[str, Any]:
    own = [one.right for one in judged if one.phrase.topic == topic]
    return {"rows": len(own), "accuracy": _share(own)}


def _f1(judged: Sequence[Judged], topic: str) -> float:
    expected = [one for one in judged if one.phrase.topic == topic]
    predicted = [one for one in judged if one.counted_as == topic]
    hits = sum(one.counted_as == topic for one in expected)
    return 2 * hits / (len(expected) + len(predicted)) if expected or predicted else 0.0


def _share(answers: Sequence[bool]) -> float:
    return sum(answers) / len(answers) if answers else 0.0
