"""The second net: a support vector machine over meaning and concepts, trained by `train.py`.

The machine says how much a sentence looks like a red flag; a linear model says which group of flag it would be, and
with that how high the score must be: an emergency is let through at a lower one.
At run time this is numpy alone; the file is made for one encoder and one set of cues, and says so when they change.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np

from salon.advice.red_flags import Group, Level, RedFlag
from salon.errors import BadInput
from salon.safety.encoder import Encoder
from salon.safety.features import CUE_WEIGHT, CUES, Features, features_of

CLASSIFIER_FILE = Path(__file__).with_name("classifier.npz")
LEVELS = sorted(Level)
SURE = 0.2
"""A score from which a flag of the milder levels stands alone; an emergency always does."""
UPWARD_SHARE = 0.35
"""A level is taken when this share of the probability lies at it or above."""


@dataclass(frozen=True)
class Weights:
    """What training leaves behind.

    Attributes:
        examples: the support vectors, one row each: phrases near the border between flag and none.
        pulls: how strongly each example pulls, above zero towards a flag.
        bias: added to the sum of the pulls.
        gamma: how fast a pull fades with the squared distance.
        groups: one row of linear weights per group of `Group`, in its order.
        group_biases: one per group.
        thresholds: the smallest score that is a red flag, by the level the groups say, in the order of `Level`.
    """

    examples: Features
    pulls: Features
    bias: float
    gamma: float
    groups: Features
    group_biases: Features
    thresholds: Features

    @cached_property
    def squares(self) -> Features:
        """The squared length of each example; millions of multiplications that no message has to wait for."""
        return np.asarray((self.examples**2).sum(axis=1), dtype=np.float32)


class RedFlagClassifier:
    """A trained classifier, bound to the encoder it was trained with."""

    def __init__(self, encoder: Encoder, weights: Weights) -> None:
        self._encoder = encoder
        self._weights = weights

    def judge(self, folded: Sequence[str]) -> RedFlag | None:
        """Judge the stretches of one message; the most urgent of those that score enough wins, None when none does."""
        features = features_of(self._encoder, folded)
        scored = zip(score(features, self._weights), likeliest(features, self._weights), strict=True)
        enough = [
            replace(flag, sure=points >= SURE or flag.level is Level.EMERGENCY)
            for points, flag in scored
            if points >= self._weights.thresholds[LEVELS.index(flag.level)]
        ]
        return max(enough, key=lambda flag: (flag.level, flag.sure), default=None)


def score(features: Features, weights: Weights) -> Features:
    """Return how much each row looks like a red flag: the pulls of the examples, fading with distance."""
    squares = (features**2).sum(axis=1)[:, None] + weights.squares[None, :]
    distances = squares - 2.0 * (features @ weights.examples.T)
    return np.asarray(np.exp(-weights.gamma * distances) @ weights.pulls + weights.bias, dtype=np.float32)


def likeliest(features: Features, weights: Weights) -> list[RedFlag]:
    """Return which flag each row would be, were it one; half-way doubts between levels go to the more urgent."""
    logits = features @ weights.groups.T + weights.group_biases
    shares = np.exp(logits - np.logaddexp.reduce(logits, axis=1, keepdims=True))
    return [_likeliest(row) for row in shares]


def _likeliest(shares: Features) -> RedFlag:
    groups = list(Group)
    levels = np.array([group.level for group in groups])
    level = next(level for level in reversed(LEVELS) if shares[levels >= level].sum() >= UPWARD_SHARE)
    return RedFlag(level, groups[int(np.argmax(np.where(levels == level, shares, -1.0)))])


def fingerprint(encoder_folder: Path) -> str:
    """Return what a classifier file is bound to: the encoder's bytes, and the names and weight of the cues."""
    digest = hashlib.sha256("\n".join([*CUES, str(CUE_WEIGHT)]).encode())
    for name in ("model.onnx", "tokenizer.json"):
        digest.update((encoder_folder / name).read_bytes())
    return digest.hexdigest()


def save_classifier(weights: Weights, encoder_folder: Path, path: Path = CLASSIFIER_FILE) -> None:
    """Write the classifier's file, half precision, the same bytes for the same weights."""
    np.savez_compressed(
        path,
        examples=weights.examples.astype(np.float16),
        pulls=weights.pulls,
        numbers=np.array([weights.bias, weights.gamma]),
        groups=weights.groups.astype(np.float16),
        group_biases=weights.group_biases,
        thresholds=weights.thresholds,
        fingerprint=np.array(fingerprint(encoder_folder)),
    )


def load_classifier(encoder: Encoder, encoder_folder: Path, path: Path = CLASSIFIER_FILE) -> RedFlagClassifier:
    """Read the classifier's file.

    Raises:
        BadInput: it was trained with another encoder or other cues; train it again.
    """
    with np.load(path) as file:
        if str(file["fingerprint"]) != fingerprint(encoder_folder):
            raise BadInput(f"{path.name} is not of this encoder and these rules; run: python -m salon.safety.train")
        bias, gamma = map(float, file["numbers"])
        names = ("examples", "pulls", "groups", "group_biases", "thresholds")
        arrays = {name: file[name].astype(np.float32) for name in names}
    return RedFlagClassifier(encoder, Weights(bias=bias, gamma=gamma, **arrays))
