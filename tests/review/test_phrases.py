"""What counts as the same phrase, and what is known."""

import pytest

from salon.review.phrases import Example, KnownPhrases, Near, normalised


@pytest.mark.parametrize(
    "same", ["how much is a deep cleaning", "How much is a deep-cleaning?!", "  how MUCH is a deep cleaning…"]
)
def test_marks_case_and_blanks_do_not_count(same: str) -> None:
    assert normalised(same) == "how much is a deep cleaning"


def test_apostrophes_do_not_count() -> None:
    assert normalised("What’s it? what's it") == "whats it whats it"


def test_held_out_phrase_is_known_as_such(known: KnownPhrases) -> None:
    assert known.is_held_out("What do you charge?")
    assert not known.is_held_out("how much is a deep cleaning")


def test_intents_of_the_very_same_phrase(known: KnownPhrases) -> None:
    assert known.intents_of("How much is a deep cleaning?") == {"price"}
    assert known.intents_of("how much") == frozenset()


def test_words_are_those_in_small_letters(known: KnownPhrases) -> None:
    assert known.is_word("will")
    assert not known.is_word("anna")


def test_near_phrases_come_nearest_first(known: KnownPhrases) -> None:
    other = Example("how much is a deep deep cleaning", "greet")

    found = known.near("How much is a deep cleaning?", [other])

    assert found[0] == Near("how much is a deep cleaning", "price", 1.0)
    assert [one.intent for one in found] == ["price", "greet"]
