"""What the classifier sees of a sentence: its meaning, its spelling, and the reviewed concepts of the rules."""

import zlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from salon.advice.red_flag_words import CONCEPTS, HEDGES
from salon.advice.red_flags import concepts_in, hedges_in

Features = NDArray[np.float32]

SPELLING_WIDTH = 4096
"""Hash buckets for character 3-, 4- and 5-grams: what the encoder loses of misspelt words."""
_GRAMS = (3, 4, 5)
CUES = (*CONCEPTS, *HEDGES)


def spelling(folded: str) -> Features:
    """Return the hashed character n-grams of each word, a unit vector of `SPELLING_WIDTH`; zeros for no word."""
    counts = np.zeros(SPELLING_WIDTH, dtype=np.float32)
    for word in folded.split():
        padded = f" {word} "
        for size in _GRAMS:
            for start in range(max(1, len(padded) - size + 1)):
                counts[zlib.crc32(padded[start : start + size].encode()) % SPELLING_WIDTH] += 1.0
    norm = float(np.linalg.norm(counts))
    return counts / np.float32(norm) if norm else counts


def cues(folded: str) -> Features:
    """Return one number for each of `CUES`: 1.0 where the concept or hedge is there."""
    there = concepts_in(folded) | hedges_in(folded)
    return np.fromiter((cue in there for cue in CUES), dtype=np.float32, count=len(CUES))


def surface(texts: Sequence[str]) -> Features:
    """Return spelling and cues side by side, one row per folded text."""
    rows = [np.concatenate([spelling(text), cues(text)]) for text in texts]
    return np.asarray(rows, dtype=np.float32).reshape(len(texts), SPELLING_WIDTH + len(CUES))
