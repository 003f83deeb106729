"""The regression check of one model: held-out phrases, red flags and dialogues, by the whole product.

`python -m salon.evaluation.checking --model FILE --folder tests --result FILE`: a process of its own, so that the app goes
on answering. Lines of JSON on standard output tell how far it is: `{"stage": "phrases", "share": 0.4}`. It sees no
database of the salon's.
"""

import argparse
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import httpx

from salon.booking.service import BookingService
from salon.clock import system_clock
from salon.evaluation.dialogues import Played, Player, read_dialogues
from salon.evaluation.files import Phrase, read_phrases
from salon.evaluation.material import Material, material
from salon.evaluation.rehearsal import rehearsal
from salon.evaluation.scoring import Judged
from salon.evaluation.understanding import ENGINE, Understanding, open_understanding
from salon.programs import address
from salon.safety.nets import RedFlagNets
from salon.safety.phrases import read_phrases as read_labelled
from salon.salon_file import load_salon
from salon.services import open_database
from salon.settings import ROOT
from salon.topics import FOLLOW_UP, load_topics

STAGES = ("phrases", "red_flags", "dialogues")
Tell = Callable[[str, float], None]
T = TypeVar("T")


def check(model: Path, checked: Material, salon_file: Path, tell: Tell) -> dict[str, Any]:
    """Return what a model makes of the material, as JSON values (see `salon/review/comparison.py`)."""
    topics = load_topics()
    command = [str(ENGINE), "-m", "bot.parse", str(model.resolve())]
    with open_understanding(RedFlagNets.load(ROOT / "encoder"), topics, command) as understanding:
        names = {entry.topic for entry in topics.values()} - {FOLLOW_UP}
        phrases = [phrase for path in checked.phrases for phrase in read_phrases(path, names)]
        judged = [_judged(understanding, one) for one in _telling(phrases, "phrases", tell)]
        labelled = [one for path in checked.red_flags for one in read_labelled(path)]
        flags = [
            {"text": one.text, "is_flag": one.is_flag, "caught": understanding.read(one.text)[0] is not None}
            for one in _telling(labelled, "red_flags", tell)
        ]
    played, own = _play(model, checked, salon_file, tell)
    return {
        "phrases": judged,
        "red_flags": flags,
        "dialogues": [_as_json(one) for one in played],
        "own": [_as_json(one) for one in own],
    }


def _play(model: Path, checked: Material, salon_file: Path, tell: Tell) -> tuple[list[Played], list[Played]]:
    dialogues, own = read_dialogues(checked.dialogues), read_dialogues(checked.own)
    tell("dialogues", 0.0)
    if not (dialogues or own):
        tell("dialogues", 1.0)
        return [], []
    with rehearsal(model, salon_file) as settings:
        database, vault = open_database(settings)
        salon = load_salon(salon_file)
        booking = BookingService(database, salon, system_clock, vault)
        with httpx.Client(base_url=address(settings), timeout=30, trust_env=False) as http:
            played = Player(http, booking, salon).play_all([*dialogues, *own], lambda share: tell("dialogues", share))
        database.engine.dispose()
    return played[: len(dialogues)], played[len(dialogues) :]


def _judged(understanding: Understanding, phrase: Phrase) -> dict[str, Any]:
    judged = Judged(phrase, understanding.topics_of(phrase.utterance))
    return {
        "text": phrase.utterance,
        "topic": phrase.topic,
        "expected": phrase.expected,
        "predicted": list(judged.predicted),
        "right": judged.right,
    }


def _as_json(played: Played) -> dict[str, Any]:
    return {
        "name": played.name,
        "right": played.right,
        "wrong": list(played.wrong),
        "booked_right": played.booked_right,
    }


def _telling(items: list[T], stage: str, tell: Tell) -> Iterable[T]:
    """Yield the items, and tell how far it is, fifty times at most."""
    step = max(1, len(items) // 50)
    for place, item in enumerate(items):
        if place % step == 0:
            tell(stage, place / len(items))
        yield item
    tell(stage, 1.0)


def main() -> None:
    """Check one model and write the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--folder", type=Path, default=ROOT / "tests")
    parser.add_argument("--own", type=Path, default=ROOT / "var" / "dialogues")
    parser.add_argument("--salon-file", type=Path, default=ROOT / "salon.yml")
    parser.add_argument("--result", type=Path, required=True)
    given = parser.parse_args()

    def tell(stage: str, share: float) -> None:
        print(json.dumps({"stage": stage, "share": round(share, 3)}), flush=True)

    result = check(given.model, material(given.folder, given.own), given.salon_file, tell)
    given.result.write_text(json.dumps(result), encoding="utf-8")


if __name__ == "__main__":
    main()
