"""What the benchmark's clients write."""

from pathlib import Path

from benchmarks.messages import ACTION_INTENT, PLAIN_INTENTS, dialogue, phrases
from benchmarks.stock_project import utterances


def test_phrases_are_read_in_the_order_of_the_files(tmp_path: Path) -> None:
    (tmp_path / "b.yml").write_text("nlu:\n- intent: greet\n  examples: |\n    - hi\n")
    (tmp_path / "a.yml").write_text("nlu:\n- intent: greet\n  examples: |\n    - hello - you\n\n    - hey\n")

    found = phrases(tmp_path)

    assert found == {"greet": ["hello - you", "hey", "hi"]}


def test_plain_intents_are_answered_by_a_rule_with_a_response() -> None:
    answered = utterances()

    missing = [intent for intent in PLAIN_INTENTS if intent not in answered]

    assert missing == []
    assert ACTION_INTENT not in answered


def test_dialogue_is_fixed_by_its_seed() -> None:
    first, again, other = dialogue(50), dialogue(50), dialogue(50, seed=8)

    assert first == again
    assert first != other
