"""The second net: bound to its encoder, scored by sums that can be done by hand."""

from collections.abc import Mapping
from dataclasses import replace
from math import exp, log
from pathlib import Path

import numpy as np
import pytest

from salon.advice.red_flags import Group, Level, RedFlag
from salon.errors import BadInput
from salon.safety import classifier
from salon.safety.classifier import RedFlagClassifier, Weights, likeliest, load_classifier, save_classifier, score
from salon.safety.features import CUES
from tests.safety.fakes import FakeEncoder

REFUSAL = "tiny.npz is not of this encoder and these rules; run: python -m salon.safety.train"
NEVER = -50.0
WIDTH = 2 + len(CUES)
ENCODER = FakeEncoder(near=(1.0, 0.0), far=(0.0, 1.0), burnt=(1.0, 0.0), mole=(0.8, 0.6))


def wide(*rows: tuple[float, float]) -> np.ndarray:
    """Return rows as wide as features, without cues."""
    made = np.zeros((len(rows), WIDTH), dtype=np.float32)
    made[:, :2] = rows
    return made


def weights(shares: Mapping[Group, float], thresholds: tuple[float, float, float] = (0.5, 0.5, 0.5)) -> Weights:
    """Return weights that pull towards (1, 0) and away from (0, 1), and see these groups in every sentence."""
    return Weights(
        examples=wide((1.0, 0.0), (0.0, 1.0)),
        pulls=np.array([1.0, -1.0], dtype=np.float32),
        bias=0.5,
        gamma=1.0,
        groups=np.zeros((len(Group), WIDTH), dtype=np.float32),
        group_biases=np.array([log(shares[one]) if one in shares else NEVER for one in Group], dtype=np.float32),
        thresholds=np.array(thresholds, dtype=np.float32),
    )


BURNS = weights({Group.BURN: 1.0})


@pytest.fixture
def encoder_folder(tmp_path: Path) -> Path:
    """Return a folder with an encoder's two files."""
    (tmp_path / "model.onnx").write_bytes(b"a model")
    (tmp_path / "tokenizer.json").write_bytes(b"{}")
    return tmp_path


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_load_classifier_of_another_encoder(encoder_folder: Path, name: str) -> None:
    file = encoder_folder / "tiny.npz"
    save_classifier(BURNS, encoder_folder, file)
    (encoder_folder / name).write_bytes(b"another")

    with pytest.raises(BadInput) as refusal:
        load_classifier(ENCODER, encoder_folder, file)

    assert str(refusal.value) == REFUSAL


@pytest.mark.parametrize(
    ("what", "changed"), [("CUES", (*CUES, "new_concept")), ("CUES", CUES[::-1]), ("CUE_WEIGHT", 0.5)]
)
def test_load_classifier_of_other_rules(
    encoder_folder: Path, monkeypatch: pytest.MonkeyPatch, what: str, changed: object
) -> None:
    file = encoder_folder / "tiny.npz"
    save_classifier(BURNS, encoder_folder, file)
    monkeypatch.setattr(classifier, what, changed)

    with pytest.raises(BadInput) as refusal:
        load_classifier(ENCODER, encoder_folder, file)

    assert str(refusal.value) == REFUSAL


def test_load_classifier_gives_what_was_saved(encoder_folder: Path) -> None:
    saved = replace(weights({Group.MOLE: 1.0}, (0.25, 0.5, 0.75)), bias=0.1, gamma=0.3)

    save_classifier(saved, encoder_folder, encoder_folder / "tiny.npz")
    loaded = load_classifier(ENCODER, encoder_folder, encoder_folder / "tiny.npz")._weights

    assert (loaded.bias, loaded.gamma) == (0.1, 0.3)
    for name in ("examples", "pulls", "groups", "group_biases", "thresholds"):
        assert getattr(loaded, name).dtype == np.float32
        assert getattr(loaded, name).tolist() == getattr(saved, name).tolist()


def test_save_classifier_same_bytes_for_same_weights(encoder_folder: Path) -> None:
    files = [encoder_folder / "one.npz", encoder_folder / "two.npz"]

    for file in files:
        save_classifier(BURNS, encoder_folder, file)

    assert files[0].read_bytes() == files[1].read_bytes()


