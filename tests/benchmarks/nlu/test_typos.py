"""The typing mistakes of the benchmark."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.nlu.typos import keys_beside, misspelt, with_typos

WORDS = st.lists(st.text("abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=12), min_size=1, max_size=20)


def test_keys_beside_is_empty_for_what_is_no_letter() -> None:
    found = [keys_beside(key) for key in ("", "1", "?", "é")]

    assert found == ["", "", "", ""]


def test_keys_beside_names_the_neighbours_row_by_row() -> None:
    found = [keys_beside(key) for key in "qgm"]

    assert found == ["was", "rtyfhvbn", "hjkn"]


def test_word_without_letters_stays() -> None:
    found = misspelt("123?", Random(1))  # noqa: S311

    assert found == "123?"


def test_typos_are_fixed_by_text_and_seed() -> None:
    text = "how often should i clean my face?"

    found = [with_typos(text), with_typos(text), with_typos(text, seed=14)]

    assert found[0] == found[1]
    assert found[0] != found[2]


@given(WORDS)
def test_typos_leave_half_of_the_words_alone(words: list[str]) -> None:
    typed = with_typos(" ".join(words)).split(" ")

    changed = [one != other for one, other in zip(words, typed, strict=True)]

    assert sum(changed) <= max(1, len(words) // 2)
    assert all(abs(len(one) - len(other)) <= 1 for one, other in zip(words, typed, strict=True))
