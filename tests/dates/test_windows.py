"""Stretches of the day."""

from collections.abc import Callable
from datetime import time

import pytest

from salon.dates.windows import just_before

Read = Callable[..., str]

WINDOWS = [
    # bounds
    ("after 5", ">=17:00"),
    ("any time after 5", ">=17:00"),
    ("after 5pm", ">=17:00"),
    ("after half 4", ">=16:30"),
    ("later than 3", ">=15:00"),
    ("from 3 onwards", ">=15:00"),
    ("3 onwards", ">=15:00"),
    ("not before 11", ">=11:00"),
    ("3 at the earliest", ">=15:00"),
    ("earliest 3", ">=15:00"),
    ("by 2", "<=14:00"),
    ("not after 5", "<=17:00"),
    ("no later than 4", "<=16:00"),
    ("5 at the latest", "<=17:00"),
    ("until 5", "<=17:00"),
    ("before noon", "<=11:59"),
    ("before 12", "<=11:59"),
    ("before 5", "<=16:59"),
    ("anything earlier than 11", "<=10:59"),
    ("i finish work at 5", ">=17:00"),
    ("i work until half 4", ">=16:30"),
    # both ends
    ("between 2 and 4", ">=14:00 <=16:00"),
    ("between two and four", ">=14:00 <=16:00"),
    ("between 11 and 2", ">=11:00 <=14:00"),
    ("from 9 to 11", ">=09:00 <=11:00"),
    ("2-4", ">=14:00 <=16:00"),
    ("2-4pm", ">=14:00 <=16:00"),
    ("2\u20134pm", ">=14:00 <=16:00"),
    ("11-2pm", ">=11:00 <=14:00"),
    ("10am-12", ">=10:00 <=12:00"),
    ("friday 2-4", "03-05 >=14:00 <=16:00"),
    ("2 to 4", ">=14:00 <=16:00"),
    ("9 til 12", ">=09:00 <=12:00"),
    ("after 2 but before 5", ">=14:00 <=16:59"),
    ("not before 11 and not after 3", ">=11:00 <=15:00"),
    ("between 3 and 5 on friday", "03-05 >=15:00 <=17:00"),
    # parts of the day
    ("morning", "<=11:30"),
    ("in the morning", "<=11:30"),
    ("mornings", "<=11:30"),
    ("tomorrow morning", "03-04 <=11:30"),
    ("early morning", "<=10:00"),
    ("mid-morning", ">=10:00 <=11:30"),
    ("late morning", ">=10:30 <=11:59"),
    ("fri am", "03-05 <=11:30"),
    ("the afternoon", ">=12:00"),
    ("this afternoon", "03-03 >=12:00"),
    ("sat arvo", "03-06 >=12:00"),
    ("saturday aft", "03-06 >=12:00"),
    ("early afternoon", ">=12:00 <=14:00"),
    ("mid afternoon", ">=14:00 <=16:00"),
    ("late afternoon", ">=16:00"),
    ("thurs or fri pm", "03-04,03-05 >=12:00"),
    ("evening", ">=17:00"),
    ("in the evening", ">=17:00"),
    ("friday night", "03-05 >=17:00"),
    ("tonight", "03-03 >=17:00"),
    ("tonite", "03-03 >=17:00"),
    ("this evening", "03-03 >=17:00"),
    ("after work", ">=17:00"),
    ("after school", ">=15:30"),
    ("before work", "<=09:00"),
    ("lunchtime", ">=12:00 <=14:00"),
    ("at lunch", ">=12:00 <=14:00"),
    ("after lunch", ">=13:00"),
    ("before lunch", "<=11:59"),
    ("first thing", "<=10:00"),
    ("first thing tomorrow", "03-04 <=10:00"),
    ("tomorrow first thing", "03-04 <=10:00"),
    ("end of the day", ">=16:00"),
    ("towards the end of the day on friday", "03-05 >=16:00"),
    ("last appointment on friday", "03-05 >=16:00"),
    ("early friday", "03-05 <=10:00"),
    ("as late as possible on friday", "03-05 >=16:00"),
    # together
    ("afternoon, after 3", ">=15:00"),
    ("friday afternoon between 2 and 4", "03-05 >=14:00 <=16:00"),
    ("early afternoon or evening", ">=12:00"),
    ("before 10 or after 5", "-"),
    # refused
    ("not in the morning", ">=12:00"),
    ("can't do mornings", ">=12:00"),
    ("not the afternoon", "<=11:59"),
    ("no evenings please", "<=16:59"),
]


@pytest.mark.parametrize(("text", "expected"), WINDOWS)
def test_window_read(read: Read, text: str, expected: str) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("this morning", "12-18 past"),
        ("this afternoon", "12-18 >=12:00"),
        ("tonight", "12-18 >=17:00"),
        ("tomorrow morning", "12-19 <=11:30"),
    ],
)
def test_window_read_late_in_the_day(read: Read, text: str, expected: str) -> None:
    assert read(text, "friday") == expected


def test_just_before_midnight() -> None:
    assert just_before(time(0)) == time(0)
