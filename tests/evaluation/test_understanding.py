"""What the product would answer: the nets first, then an engine that these tests play."""

import os
import sys
from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from typing import NoReturn

import pytest

from salon.advice.red_flags import Group
from salon.errors import Unavailable
from salon.evaluation import understanding
from salon.evaluation.understanding import Understanding, open_understanding, trained_model
from salon.topics import FOLLOW_UP, Topic
from tests.conversations.fakes import FakeNets

TOPICS: Mapping[str, Topic] = {
    intent: Topic(topic, "")
    for intent, topic in {
        "price": "price",
        "ask_payment": "price",
        "greet": "greet",
        "ask_why": FOLLOW_UP,
        "nlu_fallback": "out_of_scope",
    }.items()
}
ENDED = "the engine's process has ended; run `make train` and look at its messages"
PYTHON = [sys.executable, "-I", "-S", "-c"]


class BrokenPipe(StringIO):
    """The input of an engine that has gone."""

    def write(self, text: str) -> NoReturn:
        """Fail."""
        raise BrokenPipeError


def heard(*intents: str) -> StringIO:
    """Return what an engine says that understands these intents."""
    acts = ", ".join(f'{{"intent": "{intent}", "confidence": 0.9}}' for intent in intents)
    return StringIO(f'{{"acts": [{acts}]}}\n')


def fake_engine(folder: Path, script: str) -> Path:
    """Return an executable that stands in for the engine's Python."""
    path = folder / "python"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize("ask", [StringIO(), BrokenPipe()], ids=["silent", "broken"])
def test_topics_of_an_engine_that_has_ended(ask: StringIO) -> None:
    with pytest.raises(Unavailable) as refusal:
        Understanding(ask, StringIO(), FakeNets(), TOPICS).topics_of("how much")

    assert (str(refusal.value), refusal.value.permanent) == (ENDED, True)


@pytest.mark.parametrize("text", ["", " \n", "bell\a", "a" * 1001])
def test_topics_of_what_no_conversation_takes(text: str) -> None:
    ask, nets = StringIO(), FakeNets()

    topics = Understanding(ask, heard("price"), nets, TOPICS).topics_of(text)

    assert topics == ("out_of_scope",)
    assert (ask.getvalue(), nets.looked) == ("", [])


def test_topics_of_an_emergency_without_asking_the_engine() -> None:
    ask = StringIO()

    topics = Understanding(ask, heard("price"), FakeNets(breathe=Group.BREATHING), TOPICS).topics_of("i can't breathe")

    assert (topics, ask.getvalue()) == (("medical_redflag",), "")


@pytest.mark.parametrize(
    ("intents", "topics"),
    [
        (["greet", "price"], ("medical_redflag", "price")),
        (["price", "greet"], ("medical_redflag", "price")),
        (["price"], ("medical_redflag",)),
        (["greet"], ("medical_redflag",)),
    ],
)
def test_topics_beside_a_red_flag_for_a_doctor(intents: list[str], topics: tuple[str, ...]) -> None:
    ears = Understanding(StringIO(), heard(*intents), FakeNets(mole=Group.MOLE), TOPICS)

    assert ears.topics_of("my mole bleeds and how much") == topics


@pytest.mark.parametrize(
    ("intents", "topics"),
    [(["price"], ("price",)), (["nlu_fallback"], ("medical_redflag",)), (["price", "greet"], ("price", "greet"))],
)
def test_topics_of_an_unsure_red_flag(intents: list[str], topics: tuple[str, ...]) -> None:
    ears = Understanding(StringIO(), heard(*intents), FakeNets(sure=False, hurt=Group.SELF_HARM), TOPICS)

    assert ears.topics_of("it hurt") == topics


def test_topics_of_a_text_asked_as_one_line() -> None:
    ask, nets = StringIO(), FakeNets()

    Understanding(ask, heard("price"), nets, TOPICS).topics_of("  how\r\nmuch, Zoe\u0308?  ")

    assert ask.getvalue() == '"how\\nmuch, Zo\\u00eb?"\n'
    assert nets.looked == ["how\nmuch, Zoë?"]


@pytest.mark.parametrize(
    ("intents", "topics"),
    [
        ([], ()),
        (["price"], ("price",)),
        (["greet", "price"], ("greet", "price")),
        (["price", "greet", "ask_payment"], ("price", "greet")),
        (["ask_why"], ("out_of_scope",)),
        (["ask_why", "nlu_fallback"], ("out_of_scope",)),
    ],
)
def test_topics_of_intents(intents: list[str], topics: tuple[str, ...]) -> None:
    assert Understanding(StringIO(), heard(*intents), FakeNets(), TOPICS).topics_of("something") == topics


def test_topics_of_one_text_after_another() -> None:
    hear = StringIO(heard("price").getvalue() + heard("greet").getvalue())
    ears = Understanding(StringIO(), hear, FakeNets(), TOPICS)

    assert [ears.topics_of(text) for text in ("how much", "hi")] == [("price",), ("greet",)]


def test_open_understanding_of_an_engine_that_ends_at_once() -> None:
    with (
        pytest.raises(Unavailable, match="process has ended"),
        open_understanding(FakeNets(), TOPICS, [*PYTHON, "raise SystemExit(1)"]) as ears,
    ):
        ears.topics_of("how much")


def test_open_understanding_ends_the_engine(tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    script = f"import os; open({str(pid)!r}, 'w').write(str(os.getpid())); input(); print('{{\"acts\": []}}', flush=True); input()"

    with open_understanding(FakeNets(), TOPICS, [*PYTHON, script]) as ears:
        topics = ears.topics_of("how much")

    assert topics == ()
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid.read_text()), 0)


def test_open_understanding_with_the_trained_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = """case "$*" in
        *bot.train) echo /models/new.tar.gz ;;
        "-m bot.parse /models/new.tar.gz") read line; echo '{"acts": [{"intent": "greet", "confidence": 1}]}' ;;
    esac"""
    monkeypatch.setattr(understanding, "ENGINE", fake_engine(tmp_path, script))

    with open_understanding(FakeNets(), TOPICS) as ears:
        topics = ears.topics_of("hi")

    assert topics == ("greet",)


def test_trained_model_without_the_engines_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(understanding, "ENGINE", tmp_path / "missing")

    with pytest.raises(Unavailable) as refusal:
        trained_model()

    assert (str(refusal.value), refusal.value.permanent) == ("the engine is not installed; run `make setup`", True)


def test_trained_model_when_training_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(understanding, "ENGINE", fake_engine(tmp_path, "echo /models/half.tar.gz; exit 1"))

    with pytest.raises(Unavailable) as refusal:
        trained_model()

    assert (str(refusal.value), refusal.value.permanent) == ("training failed; see the messages above", True)


def test_trained_model_is_the_last_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = 'echo "Epoch 3 of 3"; echo "/models/$*.tar.gz" | tr -d " "'
    monkeypatch.setattr(understanding, "ENGINE", fake_engine(tmp_path, script))

    assert trained_model() == Path("/models/-Wignore-mbot.train.tar.gz")
