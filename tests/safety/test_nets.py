"""Both nets over one message: either is enough, the more urgent of the two is what counts."""

from pathlib import Path

import pytest

from salon.advice.red_flags import Group, Level, RedFlag
from salon.errors import BadInput
from salon.safety.nets import RedFlagNets, higher
from salon.settings import ROOT
from tests.safety.fakes import FakeClassifier, FakeEncoder

BURN = RedFlag(Level.EMERGENCY, Group.BURN)
BLEEDING = RedFlag(Level.EMERGENCY, Group.BLEEDING)
MOLE = RedFlag(Level.DOCTOR, Group.MOLE)


@pytest.fixture(scope="module")
def nets() -> RedFlagNets:
    """Return the nets that the product ships."""
    return RedFlagNets.load(ROOT / "encoder")


def nets_with(classifier: FakeClassifier) -> RedFlagNets:
    """Return the rules beside this classifier."""
    return RedFlagNets(classifier)  # type: ignore[arg-type]


def test_load_with_another_encoder(tmp_path: Path) -> None:
    for name in ("model.onnx", "tokenizer.json"):
        (tmp_path / name).write_bytes(b"another")

    with pytest.raises(BadInput) as refusal:
        RedFlagNets.load(tmp_path, FakeEncoder())

    assert str(refusal.value) == (
        "classifier.npz is not of this encoder and these rules; run: python -m salon.safety.train"
    )


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (None, None, None),
        (MOLE, None, MOLE),
        (None, MOLE, MOLE),
        (MOLE, BURN, BURN),
        (BURN, MOLE, BURN),
        (BURN, BLEEDING, BURN),
    ],
)
def test_higher(first: RedFlag | None, second: RedFlag | None, expected: RedFlag | None) -> None:
    assert higher(first, second) == expected


@pytest.mark.parametrize(
    ("text", "judged", "expected"),
    [
        ("how much is a deep cleaning", None, None),
        ("how much is a deep cleaning", MOLE, MOLE),
        ("i can't breathe", None, RedFlag(Level.EMERGENCY, Group.BREATHING)),
        ("i can't breathe", MOLE, RedFlag(Level.EMERGENCY, Group.BREATHING)),
        ("my mole is growing", BURN, BURN),
    ],
)
def test_look_either_net_is_enough(text: str, judged: RedFlag | None, expected: RedFlag | None) -> None:
    assert nets_with(FakeClassifier(judged)).look(text) == expected


def test_look_shows_the_classifier_each_stretch_once() -> None:
    classifier = FakeClassifier(None)

    nets_with(classifier).look("Hello. HELLO. Hello.")

    assert classifier.heard == [["hello.", "hello. hello.", "hello. hello. hello."]]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "how much is a deep cleaning",
        "do you have anything on friday afternoon",
        "my skin is a bit oily, what helps?",
    ],
)
def test_look_leaves_ordinary_messages_alone(nets: RedFlagNets, text: str) -> None:
    assert nets.look(text) is None


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("i cant breathe and my face is swelling", RedFlag(Level.EMERGENCY, Group.BREATHING)),
        ("my eyes went misty when the toner splashed", RedFlag(Level.EMERGENCY, Group.EYE_CHEMICAL)),
        ("i just want to go to sleep and stay asleep for good", RedFlag(Level.CRISIS, Group.SELF_HARM)),
        ("How much is a peel? My mole has started to bleed.", RedFlag(Level.DOCTOR, Group.MOLE)),
    ],
)
def test_look_catches(nets: RedFlagNets, text: str, flag: RedFlag) -> None:
    assert nets.look(text) == flag
