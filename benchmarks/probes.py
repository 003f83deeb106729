"""Chooses the messages that are measured: phrases of the training data that both sides understand as they should.

A bot that misunderstands takes another, often shorter way to its answer; that would compare two different things.
"""

from benchmarks.load import Begin
from benchmarks.messages import ACTION_INTENT, PLAIN_INTENTS, phrases
from benchmarks.stock_project import FREE, answer_to, utterances

_TRIED = 12
_ACTIONS = 3


def plain_messages(engine: Begin, stock: Begin) -> list[str]:
    """Return one message for each plain intent, answered on both sides by that intent's response.

    Raises:
        RuntimeError: there is none for some intent.
    """
    return [_plain_message(intent, engine, stock) for intent in PLAIN_INTENTS]


def action_messages(engine: Begin, stock: Begin) -> list[str]:
    """Return three messages that an action answers on both sides.

    Raises:
        RuntimeError: there are fewer.
    """
    responses = set(utterances().values())
    found = []
    for text in phrases()[ACTION_INTENT][:_TRIED]:
        said = engine().say(text)
        if said and responses.isdisjoint(said) and "".join(stock().say(text)).startswith(FREE):
            found.append(text)
    if len(found) < _ACTIONS:
        raise RuntimeError(f"only {len(found)} messages lead to an action on both sides")
    return found[:_ACTIONS]


def mixed_messages(plain: list[str], action: list[str]) -> list[str]:
    """Return what a conversation under load consists of: ten messages, of which two need an action."""
    return [*plain[:4], action[0], *plain[4:8], action[1]]


def _plain_message(intent: str, engine: Begin, stock: Begin) -> str:
    expected = [utterances()[intent]], [answer_to(intent)]
    for text in phrases()[intent][:_TRIED]:
        if (engine().say(text), stock().say(text)) == expected:
            return text
    raise RuntimeError(f"no phrase of {intent} is understood on both sides")
