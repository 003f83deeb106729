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
    ("after four because of college", ">=16:00"),
    ("7 or later", ">=19:00"),
    ("4 or earlier", "<=16:00"),
    ("3+ is fine", "-"),
    ("3pm+", ">=15:00"),
    ("i finish at five so anything from quarter to six", ">=17:45"),
    ("weekdays up to three", "03-03..03-05,03-08,03-09 <=15:00"),
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
    ("8-9am", ">=08:00 <=09:00"),
    ("9 til 12", ">=09:00 <=12:00"),
    ("after 2 but before 5", ">=14:00 <=16:59"),
    ("not before 11 and not after 3", ">=11:00 <=15:00"),
    ("between 3 and 5 on friday", "03-05 >=15:00 <=17:00"),
    # together
    ("afternoon, after 3", ">=15:00"),
    ("friday afternoon between 2 and 4", "03-05 >=14:00 <=16:00"),
    ("early afternoon or evening", ">=12:00"),
    ("before 10 or after 5", "-"),
]


@pytest.mark.parametrize(("text", "expected"), WINDOWS)
def test_window_read(read: Read, text: str, expected: str) -> None:
    assert read(text) == expected


def test_just_before_midnight() -> None:
    assert just_before(time(0)) == time(0)
