"""Percentiles by nearest rank, of values and of counts alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from salon.figures.percentiles import percentile, percentile_of_counts


def test_percentile_of_nothing() -> None:
    assert (percentile([], 50), percentile_of_counts({}, 50)) == (None, None)


@pytest.mark.parametrize(
    ("values", "percent", "expected"),
    [([7], 50, 7), ([3, 1], 50, 1), ([3, 1, 2], 50, 2), (range(1, 11), 90, 9), (range(1, 11), 95, 10), ([4, 2], 0, 2)],
)
def test_percentile(values: list[int], percent: int, expected: int) -> None:
    assert percentile(values, percent) == expected


@given(counts=some.dictionaries(some.integers(0, 50), some.integers(0, 5)), percent=some.integers(0, 100))
def test_percentile_of_counts_as_of_the_values(counts: dict[int, int], percent: int) -> None:
    values = [value for value, times in counts.items() for _ in range(times)]

    assert percentile_of_counts(counts, percent) == percentile(values, percent)
