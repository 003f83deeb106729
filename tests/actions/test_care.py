"""Creams and products: nothing of retinoids or acids to who is, or wants to be, pregnant or breastfeeds."""

import pytest
from rasa_sdk.events import SlotSet

from actions.care import AdviseProduct, ExplainCreams
from salon.advice.skin import SkinProfile
from tests.actions.conftest import Run, Said, heard

PREGNANT = SkinProfile(conditions=frozenset({"pregnancy"})).to_dict()


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("which cream helps? I'm pregnant", "pregnancy"),
        ("which cream helps? I'm breastfeeding", "breastfeeding"),
        ("which cream helps? we're trying for a baby", "trying_to_conceive"),
    ],
)
def test_creams_in_pregnancy(run: Run, text: str, condition: str) -> None:
    said, events = run(ExplainCreams, heard(text, "creams_dont_help"))

    assert said == [
        Said("utter_creams_not_at_once"),
        Said("utter_creams_pregnancy"),
        Said("utter_creams_what_cleaning_adds"),
    ]
    assert events == [SlotSet("skin", SkinProfile(conditions=frozenset({condition})).to_dict())]


def test_creams_for_somebody_who_told_of_a_pregnancy_before(run: Run) -> None:
    said, events = run(ExplainCreams, heard("do creams help?", slots={"skin": PREGNANT}))

    assert [one.response for one in said][1] == "utter_creams_pregnancy"
    assert events == [SlotSet("skin", PREGNANT)]


def test_creams_for_everybody_else(run: Run) -> None:
    said, events = run(ExplainCreams, heard("do creams help? my skin is oily", "creams_dont_help"))

    assert said == [
        Said("utter_creams_not_at_once"),
        Said("utter_creams_over_weeks"),
        Said("utter_creams_what_cleaning_adds"),
    ]
    assert events == [SlotSet("skin", SkinProfile("oily").to_dict())]


def test_product_in_pregnancy(run: Run) -> None:
    said, events = run(AdviseProduct, heard("which serum?", slots={"skin": PREGNANT}))

    assert said == [Said("utter_creams_pregnancy")]
    assert events == [SlotSet("skin", PREGNANT)]


def test_product_for_everybody_else(run: Run) -> None:
    said, events = run(AdviseProduct, heard("which serum? my skin is dry", "product_advice"))

    assert said == [Said("utter_product_advice")]
    assert events == [SlotSet("skin", SkinProfile("dry").to_dict())]
