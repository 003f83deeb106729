"""Several days at once: weeks, weekends and counted days."""

from collections.abc import Callable

import pytest

Read = Callable[..., str]

# Read on Wednesday 3 March 2027 at 10:00.
ON_WEDNESDAY = [
    ("this week", "03-03..03-06"),
    ("next week", "03-08..03-13"),
    ("sometime next week", "03-08..03-13"),
    ("nxt wk", "03-08..03-13"),
    ("the week after next", "03-15..03-20"),
    ("early next week", "03-08,03-09"),
    ("beginning of next week", "03-08,03-09"),
    ("mid next week", "03-09..03-11"),
    ("end of next week", "03-11..03-13"),
    ("late next week", "03-11..03-13"),
    ("end of the week", "03-04..03-06"),
    ("later this week", "03-04..03-06"),
    ("next week in the morning", "03-08..03-13 <=11:30"),
    ("weekend", "03-06"),
    ("at the weekend", "03-06"),
    ("this weekend", "03-06"),
    ("any slots this wkend?", "03-06"),
    ("next weekend", "?03-06,03-13"),
    ("the weekend after next", "03-20"),
    ("monday to wednesday", "03-08..03-10"),
    ("mon-wed", "03-08..03-10"),
    ("between monday and wednesday next week", "03-08..03-10"),
    ("within 2 weeks", "03-03..03-17"),
    ("in the next few days", "03-03..03-06"),
    ("in 2 or 3 weeks", "03-17..03-24"),
    ("in a week or two", "03-10..03-17"),
    ("any day", "03-03..03-09"),
    ("any day but monday", "03-03..03-06,03-09 not 03-08,03-15"),
    ("any weekday", "03-03..03-05,03-08,03-09"),
    ("any day next week except wednesday", "03-08,03-09,03-11..03-13 not 03-03,03-10"),
    ("next week not monday", "03-09..03-13 not 03-08,03-15"),
    ("thursday or friday next week", "03-11,03-12"),
    ("thursday to friday next week", "03-11,03-12"),
    ("saturday next weekend", "?03-06,03-13"),
    ("this week or next", "03-03..03-13"),
    ("this or next week", "03-03..03-13"),
    ("in the next couple of weeks", "03-03..03-17"),
    ("during the week", "03-03..03-05,03-08,03-09"),
    ("midweek", "03-03,03-04"),
    ("same day next week", "+7d"),
]


@pytest.mark.parametrize(("text", "expected"), ON_WEDNESDAY)
def test_week_read_on_wednesday(read: Read, text: str, expected: str) -> None:
    assert read(text) == expected


# Read on Sunday 31 October 2027, when the salon is closed.
ON_SUNDAY = [
    ("this week", "11-01..11-06"),
    ("next week", "11-01..11-06"),
    ("this weekend", "11-06"),
    ("next weekend", "11-06"),
    ("the week after next", "11-08..11-13"),
]


@pytest.mark.parametrize(("text", "expected"), ON_SUNDAY)
def test_week_read_on_closed_sunday(read: Read, text: str, expected: str) -> None:
    assert read(text, "sunday") == expected


# Read on Friday 18 December 2026 at 16:45.
ON_FRIDAY = [
    ("this week", "12-18,12-19"),
    ("next week", "12-21..12-26"),
    ("weekend", "12-19"),
    ("this week in the morning", "12-19 <=11:30"),
]


@pytest.mark.parametrize(("text", "expected"), ON_FRIDAY)
def test_week_read_on_friday_afternoon(read: Read, text: str, expected: str) -> None:
    assert read(text, "friday") == expected
