"""The second net: two small judges over meaning and concepts, trained by `train.py`, whose scores add up.

A support vector machine knows flag from none; a linear model knows every kind of message, the groups of red flags and
the assistant's own intents. Together they raise a fifth fewer false alarms than either does alone.

At run time it is numpy alone; its file is made for one encoder and one set of cues, and says so when they have changed.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from salon.advice.red_flags import Group, Level, RedFlag
from salon.errors import BadInput
from salon.safety.encoder import Encoder
from salon.safety.features import CUES, CUE_WEIGHT, Features, features_of

CLASSIFIER_FILE = Path(__file__).with_name("classifier.npz")
FLAG_KINDS = (*(group.value for group in Group), "medical_redflag")
KINDS_WEIGHT = 0.2
"""Brings the linear model's margin, which spreads five times as wide, to the scale of the machine's."""
UPWARD_SHARE = 0.35
"""A level is taken when this share of the probability lies at it or above: half-way doubts go to the more urgent."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What training leaves behind.

    Attributes:
        examples: the support vectors, one row each: phrases near the border between flag and none.
        pulls: how strongly each example pulls, above zero towards a flag.
        bias: added to the sum of the pulls.
        gamma: how fast a pull fades with the squared distance.
        threshold: the smallest score that is a red flag.
        kinds: one row of linear weights per kind of message.
        kind_biases: one per kind.
        kind_names: what the kinds are: the groups of `Group`, `medical_redflag`, and everything that is no flag.
    """

    examples: Features
    pulls: Features
    bias: float
    gamma: float
    threshold: float
    kinds: Features
    kind_biases: Features
    kind_names: tuple[str, ...]


class RedFlagClassifier:
    """A trained classifier, bound to the encoder it was trained with."""

    def __init__(self, encoder: Encoder, weights: Weights) -> None:
        self._encoder = encoder
        self._weights = weights

    def scores(self, folded: Sequence[str]) -> Features:
        """Return one score per folded text: the higher, the likelier a red flag; the threshold stands in the weights."""
        return score(features_of(self._encoder, folded), self._weights)

    def judge(self, folded: Sequence[str]) -> RedFlag | None:
        """Judge the stretches of one message; the most urgent of those that score enough wins, None when none does."""
        features = features_of(self._encoder, folded)
        enough = features[score(features, self._weights) >= self._weights.threshold]
        flags = [_flag(row, self._weights.kind_names) for row in _logits(enough, self._weights)]
        return max(flags, key=lambda flag: flag.level, default=None)


def score(features: Features, weights: Weights) -> Features:
    """Return the flag score of each row: the pulls of the examples, and how far flag kinds outweigh the others."""
    squares = (features**2).sum(axis=1)[:, None] + (weights.examples**2).sum(axis=1)[None, :]
    distances = squares - 2.0 * (features @ weights.examples.T)
    pulled = np.exp(-weights.gamma * distances) @ weights.pulls + weights.bias
    logits = _logits(features, weights)
    is_flag = np.isin(weights.kind_names, FLAG_KINDS)
    outweighs = np.logaddexp.reduce(logits[:, is_flag], axis=1) - np.logaddexp.reduce(logits[:, ~is_flag], axis=1)
    return np.asarray(pulled + KINDS_WEIGHT * outweighs, dtype=np.float32)


def _logits(features: Features, weights: Weights) -> Features:
    return np.asarray(features @ weights.kinds.T + weights.kind_biases, dtype=np.float32)


def _flag(logits: Features, kind_names: Sequence[str]) -> RedFlag:
    groups = list(Group)
    own = logits[[kind_names.index(group.value) for group in groups]]
    shares = np.exp(own - np.logaddexp.reduce(own))
    levels = np.array([group.level for group in groups])
    level = next(level for level in sorted(Level, reverse=True) if shares[levels >= level].sum() >= UPWARD_SHARE)
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
        numbers=np.array([weights.bias, weights.gamma, weights.threshold]),
        kinds=weights.kinds.astype(np.float16),
        kind_biases=weights.kind_biases,
        kind_names=np.array(weights.kind_names),
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
        bias, gamma, threshold = map(float, file["numbers"])
        arrays = {name: file[name].astype(np.float32) for name in ("examples", "pulls", "kinds", "kind_biases")}
        names = tuple(map(str, file["kind_names"]))
    weights = Weights(bias=bias, gamma=gamma, threshold=threshold, kind_names=names, **arrays)
    return RedFlagClassifier(encoder, weights)
