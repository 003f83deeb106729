"""Word and character TF-IDF with a linear classifier, read out in a fifth of a millisecond.

Trained with scikit-learn; at run time a message's n-grams are looked up in a dict and their rows added up, since the
sparse machinery of scikit-learn costs ten times as much for one message.
"""

import re
from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

_WORD = re.compile(r"\w\w+|\w(?='\w)")
_SPACE = re.compile(r"\s+")
_DIGIT = re.compile(r"\d")
_CHARACTERS = range(2, 6)
_SEEN = 3
"""An n-gram of fewer phrases teaches nothing; leaving it out saves a third of the training time."""


def ngrams(text: str) -> Counter[str]:
    """Count the words, pairs of words, and character n-grams within words (2 to 5, edges marked) of `text`.

    All digits count as one: a time is a time, whichever it is.
    """
    text = _DIGIT.sub("0", _SPACE.sub(" ", text.lower())).strip()
    words = _WORD.findall(text)
    grams: list[str] = [f"w {word}" for word in words]
    grams += [f"p {first} {second}" for first, second in zip(words, words[1:], strict=False)]
    for token in text.split(" "):
        edged = f" {token} "
        for size in _CHARACTERS:
            grams += [edged[start : start + size] for start in range(len(edged) - size + 1)]
    return Counter(grams)


@dataclass
class NgramClassifier:
    """Linear classifier over TF-IDF weighted n-grams.

    Attributes:
        vocabulary: n-gram -> row.
        idf: inverse document frequencies, shape (rows,).
        weights: shape (rows, classes); the columns are in the order of the labels given to `train`.
        bias: shape (classes,).
    """

    vocabulary: dict[str, int]
    idf: NDArray[np.float32]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]

    def probabilities(self, text: str) -> NDArray[np.float64]:
        """Return the probability of each class, shape (classes,), summing to 1; the prior where no n-gram is known."""
        rows, values = self._vector(ngrams(text))
        scores = self.bias + values @ self.weights[rows] if len(rows) else self.bias
        return softmax(scores.astype(np.float64))

    def _vector(self, grams: Counter[str]) -> tuple[list[int], NDArray[np.float32]]:
        known = [(self.vocabulary[gram], count) for gram, count in grams.items() if gram in self.vocabulary]
        rows = [row for row, _ in known]
        values = _sublinear(np.array([count for _, count in known], dtype=np.float32)) * self.idf[rows]
        norm = float(np.linalg.norm(values))
        return rows, values / norm if norm else values


def train(texts: list[str], labels: NDArray[np.int64], strength: float) -> NgramClassifier:
    """Fit the classifier.

    Args:
        texts: training phrases.
        labels: class index of each phrase, 0..n-1.
        strength: inverse of the regularisation (scikit-learn's C).
    """
    counts = [ngrams(text) for text in texts]
    frequency: Counter[str] = Counter(gram for grams in counts for gram in grams)
    vocabulary = {gram: row for row, gram in enumerate(sorted(g for g, seen in frequency.items() if seen >= _SEEN))}
    documents = np.array([frequency[gram] for gram in vocabulary], dtype=np.float32)
    idf = (np.log((1 + len(texts)) / (1 + documents)) + 1).astype(np.float32)
    size = (len(vocabulary), int(labels.max()) + 1)
    blank = NgramClassifier(vocabulary, idf, np.zeros(size, np.float32), np.zeros(size[1], np.float32))
    vectors = [blank._vector(grams) for grams in counts]
    matrix = csr_matrix(
        (
            np.concatenate([values for _, values in vectors]),
            np.concatenate([np.array(rows, dtype=np.int64) for rows, _ in vectors]),
            np.cumsum([0, *(len(rows) for rows, _ in vectors)]),
        ),
        shape=(len(texts), len(vocabulary)),
    )
    fitted = LogisticRegression(C=strength, max_iter=100, tol=1e-3).fit(matrix, labels)
    return NgramClassifier(vocabulary, idf, fitted.coef_.T.astype(np.float32), fitted.intercept_.astype(np.float32))


def softmax(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return `scores` as probabilities along the last axis."""
    powers = np.exp(scores - scores.max(-1, keepdims=True))
    return np.asarray(powers / powers.sum(-1, keepdims=True))


def _sublinear(counts: NDArray[np.float32]) -> NDArray[np.float32]:
    return 1 + np.log(counts)
