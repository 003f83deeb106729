"""`porewell evaluate`: what it refuses in one line, and what it prints."""

import json
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest

from salon.advice.red_flags import Group
from salon.evaluation import understanding
from salon.safety.nets import RedFlagNets
from salon.services import ENCODER
from tests.cli.runs import refused, run
from tests.conversations.fakes import FakeNets

PHRASES = ["utterance\ttopic", "how much\tprice", "i can't breathe\tmedical_redflag", "and hi\tgreet"]


class FakeUnderstanding:
    """Takes every text for a question about the price, unless the nets catch it."""

    def __init__(self, nets: FakeNets) -> None:
        self._nets = nets

    def topics_of(self, text: str) -> tuple[str, ...]:
        """Return one topic."""
        return ("medical_redflag",) if self._nets.look(text) else ("price",)


def fake_understanding(nets: FakeNets, topics: object) -> AbstractContextManager[FakeUnderstanding]:
    """Stand in for the engine."""
    return nullcontext(FakeUnderstanding(nets))


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the command line measure nets and an engine that are scripted."""
    loaded = {ENCODER: FakeNets(breathe=Group.BREATHING)}
    monkeypatch.setattr(RedFlagNets, "load", loaded.__getitem__)
    monkeypatch.setattr(understanding, "open_understanding", fake_understanding)


@pytest.fixture
def phrases(home: Path) -> Path:
    """Return a file of phrases."""
    path = home / "phrases.tsv"
    path.write_text("\n".join(PHRASES) + "\n", encoding="utf-8")
    return path


def test_evaluate_an_unknown_file(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = refused(monkeypatch, capsys, "evaluate", home / "missing.tsv")

    assert said == f"porewell: {home / 'missing.tsv'} can't be opened: No such file or directory\n"


def test_evaluate_a_malformed_file(
    phrases: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    phrases.write_text("utterance\ttopic\nhi\tgreet\nhow much\n", encoding="utf-8")

    said = refused(monkeypatch, capsys, "evaluate", phrases)

    assert said == f"porewell: {phrases}, line 3: 1 columns where the header has 2; part them by tabs\n"


@pytest.mark.parametrize("topic", ["follow_up", "ask_payment"])
def test_evaluate_a_file_with_what_is_no_topic(
    phrases: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], topic: str
) -> None:
    phrases.write_text(f"utterance\ttopic\nwhy\t{topic}\n", encoding="utf-8")

    said = refused(monkeypatch, capsys, "evaluate", phrases)

    assert said.startswith(f"porewell: {phrases}, line 2: {topic!r} is no topic; the topics are affirm, aftercare, ")


def test_evaluate_where_errors_cannot_be_written(
    home: Path, phrases: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = home / "missing" / "errors.tsv"

    said = refused(monkeypatch, capsys, "evaluate", phrases, "--errors", path)

    assert said == f"porewell: {path} can't be written: No such file or directory\n"


def test_evaluate_into_its_own_file(
    phrases: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = phrases.read_text(encoding="utf-8")

    said = refused(monkeypatch, capsys, "evaluate", phrases, "--errors", phrases)

    assert said == f"porewell: --errors {phrases} is the file of phrases itself; name another\n"
    assert phrases.read_text(encoding="utf-8") == before


def test_evaluate_for_people(engine: None, phrases: Path) -> None:
    assert run("evaluate", phrases).splitlines()[0] == "3 rows   accuracy 66.7%   macro-F1 55.6%"


def test_evaluate_as_json(engine: None, phrases: Path) -> None:
    assert json.loads(run("evaluate", phrases, "--json")) == {
        "rows": 3,
        "accuracy": pytest.approx(2 / 3),
        "macro_f1": pytest.approx((1 + 2 / 3) / 3),
        "both_answered": None,
        "topics": {
            "greet": {"rows": 1, "accuracy": 0.0},
            "medical_redflag": {"rows": 1, "accuracy": 1.0},
            "price": {"rows": 1, "accuracy": 1.0},
        },
        "confusions": [{"expected": "greet", "predicted": "price", "count": 1}],
    }


def test_evaluate_writes_errors(engine: None, home: Path, phrases: Path) -> None:
    run("evaluate", phrases, "--errors", home / "errors.tsv")

    assert (home / "errors.tsv").read_text(encoding="utf-8") == "utterance\ttopic\tpredicted\nand hi\tgreet\tprice\n"
