"""Days and months as clients spell them."""

import pytest

from salon.dates.spelling import canonical, one_slip_apart, settle_short_days


@pytest.mark.parametrize(
    "word", ["sundry", "sundae", "remember", "holiday", "midday", "someday", "monkey", "month", "sun", "fry"]
)
def test_word_that_is_no_day_stays(word: str) -> None:
    assert canonical(word) == word


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("weds", "wednesday"),
        ("wensday", "wednesday"),
        ("wendesday", "wednesday"),
        ("satruday", "saturday"),
        ("mondays", "monday"),
        ("fridya", "friday"),
        ("tomorroww", "tomorrow"),
        ("sept", "september"),
        ("febuary", "february"),
        ("cant", "can't"),
    ],
)
def test_slip_of_spelling(word: str, expected: str) -> None:
    assert canonical(word) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("friday", False),
        ("fridayyy", False),
        ("frday", True),
        ("frdiay", True),
        ("fryday", True),
        ("fridday", True),
        ("", False),
    ],
)
def test_one_slip_apart(word: str, expected: bool) -> None:
    assert one_slip_apart(word, "friday") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the sun", "the sun"),
        ("i sat", "i sat"),
        ("sun damage", "sun damage"),
        ("sun and wind", "sun and wind"),
        ("mon cheri", "mon cheri"),
        ("sun", "sunday"),
        ("sat or sun", "saturday or sunday"),
        ("next sat at ~3", "next saturday at ~3"),
        ("mon - wed", "monday - wednesday"),
        ("sat 11 am", "saturday 11 am"),
    ],
)
def test_settle_short_days(text: str, expected: str) -> None:
    assert settle_short_days(text.split()) == expected.split()
