"""Parts of the day."""

from collections.abc import Callable

import pytest

Read = Callable[..., str]

PARTS = [
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
    # refused
    ("not in the morning", ">=12:00"),
    ("can't do mornings", ">=12:00"),
    ("not the afternoon", "<=11:59"),
    ("mornings are no good anymore so an afternoon please", ">=12:00"),
    ("evenings don't work", "<=16:59"),
    ("no evenings please", "<=16:59"),
]


@pytest.mark.parametrize(("text", "expected"), PARTS)
def test_part_of_day_read(read: Read, text: str, expected: str) -> None:
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
def test_part_of_day_read_late_in_the_day(read: Read, text: str, expected: str) -> None:
    assert read(text, "friday") == expected
