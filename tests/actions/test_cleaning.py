"""How often, for whom, and questions about the step just explained."""

import pytest
from rasa_sdk.events import SlotSet

from actions.cleaning import IN_GENERAL, AnswerInContext, AssessSuitability, RecommendFrequency
from salon.advice.skin import SkinProfile
from salon.responses import Responses
from tests.actions.conftest import Run, Said, heard


@pytest.mark.parametrize(
    ("text", "response", "reason"),
    [
        ("I have nodules", "utter_frequency_refused_doctor", "deep, painful lumps and red, inflamed spots"),
        ("how often with red sore inflamed spots", "utter_frequency_refused_doctor", "red, inflamed spots"),
        ("how often, I have psoriasis", "utter_frequency_refused_ask", "eczema, dermatitis or psoriasis"),
        ("how often should I come?", "utter_frequency_ask_skin", ""),
        ("how often? my skin is normal", "utter_frequency_normal", "normal skin"),
        ("how often? my skin is dry", "utter_frequency_normal", "dry skin"),
        ("oily skin, last one was in june", "utter_frequency_oily", "oily skin"),
        ("combination", "utter_frequency_oily", "combination skin"),
        ("my skin is oily but no blackheads", "utter_frequency_normal", "oily skin"),
        ("My skin is oily with blackheads", "utter_frequency_troubled", "blackheads and whiteheads"),
        ("how often? I have acne and blackheads", "utter_frequency_troubled", "acne and blackheads and whiteheads"),
    ],
)
def test_recommend_by_what_is_said(run: Run, text: str, response: str, reason: str) -> None:
    said, events = run(RecommendFrequency, heard(text, "cleaning_frequency"))

    assert said == [Said(response, {"reason": reason})]
    assert [event["name"] for event in events] == ["skin"]


@pytest.mark.parametrize("name", ["utter_frequency_normal", "utter_frequency_oily", "utter_frequency_troubled"])
def test_recommendation_is_worded_for_the_skin_that_was_named(responses: Responses, name: str) -> None:
    text = responses.text(name, {"reason": "skin of this kind"})

    assert "skin of this kind" in text
    assert "normal skin" not in text


def test_recommend_by_what_was_said_before(run: Run) -> None:
    known = SkinProfile("oily", frozenset({"hormonal"})).to_dict()

    said, events = run(RecommendFrequency, heard("how often?", "cleaning_frequency", slots={"skin": known}))

    assert said == [Said("utter_frequency_troubled", {"reason": "spots that follow your hormones"})]
    assert events == [SlotSet("skin", known)]


@pytest.mark.parametrize("intent", sorted(IN_GENERAL))
def test_answer_without_anything_before(run: Run, intent: str) -> None:
    said, events = run(AnswerInContext, heard("and that?", intent))

    assert said == [Said(IN_GENERAL[intent])]
    assert events == []


@pytest.mark.parametrize(
    ("before", "intent", "answer"),
    [
        ("utter_procedure_ultrasonic", "procedure_safety", "utter_safety_ultrasonic"),
        ("utter_procedure_ultrasonic", "aftercare", "utter_aftercare"),
        ("utter_price", "procedure_pain", "utter_procedure_pain"),
        ("utter_no_longer_there", "procedure_pain", "utter_procedure_pain"),
    ],
)
def test_answer_after_a_step(run: Run, before: str, intent: str, answer: str) -> None:
    said, _ = run(AnswerInContext, heard("and that?", intent, said=["utter_procedure_steps", before]))

    assert said == [Said(answer)]


@pytest.mark.parametrize(
    ("text", "response", "condition"),
    [
        ("can I have it with rosacea?", "utter_contraindicated_block", "rosacea or very fragile small vessels"),
        ("I have eczema, can I come?", "utter_contraindicated_ask", "eczema, dermatitis or psoriasis"),
        ("I'm allergic to latex", "utter_contraindicated_adapt", "an allergy to something we use"),
        ("can I have it with braces?", "utter_suitable_braces", ""),
        ("my skin is sensitive", "utter_suitable_sensitive", ""),
        ("is it fine for dark skin?", "utter_suitable_dark_skin", ""),
        ("I'm 15", "utter_suitable_teen", "an age under 18"),
        ("is it for me?", "utter_ask_suitability", ""),
    ],
)
def test_suitability(run: Run, text: str, response: str, condition: str) -> None:
    said, events = run(AssessSuitability, heard(text, "ask_suitability"))

    assert said == [Said(response, {"condition": condition})]
    assert [event["name"] for event in events] == ["skin"]


def test_suitability_remembers_the_clients_own_condition(run: Run) -> None:
    _, events = run(AssessSuitability, heard("I have rosacea", "ask_suitability"))

    assert events == [SlotSet("skin", SkinProfile(conditions=frozenset({"rosacea"})).to_dict())]


def test_suitability_for_somebody_else_is_not_remembered(run: Run) -> None:
    said, events = run(AssessSuitability, heard("is it ok for pregnant women?", "ask_suitability"))

    assert said == [Said("utter_contraindicated_block", {"condition": "pregnancy"})]
    assert events == [SlotSet("skin", SkinProfile().to_dict())]
