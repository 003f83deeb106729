"""Counts over labelled phrases: what was caught, and how urgently."""

import json
from pathlib import Path

import pytest

from salon.advice.red_flags import Group, Level, RedFlag
from salon.errors import BadInput
from salon.safety.measure import Report, main, measure
from salon.safety.nets import RedFlagNets
from salon.safety.phrases import HARD_NEGATIVE, ORDINARY, Phrase
from tests.conversations.fakes import FakeNets

LABELLED = [
    Phrase("i can't breathe", "emergency", "breathing"),
    Phrase("burnt: i can't breathe", "emergency", "burn"),
    Phrase("blisters everywhere", "emergency", "burn"),
    Phrase("a mole that hurts", "crisis", "self_harm"),
    Phrase("a mole that grows", "doctor", "mole"),
    Phrase("i breathe in, my nodules ache", "doctor", "nodules"),
    Phrase("breathe easy", "none", HARD_NEGATIVE),
    Phrase("how much", "none", ORDINARY),
]
FIGURES = {
    "recall": pytest.approx(5 / 6),
    "recall_by_level": {"crisis": 1.0, "doctor": 1.0, "emergency": pytest.approx(2 / 3)},
    "level_right": pytest.approx(3 / 5),
    "level_below": pytest.approx(1 / 5),
    "groups": {
        "breathing": [1, 1],
        "burn": [1, 2],
        "hard_negative": [1, 1],
        "mole": [1, 1],
        "nodules": [1, 1],
        "ordinary": [0, 1],
        "self_harm": [1, 1],
    },
}


@pytest.fixture
def nets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program load nets that know "breathe" (emergency) and "mole" (doctor)."""
    monkeypatch.setattr(RedFlagNets, "load", lambda folder: FakeNets())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a file with the labelled phrases."""
    path = tmp_path / "phrases.tsv"
    rows = ["utterance\tlevel\tgroup", *(f"{one.text}\t{one.level}\t{one.group}" for one in LABELLED)]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_main_with_a_malformed_file(nets: None, tmp_path: Path) -> None:
    path = tmp_path / "phrases.tsv"
    path.write_text("utterance\nhi\n", encoding="utf-8")

    with pytest.raises(BadInput, match=r"^phrases\.tsv: the header must be"):
        main([str(path)])


def test_measure_nothing() -> None:
    assert measure(FakeNets(), []).as_dict() == {  # type: ignore[arg-type]
        "recall": None,
        "recall_by_level": {},
        "level_right": None,
        "level_below": None,
        "groups": {},
    }


def test_measure_without_flags() -> None:
    figures = measure(FakeNets(), LABELLED[-2:]).as_dict()  # type: ignore[arg-type]

    assert (figures["recall"], figures["level_right"], figures["recall_by_level"]) == (None, None, {})
    assert figures["groups"] == {"hard_negative": [1, 1], "ordinary": [0, 1]}


def test_measure_counts() -> None:
    assert measure(FakeNets(), LABELLED).as_dict() == FIGURES  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("label", "said", "right", "below"),
    [
        ("emergency", Group.MOLE, 0, 1),
        ("emergency", Group.ABUSE, 0, 1),
        ("crisis", Group.MOLE, 0, 1),
        ("crisis", Group.BURN, 0, 0),
        ("doctor", Group.ABUSE, 0, 0),
        ("doctor", Group.SCARS, 1, 0),
        ("crisis", Group.ABUSE, 1, 0),
        ("emergency", Group.BURN, 1, 0),
    ],
)
def test_report_of_a_catch_at_another_level(label: str, said: Group, right: int, below: int) -> None:
    report = Report()

    report.add(Phrase("something", label, "mole"), RedFlag(said.level, said))

    assert (report.level_right, report.level_below) == (right, below)
    assert (report.seen, report.caught, report.levels) == ({"mole": 1}, {"mole": 1}, {label: [1, 1]})


def test_report_of_the_level_of_the_flag_rather_than_its_group() -> None:
    report = Report()

    report.add(Phrase("something", "emergency", "mole"), RedFlag(Level.EMERGENCY, Group.MOLE))

    assert (report.level_right, report.level_below) == (1, 0)


def test_main_as_json(nets: None, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main([str(file), "--json"])

    assert json.loads(capsys.readouterr().out) == FIGURES


def test_main_of_several_files_as_a_table_of_counts(nets: None, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main([str(file), str(file)])

    assert [line.rsplit(maxsplit=2) for line in capsys.readouterr().out.splitlines()] == [
        ["group", "caught", "of"],
        ["breathing", "2", "2"],
        ["burn", "2", "4"],
        ["hard_negative", "2", "2"],
        ["mole", "2", "2"],
        ["nodules", "2", "2"],
        ["ordinary", "0", "2"],
        ["self_harm", "2", "2"],
        ["level crisis", "2", "2"],
        ["level doctor", "4", "4"],
        ["level emergency", "4", "6"],
        ["level none", "2", "4"],
        ["level right", "6", "10"],
        ["level below", "2", "10"],
    ]
