"""Spelling: the salon's words first, English second, what is right left alone."""

import pytest

from bot.nlu.spelling import Speller, count_words

SPELLER = Speller(count_words(["what are comedones", "blackheads and sebum", "deep cleaning", "porewell"]))


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("comodones", "comedones"),
        ("blackhedas", "blackheads"),
        ("sebumm", "sebum"),
        ("clening", "cleaning"),
        ("apointment", "appointment"),
        ("what are blakheads?", "what are blackheads?"),
    ],
)
def test_misspelt_word(written: str, right: str) -> None:
    assert SPELLER.correct(written) == right


@pytest.mark.parametrize(
    "text", ["", "hi", "comedones", "What is the price?", "07700 900123", "qzx", "wknd 👍", "Ok!!"]
)
def test_what_is_left_alone(text: str) -> None:
    assert SPELLER.correct(text) == text


def test_own_words_are_never_corrected() -> None:
    assert SPELLER.correct("porewell") == "porewell"


def test_words_are_counted_in_lower_case() -> None:
    assert count_words(["Deep deep", "it's"]) == {"deep": 2, "it's": 1}
