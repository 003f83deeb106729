"""Red flags over the whole product."""

from io import StringIO
from typing import Any

from salon.advice.red_flags import Group
from salon.evaluation.red_flags import Product
from salon.evaluation.understanding import Understanding
from tests.conversations.fakes import FakeNets
from tests.evaluation.test_understanding import TOPICS, heard


def look(nets: FakeNets, intent: str) -> Any:
    """Return what the product catches of a text that the engine takes for this intent."""
    return Product(Understanding(StringIO(), heard(intent), nets, TOPICS)).look("a mole")


def test_unsure_flag_that_the_engine_takes_back() -> None:
    assert look(FakeNets(sure=False, mole=Group.MOLE), "price") is None


def test_flag_that_stands() -> None:
    sure, unsure = FakeNets(mole=Group.MOLE), FakeNets(sure=False, mole=Group.MOLE)

    assert look(sure, "price").group is Group.MOLE
    assert look(unsure, "nlu_fallback").group is Group.MOLE


def test_no_flag() -> None:
    assert look(FakeNets(burn=Group.BURN), "price") is None
