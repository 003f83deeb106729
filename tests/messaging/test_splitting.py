"""What is longer than an app takes, in pieces."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salon.messaging.splitting import split_text

DEEP_EXAMPLES = 100


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def octets(text: str) -> int:
    return len(text.encode())


MEASURES: list[Callable[[str], int]] = [len, units, octets]
WORDS = st.sampled_from(["a", "word", "longer-than-that", "end.", "why?", "so!", "well…", "é", "🙂", "שלום"])
SEAMS = st.sampled_from([" ", "  ", "\n", "\n\n", "\n \n", "\t", "\r\n", ""])
PROSE = st.lists(st.tuples(WORDS, SEAMS), max_size=60).map(lambda parts: "".join(word + seam for word, seam in parts))
TEXTS = st.text(st.characters(codec="utf-8"), max_size=120) | PROSE


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", []),
        (" \n\n\t ", []),
        ("short", ["short"]),
        (" exactly 12 \n", ["exactly 12"]),
        ("twelve chars", ["twelve chars"]),
        ("One two three", ["One two", "three"]),
        ("One, o. Two three", ["One, o.", "Two three"]),
        ("One two\nthree", ["One two", "three"]),
        ("One, two\n\nthree. Four", ["One, two", "three. Four"]),
        ("Six six. Six\nsix six", ["Six six. Six", "six six"]),
        ("abcdefghijklmnop", ["abcdefghijkl", "mnop"]),
        ("a bcdefghijklmnop", ["a bcdefghijk", "lmnop"]),
        ("abcdef  \n  ghijkl", ["abcdef", "ghijkl"]),
        ("2.5 to 3.5 mm deep", ["2.5 to 3.5", "mm deep"]),
    ],
)
def test_text_of_twelve(text: str, pieces: list[str]) -> None:
    assert split_text(text, 12) == pieces


def test_sentence_goes_before_word_and_line_before_sentence() -> None:
    assert split_text("aaa bbb. cc dd", 12) == ["aaa bbb.", "cc dd"]
    assert split_text("aaaa bb\nc. d dd", 12) == ["aaaa bb", "c. d dd"]


def test_seam_in_the_first_half_is_too_near() -> None:
    assert split_text("a.\n\nbcdefgh ijklmn", 12) == ["a.\n\nbcdefgh", "ijklmn"]


def test_measure_is_the_apps() -> None:
    assert split_text("🙂🙂🙂", 4, units) == ["🙂🙂", "🙂"]
    assert split_text("🙂🙂🙂", 4, octets) == ["🙂", "🙂", "🙂"]


@settings(max_examples=DEEP_EXAMPLES, deadline=None)
@given(text=TEXTS, most=st.integers(4, 200), measure=st.sampled_from(MEASURES))
def test_every_piece_fits(text: str, most: int, measure: Callable[[str], int]) -> None:
    assert all(measure(piece) <= most for piece in split_text(text, most, measure))


@settings(max_examples=DEEP_EXAMPLES, deadline=None)
@given(text=TEXTS, most=st.integers(1, 200), measure=st.sampled_from(MEASURES))
def test_nothing_but_blanks_is_lost(text: str, most: int, measure: Callable[[str], int]) -> None:
    pieces = split_text(text, most, measure)

    rest = text
    for piece in pieces:
        before, _, rest = rest.partition(piece)
        assert not before.strip()
    assert not rest.strip()


@settings(max_examples=DEEP_EXAMPLES, deadline=None)
@given(text=TEXTS, most=st.integers(1, 200), measure=st.sampled_from(MEASURES))
def test_no_piece_is_empty_or_begins_or_ends_blank(text: str, most: int, measure: Callable[[str], int]) -> None:
    assert [piece for piece in split_text(text, most, measure) if not piece or piece != piece.strip()] == []


@settings(max_examples=DEEP_EXAMPLES, deadline=None)
@given(text=TEXTS, more=st.integers(0, 10), measure=st.sampled_from(MEASURES))
def test_text_that_fits_stays_whole(text: str, more: int, measure: Callable[[str], int]) -> None:
    stripped = text.strip()

    assert split_text(text, max(measure(stripped) + more, 1), measure) == ([stripped] if stripped else [])


@settings(max_examples=DEEP_EXAMPLES, deadline=None)
@given(text=PROSE, most=st.integers(20, 100))
def test_word_is_cut_only_if_no_blank_is_near(text: str, most: int) -> None:
    pieces = split_text(text, most)

    place = 0
    for piece, after in zip(pieces, pieces[1:], strict=False):
        place = text.index(piece, place) + len(piece)
        cut_in_a_word = text[place : place + len(after)] == after
        near = [blanks for blanks in re.finditer(r"\s+", piece) if blanks.start() >= most // 2]
        assert not (cut_in_a_word and near)


@settings(max_examples=DEEP_EXAMPLES, deadline=None)
@given(text=TEXTS, most=st.integers(4, 200), measure=st.sampled_from(MEASURES))
def test_piece_that_was_cut_is_cut_no_more(text: str, most: int, measure: Callable[[str], int]) -> None:
    pieces = split_text(text, most, measure)

    assert [again for piece in pieces for again in split_text(piece, most, measure)] == pieces
