"""What the classifier sees of a sentence."""

import numpy as np
import pytest

from salon.safety.features import CUE_WEIGHT, CUES, cues, features_of
from tests.safety.fakes import FakeEncoder


def named(row: np.ndarray) -> dict[str, float]:
    """Return the cues that are there, with their numbers."""
    return {name: float(number) for name, number in zip(CUES, row, strict=True) if number}


@pytest.mark.parametrize("text", ["", "hello there", "a deep cleaning"])
def test_cues_of_plain_words(text: str) -> None:
    assert named(cues(text)) == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("cant breathe", {"breath_trouble"}),
        ("no chest pain", {"negated"}),
        ("chest pain", {"chest_pain", "pain"}),
        ("only joking", {"joking"}),
    ],
)
def test_cues_of_concepts_and_hedges(text: str, found: set[str]) -> None:
    assert named(cues(text)) == dict.fromkeys(found, CUE_WEIGHT)


def test_features_of_nothing() -> None:
    assert features_of(FakeEncoder(), []).shape == (0, 2 + len(CUES))


def test_features_of_vectors_and_cues_side_by_side() -> None:
    rows = features_of(FakeEncoder(hello=(0.0, 1.0)), ["cant breathe", "hello"])

    assert rows.dtype == np.float32
    assert rows[:, :2].tolist() == [[0.0, 0.0], [0.0, 1.0]]
    assert [named(row) for row in rows[:, 2:]] == [{"breath_trouble": CUE_WEIGHT}, {}]
