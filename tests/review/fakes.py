"""A workshop that makes models in no time: a model is a file named after the corrections that it was made of."""

import asyncio
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from salon.errors import Unavailable
from salon.review.workshop import Tell
from salon.safety.encoder import Vectors


def result(*, right: bool = True, topic: str = "price", rows: int = 1, caught: bool = True) -> dict[str, Any]:
    """Return what a check says of a model that answers one topic's phrases right, or all of them wrong."""
    predicted = [topic] if right else ["greet"]
    phrase = {"topic": topic, "expected": topic, "predicted": predicted, "right": right}
    return {
        "phrases": [phrase | {"text": f"phrase {number}"} for number in range(rows)],
        "red_flags": [
            {"text": "I can't breathe", "is_flag": True, "caught": caught},
            {"text": "to die for", "is_flag": False, "caught": False},
        ],
        "dialogues": [{"name": "books", "right": True, "wrong": [], "booked_right": True}],
        "own": [],
    }


class FakeWorkshop:
    """Trains and checks by script.

    Attributes:
        trained, checked: models, in order.
        results: by model; `usual` for the others.
        pause: held back while a training waits for it.
    """

    def __init__(self, reviewed: Path, models: Path) -> None:
        self.reviewed = reviewed
        self.models = models
        self.trained: list[str] = []
        self.kept: list[str] = []
        self.checked: list[str] = []
        self.results: dict[str, dict[str, Any]] = {}
        self.usual = result()
        self.fails = False
        self.pause: asyncio.Event | None = None
        models.mkdir(parents=True, exist_ok=True)

    async def fingerprint(self, reviewed: Path | None = None) -> str:
        path = reviewed or self.reviewed
        content = path.read_bytes().strip() if path.exists() else b""
        return hashlib.sha256(content).hexdigest()[:16]

    async def train(self, reviewed: Path, keep: Sequence[str]) -> None:
        if self.pause:
            await self.pause.wait()
        if self.fails:
            raise Unavailable("The training failed; nothing was changed.")
        model = await self.fingerprint(reviewed)
        self.path(model).write_bytes(b"a model")
        self.trained.append(model)
        self.kept += keep

    async def check(self, model: str, tell: Tell) -> dict[str, Any]:
        tell("phrases", 1.0)
        self.checked.append(model)
        return self.results.get(model, self.usual)

    def material(self) -> str:
        return "m" * 64

    def path(self, model: str) -> Path:
        return self.models / f"{model}.tar.gz"


class LetterEncoder:
    """Vectors by the letters of a text: the same letters, the same vector."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector per text."""
        counted = np.array([[text.casefold().count(letter) for letter in _LETTERS] for text in texts], np.float32)
        counted = counted.reshape(len(texts), len(_LETTERS))
        return counted / np.maximum(np.linalg.norm(counted, axis=1, keepdims=True), 1e-9)


_LETTERS = "abcdefghijklmnopqrstuvwxyz"
