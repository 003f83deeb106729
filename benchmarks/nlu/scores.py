"""The figures of an intent benchmark; standard library only, since they are made in both engines' environments.

Out-of-scope messages are told by the confidence of the likeliest intent; nothing is trained on them.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence


def accuracy(right: Sequence[bool]) -> float:
    """Return how many of a hundred messages were understood."""
    return 100 * sum(right) / len(right)


def auroc(inside: Sequence[float], outside: Sequence[float]) -> float:
    """Return in how many of a hundred pairs the in-scope message has the higher confidence; ties count half."""
    ordered = sorted(outside)
    wins = sum(bisect_left(ordered, each) + bisect_right(ordered, each) for each in inside) / 2
    return 100 * wins / (len(inside) * len(outside))


def right_when_refusing(
    right: Sequence[bool], inside: Sequence[float], outside: Sequence[float], recall: float
) -> float:
    """Return how many of a hundred in-scope messages are accepted and right at the threshold that refuses the others.

    Args:
        right: whether each in-scope message was understood.
        inside: its confidence.
        outside: confidence of each out-of-scope message.
        recall: share of these that must lie at or below the threshold.
    """
    threshold = quantile(outside, recall)
    return accuracy([good and each > threshold for good, each in zip(right, inside, strict=True)])


def quantile(figures: Sequence[float], share: float) -> float:
    """Return the figure below which that share lies, straight lines drawn between neighbours."""
    ordered = sorted(figures)
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])
