"""Putting another model into service while turns go on: none fails, none is answered wrongly."""

import json
import os
import shutil
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.serving import Engine, serving

SWAPS = 3
TURNS = 500
QUESTIONS = {
    "what is sebum": ["utter_ask_sebum"],
    "what are your opening hours and what is sebum": ["utter_opening_hours_location", "utter_ask_sebum"],
    "what are pores": ["utter_ask_pores"],
}


@pytest.fixture(scope="module")
def home(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home with two models: the same one under two names, since names alone are told apart."""
    home = tmp_path_factory.mktemp("home")
    (home / "models").mkdir()
    for name in ("one", "other"):
        shutil.copyfile(model, home / "models" / f"{name}.tar.gz")
    (home / "models" / "broken.tar.gz").write_bytes(b"no model")
    (home / "secret.tar.gz").write_bytes(b"lies elsewhere")
    return home


@pytest.fixture(scope="module")
def engine(home: Path) -> Iterator[Engine]:
    """Return an engine that serves the first."""
    environment = os.environ | {"POREWELL_HOME": str(home)}
    with serving(home / "models" / "one.tar.gz", environment, home / "engine.log") as engine:
        yield engine


def load(engine: Engine, path: Path | str) -> tuple[int, dict[str, str]]:
    """Ask for another model."""
    return engine.post("/webhooks/salon/model", {"path": str(path)})


def served(engine: Engine) -> str:
    """Return the model in service."""
    return str(engine.ask("GET", "/webhooks/salon/ready")[1]["model"])


def test_wrong_secret(engine: Engine, home: Path) -> None:
    body = json.dumps({"path": str(home / "models" / "other.tar.gz")})

    assert engine.ask("POST", "/webhooks/salon/model", body, "wrong")[0] == 401


@pytest.mark.parametrize(
    "path",
    [
        "secret.tar.gz",
        "models/../secret.tar.gz",
        "models/missing.tar.gz",
        "models/broken.tar.gz",
        "models",
        "engine.log",
    ],
)
def test_what_is_no_model_of_ours_is_refused_and_the_old_one_serves_on(engine: Engine, home: Path, path: str) -> None:
    status, answer = load(engine, home / path)

    assert (status, served(engine)) == (422, "one.tar.gz")
    assert str(home) not in answer["error"]
    assert engine.turn("what is sebum")["model"] == "one.tar.gz"


def test_turns_go_on_while_models_are_swapped(engine: Engine, home: Path) -> None:
    models: Counter[str] = Counter()
    wrong: list[object] = []
    swapping = threading.Event()

    def ask() -> None:
        number = 0
        while number < TURNS or swapping.is_set():
            text, expected = list(QUESTIONS.items())[number % len(QUESTIONS)]
            try:
                answer = engine.turn(text)
                models[answer["model"]] += 1
                if [one["response"] for one in answer["replies"]] != expected:
                    wrong.append(answer["replies"])
            except (AssertionError, OSError) as error:
                wrong.append(error)
            number += 1

    swapping.set()
    asking = threading.Thread(target=ask)
    asking.start()
    names = ["other", "one"] * SWAPS
    answers = []
    for name in names[:SWAPS]:
        answers.append(load(engine, home / "models" / f"{name}.tar.gz"))
        time.sleep(0.2)
    swapping.clear()
    asking.join()

    assert answers == [(200, {"model": f"{name}.tar.gz"}) for name in names[:SWAPS]]
    assert wrong == []
    assert sum(models.values()) >= TURNS and set(models) == {"one.tar.gz", "other.tar.gz"}
    assert served(engine) == "other.tar.gz"


def test_model_in_service_stays_when_it_is_asked_for_again(engine: Engine, home: Path) -> None:
    began = time.monotonic()

    assert load(engine, home / "models" / served(engine)) == (200, {"model": served(engine)})
    assert time.monotonic() - began < 30