def test_score_by_hand() -> None:
    points = score(wide((1.0, 0.0), (0.0, 1.0), (0.0, 0.0)), replace(BURNS, gamma=2.0))

    # Squared distances to the examples: 0 and 2, 2 and 0, 1 and 1; the pulls fade with exp(-2·distance).
    assert points.tolist() == pytest.approx([1 - exp(-4) + 0.5, exp(-4) - 1 + 0.5, 0.5])


@pytest.mark.parametrize(
    ("shares", "flag"),
    [
        ({Group.MOLE: 1.0}, RedFlag(Level.DOCTOR, Group.MOLE)),
        ({Group.MOLE: 0.7, Group.BURN: 0.3}, RedFlag(Level.DOCTOR, Group.MOLE)),
        ({Group.MOLE: 0.6, Group.BURN: 0.4}, RedFlag(Level.EMERGENCY, Group.BURN)),
        ({Group.MOLE: 0.6, Group.BURN: 0.15, Group.BLEEDING: 0.25}, RedFlag(Level.EMERGENCY, Group.BLEEDING)),
        ({Group.MOLE: 0.6, Group.BURN: 0.2, Group.ABUSE: 0.2}, RedFlag(Level.CRISIS, Group.ABUSE)),
        ({Group.SELF_HARM: 0.8, Group.MOLE: 0.2}, RedFlag(Level.CRISIS, Group.SELF_HARM)),
    ],
)
def test_likeliest_doubts_go_to_the_more_urgent(shares: Mapping[Group, float], flag: RedFlag) -> None:
    assert likeliest(wide((1.0, 0.0)), weights(shares)) == [flag]


def test_likeliest_of_each_row() -> None:
    groups = np.zeros((len(Group), WIDTH), dtype=np.float32)
    groups[list(Group).index(Group.BURN), 0] = 10.0
    groups[list(Group).index(Group.MOLE), 1] = 10.0

    flags = likeliest(wide((0.0, 1.0), (1.0, 0.0)), replace(weights(dict.fromkeys(Group, 0.01)), groups=groups))

    assert [flag.group for flag in flags] == [Group.MOLE, Group.BURN]


@pytest.mark.parametrize("stretches", [[], ["far"], ["far", "far"]])
def test_judge_nothing_that_scores_enough(stretches: list[str]) -> None:
    assert RedFlagClassifier(ENCODER, BURNS).judge(stretches) is None


@pytest.mark.parametrize(
    ("thresholds", "caught"),
    [((0.5, 9.0, 9.0), Group.MOLE), ((9.0, 0.5, 9.0), Group.ABUSE), ((9.0, 9.0, 0.5), Group.BURN)],
)
def test_judge_by_the_threshold_of_the_level(thresholds: tuple[float, float, float], caught: Group) -> None:
    groups = (Group.MOLE, Group.ABUSE, Group.BURN)

    flags = [RedFlagClassifier(ENCODER, weights({one: 1.0}, thresholds)).judge(["near"]) for one in groups]

    assert [flag.group for flag in flags if flag] == [caught]


def test_judge_at_the_threshold_itself() -> None:
    points = float(score(wide((1.0, 0.0)), BURNS)[0])
    reached, missed = (weights({Group.BURN: 1.0}, (9.0, 9.0, at)) for at in (points, points + 1e-3))

    assert RedFlagClassifier(ENCODER, reached).judge(["near"]) == RedFlag(Level.EMERGENCY, Group.BURN)
    assert RedFlagClassifier(ENCODER, missed).judge(["near"]) is None


@pytest.mark.parametrize("stretches", [["burnt", "mole", "far"], ["mole", "burnt"]])
def test_judge_most_urgent_stretch_wins(stretches: list[str]) -> None:
    groups = np.zeros((len(Group), WIDTH), dtype=np.float32)
    groups[list(Group).index(Group.BURN), :2] = (20.0, -20.0)
    both = replace(weights({Group.MOLE: 0.01, Group.BURN: 0.00001}), groups=groups)

    flags = [RedFlagClassifier(ENCODER, both).judge([one]) for one in ("burnt", "mole")]
    together = RedFlagClassifier(ENCODER, both).judge(stretches)

    assert flags == [RedFlag(Level.EMERGENCY, Group.BURN), RedFlag(Level.DOCTOR, Group.MOLE)]
    assert together == RedFlag(Level.EMERGENCY, Group.BURN)
