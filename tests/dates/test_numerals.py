"""Numbers written as words."""

import pytest

from salon.dates.numerals import cardinal, compound, ordinal, suffix_of


@pytest.mark.parametrize(
    ("tens", "ones", "expected"),
    [
        ("two", "five", None),
        ("twenty", "ten", None),
        ("twenty", "march", None),
        ("twenty", "five", "~25"),
        ("twenty", "first", "~21st"),
        ("thirty", "first", "~31st"),
        ("twenty", "third", "~23rd"),
    ],
)
def test_compound(tens: str, ones: str, expected: str | None) -> None:
    assert compound(tens, ones) == expected


@pytest.mark.parametrize(("word", "expected"), [("to", None), ("one", "~1"), ("twelve", "~12"), ("thirty", "~30")])
def test_cardinal(word: str, expected: str | None) -> None:
    assert cardinal(word) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [("two", None), ("first", "~1st"), ("second", "~2nd"), ("twelfth", "~12th"), ("thirtieth", "~30th")],
)
def test_ordinal(word: str, expected: str | None) -> None:
    assert ordinal(word) == expected


def test_suffix_of_the_teens() -> None:
    assert [suffix_of(number) for number in (1, 2, 3, 4, 11, 12, 13, 21, 22, 23)] == [
        "st",
        "nd",
        "rd",
        "th",
        "th",
        "th",
        "th",
        "st",
        "nd",
        "rd",
    ]
