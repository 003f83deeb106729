"""A bare weekday while other days are being talked of. It is Wednesday, 3 March 2027, 10:00."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salon.dates import read_when
from salon.dates.reckoning import in_its_week
from tests.dates.conftest import MOMENTS, RULES, ZONE, shown


def march(*days: int) -> tuple[date, ...]:
    """Return those days of March 2027."""
    return tuple(date(2027, 3, day) for day in days)


def read(text: str, *talked_of: date) -> str:
    """Return what a text says while those days are talked of, as a short line."""
    return shown(read_when(text, now=MOMENTS["wednesday"], rules=RULES, talked_of=talked_of))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("wait i meant thursday", "03-11"),
        ("thursday", "03-11"),
        ("how about the thursday at 4pm?", "03-11 16:00"),
        ("monday then", "03-08"),
        ("tuesday at 5pm", "03-09 17:00"),
        ("no, wednesday", "03-10"),
        ("monday or friday", "03-08,03-12"),
        ("monday to thursday", "03-08..03-11"),
        ("any day after thursday", "03-12..03-18"),
        ("thursday 11", "03-11"),
        ("not thursday, friday", "03-12 not 03-04,03-11"),
    ],
)
def test_bare_weekday_is_of_the_week_that_is_talked_of(text: str, expected: str) -> None:
    assert read(text, *march(9)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("this thursday", "03-04"),
        ("i meant thursday the 4th", "03-04"),
        ("thursday 4 march", "03-04"),
        ("thursday 18", "03-18"),
        ("thursday this week", "03-04"),
        ("thursday next week", "03-11"),
        ("next thursday", "?03-04,03-11"),
        ("next monday", "03-08"),
        ("thursday week", "03-11"),
        ("tomorrow", "03-04"),
        ("tomorrow, thursday", "03-04"),
        ("the 5th", "03-05"),
        ("next monday to wednesday", "03-08..03-10"),
        ("in 2 weeks", "03-17"),
    ],
)
def test_words_that_name_a_day_keep_their_meaning(text: str, expected: str) -> None:
    assert read(text, *march(23)) == expected


@pytest.mark.parametrize(
    ("text", "talked_of", "expected"),
    [
        ("monday", march(5), "03-08"),
        ("tuesday", march(4), "03-09"),
        ("friday", march(4), "03-05"),
        ("wednesday", march(4), "?03-03,03-10"),
        ("wednesday", (), "?03-03,03-10"),
        ("thursday", (), "03-04"),
    ],
)
def test_bare_weekday_that_is_over_in_that_week_is_the_coming_one(
    text: str, talked_of: tuple[date, ...], expected: str
) -> None:
    assert read(text, *talked_of) == expected


@pytest.mark.parametrize(
    ("text", "talked_of", "expected"),
    [
        ("friday", march(9, 5, 11), "03-05"),
        ("wednesday", march(4, 8, 10), "03-10"),
        ("wednesday", march(3, 10), "03-03"),
        ("thursday", march(15, 16, 18, 25), "03-18"),
        ("saturday", march(9, 5, 11), "03-13"),
    ],
)
def test_bare_weekday_is_first_of_all_a_day_that_was_named(
    text: str, talked_of: tuple[date, ...], expected: str
) -> None:
    assert read(text, *talked_of) == expected


def test_refused_weekday_of_a_week_far_ahead_is_refused_there_too() -> None:
    assert read("not tuesday, thursday", *march(30)) == "04-01 not 03-09,03-16,03-30"


@given(st.integers(0, 6), st.integers(0, 60), st.dates(date(2027, 1, 1), date(2028, 12, 31)))
def test_day_in_a_week_is_the_weekday_and_never_past(weekday: int, ahead: int, today: date) -> None:
    around = today + timedelta(days=ahead)

    found = in_its_week(weekday, around, today)

    assert found.weekday() == weekday
    assert found >= today
    assert abs(found - around) < timedelta(days=7) or found < today + timedelta(days=7)


def test_days_that_are_over_are_not_talked_of() -> None:
    now = datetime(2027, 3, 3, 10, tzinfo=ZONE)

    assert shown(read_when("monday", now=now, rules=RULES, talked_of=march(1, 2))) == "03-08"
