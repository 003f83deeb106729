"""The intent classifier: sentence vectors and n-grams, each with logistic regression, averaged geometrically."""

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from bot.nlu.encoder import SentenceEncoder
from bot.nlu.ngrams import NgramClassifier, softmax
from bot.nlu.ngrams import train as train_ngrams

Ranking = list[tuple[str, float]]
THREADS = 2
"""While one learns the n-grams the other encodes; then both encode. Training only."""


@dataclass(frozen=True)
class Strengths:
    """What the data decides about the ensemble.

    Attributes:
        encoder: inverse regularisation of the regression on sentence vectors (scikit-learn's C).
        ngrams: the same for n-grams.
        encoder_share: exponent of the encoder's probabilities, 0..1; the n-grams have the rest.
    """

    encoder: float = 20.0
    ngrams: float = 20.0
    encoder_share: float = 0.5


class Ensemble:
    """Ranks the intents of a text.

    Args:
        intents: names, in the order of the columns.
        weights: of the sentence vectors, shape (384, intents).
        bias: shape (intents,).
    """

    def __init__(
        self,
        encoder: SentenceEncoder,
        intents: list[str],
        weights: NDArray[np.float32],
        bias: NDArray[np.float32],
        ngrams: NgramClassifier,
        encoder_share: float,
    ) -> None:
        self.intents = intents
        self._encoder = encoder
        self._weights = weights
        self._bias = bias
        self._ngrams = ngrams
        self._share = encoder_share

    def rank(self, text: str) -> Ranking:
        """Return every intent with its probability, likeliest first."""
        by_meaning = softmax((self._encoder.encode(text.lower()) @ self._weights + self._bias).astype(np.float64))
        by_letters = self._ngrams.probabilities(text)
        mixed = by_meaning**self._share * by_letters ** (1 - self._share)
        mixed /= mixed.sum()
        return [(self.intents[index], float(mixed[index])) for index in np.argsort(-mixed)]

    def save(self, folder: Path) -> None:
        """Write the ensemble as arrays and JSON; nothing in it is executed when it is loaded."""
        arrays = {"weights": self._weights, "bias": self._bias, "idf": self._ngrams.idf, "grams": self._ngrams.weights}
        np.savez(
            folder / "ensemble.npz", gram_bias=self._ngrams.bias, **{k: v.astype(np.float32) for k, v in arrays.items()}
        )
        facts = {"intents": self.intents, "share": self._share, "vocabulary": list(self._ngrams.vocabulary)}
        (folder / "ensemble.json").write_text(json.dumps(facts))

    @classmethod
    def load(cls, folder: Path, encoder: SentenceEncoder) -> "Ensemble":
        """Read what `save` wrote."""
        facts = json.loads((folder / "ensemble.json").read_text())
        with np.load(folder / "ensemble.npz") as arrays:
            vocabulary = {gram: row for row, gram in enumerate(facts["vocabulary"])}
            ngrams = NgramClassifier(vocabulary, arrays["idf"], arrays["grams"], arrays["gram_bias"])
            return cls(encoder, facts["intents"], arrays["weights"], arrays["bias"], ngrams, facts["share"])


def train(encoder: SentenceEncoder, texts: list[str], intents: Sequence[str], strengths: Strengths) -> Ensemble:
    """Fit the ensemble on `texts` and their `intents` (same length)."""
    names = sorted(set(intents))
    labels = np.array([names.index(intent) for intent in intents])
    with ThreadPoolExecutor(THREADS) as pool:
        ngrams = pool.submit(train_ngrams, texts, labels, strengths.ngrams)
        vectors = np.stack(list(pool.map(encoder.encode, [text.lower() for text in texts])))
        # At 1e-3 it stops anywhere short of the optimum, and a new intent moves answers that it has nothing to do with.
        fitted = LogisticRegression(C=strengths.encoder, max_iter=500, tol=1e-4).fit(vectors, labels)
        weights, bias = fitted.coef_.T.astype(np.float32), fitted.intercept_.astype(np.float32)
        return Ensemble(encoder, names, weights, bias, ngrams.result(), strengths.encoder_share)
