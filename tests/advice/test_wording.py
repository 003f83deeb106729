"""Folding, sentences and stances."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salon.advice.wording import Mention, Stance, Words, fold, mentions, sentences

TABLE = {"cat": (Words(re.compile(r"\bcats?\b"), heals=True),)}


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("I’m  HERE", "im here"),
        ("Crème brûlée", "creme brulee"),
        ("I'll come", "i will come"),
        ("heeeelp!!!!", "heelp!!"),
        ("\ufb01ne", "fine"),
        ("a\u200bb 😭", "ab 😭"),
        ("one\ntwo", "one\ntwo"),
        ("", ""),
    ],
)
def test_fold_forms(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@given(st.text(max_size=100))
def test_fold_twice_changes_nothing_more(text: str) -> None:
    once = fold(text)

    assert fold(once) == once


def test_sentences_keep_their_ends() -> None:
    assert sentences("one. two? three\nfour 3.5 five") == ["one.", "two?", "three", "four 3.5 five"]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("i have a cat", Stance.STATED),
        ("not sure if its a cat", Stance.STATED),
        ("i dont have a cat", Stance.DENIED),
        ("cat? no", Stance.DENIED),
        ("cat: no", Stance.DENIED),
        ("no dog or cat", Stance.DENIED),
        ("i used to have a cat", Stance.DENIED),
        ("my mum has a cat", Stance.OTHERS),
        ("my mum called. she has a cat", Stance.OTHERS),
        ("booking for my mum, she has a cat", Stance.STATED),
        ("my mum says i have a cat", Stance.STATED),
        ("is it for people with cats", Stance.ASKED),
        ("what is a cat", Stance.ASKED),
    ],
)
def test_mentions_stance(text: str, stance: Stance) -> None:
    assert mentions(text, TABLE) == [Mention("cat", stance)]


def test_mentions_none() -> None:
    assert mentions("i have a dog", TABLE) == []
