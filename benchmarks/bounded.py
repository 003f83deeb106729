"""How many answers change because the engine carries only the last turns: one dialogue, once whole, once bounded."""

from pathlib import Path

from benchmarks.messages import dialogue
from benchmarks.programs import start_porewell
from benchmarks.talks import Answer

MESSAGES = 200
_ALL_TURNS = 1_000_000


def changed_answers(home: Path, model: Path) -> float:
    """Return the share of 200 answers that differ, 0 to 1; each run has an app and a database of its own."""
    whole = _answers(home / "whole", model, _ALL_TURNS)
    bounded = _answers(home / "bounded", model, None)
    return different(whole, bounded)


def different(first: list[Answer], second: list[Answer]) -> float:
    """Return the share of answers that differ; both lists are equally long."""
    pairs = list(zip(first, second, strict=True))
    return sum(one != other for one, other in pairs) / len(pairs)


def _answers(home: Path, model: Path, turns_kept: int | None) -> list[Answer]:
    side = start_porewell(home, model, turns_kept)
    try:
        talk = side.product()
        return [talk.say(text) for text in dialogue(MESSAGES)]
    finally:
        side.stop()
