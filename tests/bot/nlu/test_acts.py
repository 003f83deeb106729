"""What a message does: one act or two."""

import pytest

from bot.nlu.acts import FALLBACK, Act, ActRules, best_act, find_acts

TOPICS = {"price": "price", "procedure_pain": "procedure_pain", "procedure_safety": "procedure_safety",
          "ask_suitability": "procedure_safety", "greet": "greet", "describe_skin": "out_of_scope",
          "out_of_scope": "out_of_scope"}  # fmt: skip
RULES = ActRules(TOPICS, threshold=0.3, half_threshold=0.5)


def sure(intent: str, share: float = 0.9) -> list[tuple[str, float]]:
    """Return a ranking led by an intent."""
    others = [other for other in TOPICS if other != intent]
    return [(intent, share), *((other, (1 - share) / len(others)) for other in others)]


def acts(first: list[tuple[str, float]], second: list[tuple[str, float]], whole: list[tuple[str, float]]) -> list[str]:
    """Return the intents found in a message with one border."""
    rankings = {"first": first, "second": second}
    found = find_acts("first and second", whole, [("first", "second")], rankings.__getitem__, RULES)
    return [act.intent for act in found]


def test_unlikely_topic_is_not_understood() -> None:
    assert best_act("mm", sure("price", 0.2), RULES).intent == FALLBACK


def test_intents_of_one_topic_add_up() -> None:
    ranking = [("price", 0.4), ("procedure_safety", 0.35), ("ask_suitability", 0.25)]

    assert best_act("is it safe", ranking, RULES) == Act("is it safe", "procedure_safety", pytest.approx(0.6))


def test_two_sure_halves_are_two_acts() -> None:
    whole = [("price", 0.5), ("procedure_pain", 0.45), ("greet", 0.05)]

    assert acts(sure("procedure_pain"), sure("price"), whole) == ["procedure_pain", "price"]


def test_unsure_half_leaves_one_act() -> None:
    whole = [("price", 0.6), ("procedure_pain", 0.3), ("greet", 0.1)]

    assert acts(sure("procedure_pain", 0.4), sure("price"), whole) == ["price"]


def test_halves_of_one_topic_are_one_act() -> None:
    assert acts(sure("ask_suitability"), sure("procedure_safety"), sure("procedure_safety")) == ["procedure_safety"]


@pytest.mark.parametrize("beside", ["greet", "describe_skin", "out_of_scope"])
def test_courtesy_or_statement_beside_a_question_is_no_act(beside: str) -> None:
    assert acts(sure(beside), sure("price"), sure("price")) == ["price"]


def test_message_without_border_is_one_act() -> None:
    assert find_acts("how much", sure("price"), [], {}.__getitem__, RULES) == [Act("how much", "price", 0.9)]
