"""Comparing two runs of one dialogue."""

import pytest

from benchmarks.bounded import different


def test_different_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        different([["a"]], [])


def test_different_counts_answers_not_sentences() -> None:
    first = [["a", "b"], ["c"], [], ["d"]]
    second = [["x", "y"], ["c"], [], ["d"]]

    share = different(first, second)

    assert share == 0.25
