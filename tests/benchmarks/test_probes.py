"""Choosing messages that both sides understand, with two bots that know everything but what they were told to miss."""

from collections.abc import Callable

import pytest

from benchmarks.messages import ACTION_INTENT, PLAIN_INTENTS, phrases
from benchmarks.probes import action_messages, mixed_messages, plain_messages
from benchmarks.stock_project import FREE, answer_to, utterances


class Bot:
    """Answers a phrase as its intent asks for."""

    def __init__(self, answer: Callable[[str], str], missed: frozenset[str] = frozenset()) -> None:
        self._answer = answer
        self._missed = missed

    def say(self, text: str) -> list[str]:
        intent = next((name for name, found in phrases().items() if text in found), "")
        return [] if text in self._missed else [self._answer(intent)]


def engine_answer(intent: str) -> str:
    """Return the name that the engine answers with."""
    return utterances().get(intent, "utter_from_action")


def stock_answer(intent: str) -> str:
    """Return the sentence that the stock bot answers with."""
    return f"{FREE} now" if intent == ACTION_INTENT else answer_to(intent)


def test_plain_messages_that_one_side_never_understands_are_an_error() -> None:
    missed = frozenset(phrases()[PLAIN_INTENTS[0]])

    with pytest.raises(RuntimeError, match=f"no phrase of {PLAIN_INTENTS[0]} is understood"):
        plain_messages(lambda: Bot(engine_answer), lambda: Bot(stock_answer, missed))


def test_plain_messages_are_the_first_that_both_understand() -> None:
    known = phrases()[PLAIN_INTENTS[0]]

    found = plain_messages(lambda: Bot(engine_answer, frozenset(known[:1])), lambda: Bot(stock_answer))

    assert found == [known[1], *(phrases()[intent][0] for intent in PLAIN_INTENTS[1:])]


def test_action_messages_that_stock_answers_with_a_sentence_are_left_out() -> None:
    with pytest.raises(RuntimeError, match="only 0 messages"):
        action_messages(lambda: Bot(engine_answer), lambda: Bot(answer_to))


def test_action_messages_are_three() -> None:
    found = action_messages(lambda: Bot(engine_answer), lambda: Bot(stock_answer))

    assert found == phrases()[ACTION_INTENT][:3]


def test_mixed_messages_need_two_actions_of_ten() -> None:
    plain = [f"plain {number}" for number in range(10)]

    found = mixed_messages(plain, ["action 0", "action 1", "action 2"])

    assert found == [*plain[:4], "action 0", *plain[4:8], "action 1"]
