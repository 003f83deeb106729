"""The second net: a linear classifier over meaning, spelling and concepts, trained by `train.py`.

At run time it is numpy alone; its file is made for one encoder and one set of cues, and says so when they have changed.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from salon.advice.red_flags import Group, Level, RedFlag
from salon.errors import BadInput
from salon.safety.encoder import SentenceEncoder
from salon.safety.features import CUES, Features, surface

CLASSIFIER_FILE = Path(__file__).with_name("classifier.npz")
UPWARD_SHARE = 0.35
"""A level is taken when this share of the probability lies at it or above: half-way doubts go to the more urgent."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What training leaves behind.

    Attributes:
        flag: one weight per feature; above `threshold` a sentence is a red flag.
        flag_bias: added to the sum of `flag`.
        groups: one row per group of `Group`, in its order.
        group_biases: one per group.
        threshold: the smallest score that counts.
    """

    flag: Features
    flag_bias: float
    groups: Features
    group_biases: Features
    threshold: float


class RedFlagClassifier:
    """A trained classifier, bound to the encoder it was trained with."""

    def __init__(self, encoder: SentenceEncoder, weights: Weights) -> None:
        self._encoder = encoder
        self._weights = weights

    def scores(self, folded: Sequence[str]) -> Features:
        """Return one score per folded text: the higher, the likelier a red flag; the threshold stands in the weights."""
        return score(features_of(self._encoder, folded), self._weights)

    def judge(self, folded: Sequence[str]) -> RedFlag | None:
        """Judge the stretches of one message; the most urgent of those that score enough wins, None when none does."""
        features = features_of(self._encoder, folded)
        enough = features[score(features, self._weights) >= self._weights.threshold]
        flags = [_flag(row) for row in _shares(enough, self._weights)]
        return max(flags, key=lambda flag: flag.level, default=None)


def features_of(encoder: SentenceEncoder, folded: Sequence[str]) -> Features:
    """Return vector, spelling and cues side by side, one row per folded text."""
    return np.hstack([encoder.encode(folded), surface(folded)])


def score(features: Features, weights: Weights) -> Features:
    """Return the flag score of each row."""
    return np.asarray(features @ weights.flag + weights.flag_bias, dtype=np.float32)


def _shares(features: Features, weights: Weights) -> NDArray[np.float32]:
    logits = features @ weights.groups.T + weights.group_biases
    powers = np.exp(logits - logits.max(axis=1, keepdims=True)) if len(logits) else logits
    return np.asarray(powers / powers.sum(axis=1, keepdims=True), dtype=np.float32)


def _flag(shares: NDArray[np.float32]) -> RedFlag:
    groups = list(Group)
    levels = np.array([group.level for group in groups])
    level = next(
        level for level in sorted(Level, reverse=True) if shares[levels >= level].sum() >= UPWARD_SHARE
    )
    best = int(np.argmax(np.where(levels == level, shares, -1.0)))
    return RedFlag(level, groups[best])


def fingerprint(encoder_folder: Path) -> str:
    """Return what a classifier file is bound to: the encoder's bytes and the names of the cues."""
    digest = hashlib.sha256("\n".join(CUES).encode())
    for name in ("model.onnx", "tokenizer.json"):
        digest.update((encoder_folder / name).read_bytes())
    return digest.hexdigest()


def save_classifier(weights: Weights, encoder_folder: Path, path: Path = CLASSIFIER_FILE) -> None:
    """Write the classifier's file, half precision, the same bytes for the same weights."""
    np.savez_compressed(
        path,
        flag=weights.flag.astype(np.float16),
        groups=weights.groups.astype(np.float16),
        group_biases=weights.group_biases,
        numbers=np.array([weights.flag_bias, weights.threshold]),
        fingerprint=np.array(fingerprint(encoder_folder)),
    )


def load_classifier(encoder: SentenceEncoder, encoder_folder: Path, path: Path = CLASSIFIER_FILE) -> RedFlagClassifier:
    """Read the classifier's file.

    Raises:
        BadInput: it was trained with another encoder or other cues; train it again.
    """
    with np.load(path) as file:
        if str(file["fingerprint"]) != fingerprint(encoder_folder):
            raise BadInput(f"{path.name} does not belong to this encoder and these rules; run: python -m salon.safety.train")
        flag_bias, threshold = map(float, file["numbers"])
        weights = Weights(
            flag=file["flag"].astype(np.float32),
            flag_bias=flag_bias,
            groups=file["groups"].astype(np.float32),
            group_biases=file["group_biases"].astype(np.float32),
            threshold=threshold,
        )
    return RedFlagClassifier(encoder, weights)
