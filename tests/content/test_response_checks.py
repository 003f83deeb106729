"""Show that each content check can fail: a bad sample must be complained of, its honest twin must not."""

import pytest

from .response_checks import (
    Wording,
    bare_percentages,
    broken_links,
    emergency_faults,
    forbidden_claims,
    length_faults,
    missing_pregnancy_word,
    sentences,
    shared_sentences,
    small_starts,
    source_faults,
    undated,
    unknown_placeholders,
    unused_responses,
)
from .response_rules import RULES, Rule


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule_bites_on_its_bad_sample(rule: Rule) -> None:
    assert ("x", rule.name) in forbidden_claims([Wording("x", "Hello there. " + rule.bad_sample)])


@pytest.mark.parametrize(
    "text",
    [
        "Our mask will open your pores.",
        "Steam opens and closes pores.",
        "We don't hurt. The mask shrinks pores.",
        "It's perfectly safe.",
        "There's no need to see a doctor.",
        "You have rosacea.",
        "That sounds like an allergic reaction.",
        "Creams can't help.",
        "Stress increases the sebum.",
        "It stimulates blood flow.",
        "Without any risk, once and for all.",
    ],
)
def test_claim_refused(text: str) -> None:
    assert forbidden_claims([Wording("x", text)]) != []


@pytest.mark.parametrize(
    "text",
    [
        "Pores do not open or close.",
        "If it is an infection, see a doctor.",
        "An open comedone is a blackhead.",
        "It is not free of risk.",
        "We were open on Monday, and pores are small.",
        "Please don't stop any medicine by yourself.",
        "Tell us if you have a cold sore.",
    ],
)
def test_claim_accepted(text: str) -> None:
    assert forbidden_claims([Wording("x", text)]) == []


@pytest.mark.parametrize(
    ("metadata", "exempt"),
    [
        ({}, []),
        ({"sources": []}, []),
        ({"sources": ["S1", "S1"]}, []),
        ({"sources": ["S99"]}, []),
        ({"sources": ["S2"]}, []),
        ({"sources": ["S11"]}, []),
        ({"sources": ["S1"]}, ["x"]),
    ],
)
def test_sources_refused(metadata: dict[str, object], exempt: list[str]) -> None:
    grades = {"S1": "G", "S2": "Z", "S11": "O"}

    assert source_faults([Wording("x", "A fact.", metadata)], grades, exempt) != []


def test_sources_accepted() -> None:
    assert source_faults([Wording("x", "A fact.", {"sources": ["S1"]})], {"S1": "G"}, []) == []


@pytest.mark.parametrize("text", ["It helps 80 % of people.", "It helps 80%.", "Ten per cent feel it."])
def test_percentage_without_source_refused(text: str) -> None:
    assert bare_percentages([Wording("x", text), Wording("y", text, {"sources": ["S1"]})]) == ["x"]


@pytest.mark.parametrize(
    ("name", "most"), [("x", 60), ("x_more", 110), ("x_why", 110), ("title_x", 6), ("label_x", 12)]
)
def test_length_past_the_limit_refused(name: str, most: int) -> None:
    assert length_faults([Wording(name, "word " * most)]) == []
    assert length_faults([Wording(name, "word " * (most + 1))]) == [name]


def test_length_of_one_word_title_refused() -> None:
    assert length_faults([Wording("title_x", "Sebum")]) == ["title_x"]


@pytest.mark.parametrize("text", ["Call {fone}.", "Call {phone.", "Call {}."])
def test_placeholder_unknown_refused(text: str) -> None:
    assert len(unknown_placeholders([Wording("x", text), Wording("y", "Call {phone}")])) == 1


@pytest.mark.parametrize("text", ["Yes. {contact_person} will help.", "{reason} is why.", "Yes. and no."])
def test_sentence_begun_small_refused(text: str) -> None:
    assert small_starts([Wording("x", text), Wording("y", "{team} will help: {hours}.")]) == ["x"]


@pytest.mark.parametrize(
    "metadata",
    [
        {"suggest": ["nothing"]},
        {"suggest": ["untitled"]},
        {"suggest": ["price"] * 4},
        {"follow_ups": {"ask_more": "utter_gone"}},
        {"follow_ups": {"nothing": "utter_y"}},
        {"follow_ups": {"ask_more": "y"}},
        {"follow_ups": {"ask_more": "utter_x"}},
    ],
)
def test_link_to_nowhere_refused(metadata: dict[str, object]) -> None:
    others = [Wording("y", "Yes."), Wording("title_price", "Our prices")]

    assert broken_links([Wording("x", "Hello.", metadata), *others], {"price", "ask_more", "untitled"}) != []


def test_link_accepted() -> None:
    here = Wording("x", "Hello.", {"suggest": ["price"], "follow_ups": {"ask_more": "utter_y"}})

    assert broken_links([here, Wording("y", "Yes."), Wording("title_price", "Our prices")], {"price", "ask_more"}) == []


def test_unused_response_refused() -> None:
    here = Wording("price", "Hello.", {"follow_ups": {"ask_more": "utter_y"}})

    assert unused_responses([here, Wording("y", "Yes."), Wording("z", "No.")], {"price"}, ["burn"]) == ["z"]


@pytest.mark.parametrize("metadata", [{}, {"reviewed": "soon"}, {"reviewed": "2026-11"}])
def test_review_without_date_refused(metadata: dict[str, object]) -> None:
    assert undated([Wording("x", "Hello.", metadata), Wording("y", "Hi.", {"reviewed": "2026-11-23"})]) == ["x"]


@pytest.mark.parametrize("text", ["Try a retinoid.", "Salicylic acid helps."])
def test_active_product_without_pregnancy_refused(text: str) -> None:
    assert missing_pregnancy_word([Wording("x", text), Wording("y", text + " Not if pregnant.")]) == ["x"]


@pytest.mark.parametrize(
    ("text", "metadata"),
    [
        ("Ring us.", {}),
        ("Please lie down. Call {emergency_number} now.", {}),
        ("Call {emergency_number} now. Where does it hurt?", {}),
        ("Call {emergency_number} now. Then book a visit.", {}),
        ("Call {emergency_number} now.", {"suggest": ["price"]}),
    ],
)
def test_emergency_answer_refused(text: str, metadata: dict[str, object]) -> None:
    assert emergency_faults([Wording("x", text, metadata)]) == ["x"]


def test_emergency_answer_accepted() -> None:
    assert emergency_faults([Wording("x", "Call {emergency_number} now. Lie down.")]) == []


def test_sentence_shared_refused() -> None:
    assert shared_sentences([Wording("x", "Sorry. Again?"), Wording("y", "Sorry. What?")]) == ["sorry."]


def test_sentences_split_at_marks_and_lines() -> None:
    assert sentences("One. Two: three;\nfour? Yes") == ["One.", "Two:", "three;", "four?", "Yes"]
