"""An encoder, and nets, that know their few sentences by heart."""

from collections.abc import Sequence

import numpy as np

from salon.advice.red_flags import RedFlag
from salon.safety.encoder import Vectors


class FakeEncoder:
    """Gives each text the vector it was told, (0, 0) to any other."""

    def __init__(self, **vectors: tuple[float, float]) -> None:
        self._vectors = vectors

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one row per text."""
        rows = [self._vectors.get(text, (0.0, 0.0)) for text in texts]
        return np.array(rows, dtype=np.float32).reshape(len(texts), 2)


class FakeClassifier:
    """Judges every message alike.

    Attributes:
        heard: the stretches of every message, in order.
    """

    def __init__(self, flag: RedFlag | None) -> None:
        self._flag = flag
        self.heard: list[list[str]] = []

    def judge(self, folded: Sequence[str]) -> RedFlag | None:
        """Return the flag."""
        self.heard.append(list(folded))
        return self._flag
