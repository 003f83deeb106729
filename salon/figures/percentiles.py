"""Medians and percentiles by nearest rank: the smallest value that at least so many per cent do not exceed. Pure."""

import math
from collections.abc import Mapping, Sequence


def percentile(values: Sequence[float], percent: float) -> float | None:
    """Return the percentile of values in any order; None of none."""
    if not values:
        return None
    return sorted(values)[_rank(len(values), percent) - 1]


def percentile_of_counts(counts: Mapping[int, int], percent: float) -> int | None:
    """Return the percentile of values that are given with how often each occurs; None of none."""
    left = _rank(sum(counts.values()), percent)
    for value in sorted(counts):
        left -= counts[value]
        if left <= 0 < counts[value]:
            return value
    return None


def _rank(count: int, percent: float) -> int:
    return max(1, math.ceil(count * percent / 100))
