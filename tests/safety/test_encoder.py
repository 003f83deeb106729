"""Sentences to vectors, by the encoder that ships."""

import numpy as np
import pytest

from salon.safety.encoder import SentenceEncoder
from salon.services import ENCODER

TEXTS = ["my skin is greasy", "what does it cost", "how much is it", "a" * 3000]


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    return SentenceEncoder(ENCODER)


def test_nothing_to_encode(encoder: SentenceEncoder) -> None:
    assert encoder.encode([]).shape == (0, 384)


def test_unit_vectors_in_the_order_of_the_texts(encoder: SentenceEncoder) -> None:
    vectors = encoder.encode(TEXTS)

    assert vectors.shape == (len(TEXTS), 384)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1] * len(TEXTS), abs=1e-5)
    for text, vector in zip(TEXTS, vectors, strict=True):
        assert encoder.encode([text])[0] @ vector == pytest.approx(
            1, abs=0.05
        )  # int8, scaled over the whole batch, by each kind of processor its own way


def test_like_meaning_lies_together(encoder: SentenceEncoder) -> None:
    greasy, cost, much, _ = encoder.encode(TEXTS)

    assert cost @ much > cost @ greasy


def test_more_texts_than_a_batch(encoder: SentenceEncoder) -> None:
    vectors = encoder.encode([f"text number {number}" for number in range(150)])

    assert vectors.shape == (150, 384)
    assert np.isfinite(vectors).all()
