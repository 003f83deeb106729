"""Where a message may be parted in two; whether it is, the classifier decides."""

import pytest

from bot.nlu.clauses import ClauseSplitter
from bot.nlu.language import load_spacy


@pytest.fixture(scope="module")
def splitter() -> ClauseSplitter:
    return ClauseSplitter(load_spacy())


@pytest.mark.parametrize(
    ("text", "halves"),
    [
        ("does it hurt and how much is it", ("does it hurt", "how much is it")),
        ("Does it hurt? How much is it?", ("Does it hurt?", "How much is it?")),
        ("does it hurt how long does it take", ("does it hurt", "how long does it take")),
        ("what are blackheads, also can i book for friday", ("what are blackheads", "can i book for friday")),
        ("how much is it btw does it hurt a lot", ("how much is it", "does it hurt a lot")),
        ("Is it safe\nwhere are you based", ("Is it safe", "where are you based")),
    ],
)
def test_two_questions(splitter: ClauseSplitter, text: str, halves: tuple[str, str]) -> None:
    assert halves in splitter.halves(text)


@pytest.mark.parametrize("text", ["", "hi", "how much", "what are blackheads", "deep cleaning please"])
def test_simple_message(splitter: ClauseSplitter, text: str) -> None:
    assert splitter.halves(text) == []


def test_long_message_has_few_borders(splitter: ClauseSplitter) -> None:
    assert len(splitter.halves("does it hurt and how much is it, " * 25)) <= 8
