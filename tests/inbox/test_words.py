"""What is typed into the search, as words and phrases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salon.inbox.words import MOST_TERMS, Term, terms_of, words_of


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("", ()),
        ('  "" -*() ', ()),
        ("Black heads", (Term(("black",)), Term(("heads",)))),
        ('itchy "after a cleaning" nose', (Term(("itchy",)), Term(("after", "a", "cleaning")), Term(("nose",)))),
        ('"not closed', (Term(("not", "closed")),)),
        ("café café CAFE", (Term(("cafe",)),)),
        ("t-zone don't", (Term(("t",)), Term(("zone",)), Term(("don",)))),
        ("a OR b NOT c*", (Term(("a",)), Term(("or",)), Term(("b",)), Term(("not",)), Term(("c",)))),
    ],
)
def test_terms(typed: str, terms: tuple[Term, ...]) -> None:
    assert terms_of(typed) == terms


def test_no_more_terms_than_may_be() -> None:
    assert len(terms_of(" ".join(f"word{number}" for number in range(50)))) == MOST_TERMS


@given(st.text())
def test_words_have_nothing_but_letters_and_digits(typed: str) -> None:
    assert all(character.isalnum() for term in terms_of(typed) for word in term.words for character in word)


def test_words_of_keeps_order_and_repeats() -> None:
    assert words_of("So, so ÉTÉ") == ("so", "so", "ete")
