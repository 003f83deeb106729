"""Texts as Meta counts them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salon.channels.meta.measuring import bear_buttons, numbered, shorten, utf8_bytes, utf16_units
from salon.messaging.app import Choice


@pytest.mark.parametrize(("text", "units", "size"), [("", 0, 0), ("aé", 2, 3), ("больно", 6, 12), ("😊", 2, 4)])
def test_measure(text: str, units: int, size: int):
    assert (utf16_units(text), utf8_bytes(text)) == (units, size)


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("Book it", 7, "Book it"),
        ("Book it", 6, "Book…"),
        ("two\n lines", 20, "two lines"),
        ("😊😊😊", 6, "😊😊😊"),
        ("😊😊😊", 5, "😊😊…"),
    ],
)
def test_shorten(text: str, most: int, short: str):
    assert shorten(text, most) == short


@given(st.text(), st.integers(1, 30))
def test_shorten_fits(text: str, most: int):
    assert utf16_units(shorten(text, most)) <= most


def test_numbered():
    assert numbered("When?\n", [Choice("Fri\n10:00", "a"), Choice("Sat", "b")]) == "When?\n\n1. Fri 10:00\n2. Sat"


@pytest.mark.parametrize(
    "choices",
    [
        [Choice("one", "1"), Choice("two", "2"), Choice("three", "3")],
        [Choice("longer", "1")],
        [Choice("same", "1"), Choice(" same ", "2")],
        [Choice("one", "1"), Choice("two", "1")],
        [Choice("", "1")],
        [Choice("one", "")],
        [Choice("one", "12345")],
    ],
)
def test_bear_buttons_not(choices: list[Choice]):
    assert not bear_buttons(choices, 2, 5, 4)


def test_bear_buttons():
    assert bear_buttons([Choice("one", "1234"), Choice("three", "2")], 2, 5, 4)
