"""What is taken back inside one text."""

from collections.abc import Callable

import pytest

Read = Callable[..., str]

CORRECTED = [
    ("thursday at 3, no wait friday", "03-05 15:00"),
    ("thursday at 3 no friday", "03-05 15:00"),
    ("thursday at 3, actually friday", "03-05 15:00"),
    ("thursday at 3, sorry 4", "03-04 16:00"),
    ("thursday at 3, sorry, i mean 4", "03-04 16:00"),
    ("thursday i mean friday at 3", "03-05 15:00"),
    ("thursday - scratch that - monday", "03-08"),
    ("thursday at 3, make it 4", "03-04 16:00"),
    ("thursday at 3 or rather friday", "03-05 15:00"),
    ("thursday at 3, i'd rather friday", "03-05 15:00"),
    ("friday at 3, saturday at 4 instead", "03-06 16:00"),
    ("friday at 3. could we do 4 instead?", "03-05 16:00"),
    ("friday at 3, no wait, after 5", "03-05 >=17:00"),
    ("friday after 5, actually at 3", "03-05 15:00"),
    ("friday at 3, no sorry, next week monday at 10", "03-08 10:00"),
    ("thursday, no wait, friday, oh sorry saturday", "03-06"),
    ("tomorrow morning at 8, no 7", "03-04 07:00"),
    ("at 3, no 4", "16:00"),
    ("no wait, 11 on tuesday", "03-09 11:00"),
    ("sorry i meant the 12th", "03-12"),
    ("actually make that 5", "17:00"),
    ("saturday instead of friday", "03-06 not 03-05,03-12"),
    ("friday rather than saturday", "03-05 not 03-06,03-13"),
    ("friday at 4 instead of 3", "03-05 16:00"),
    # an appointment that is moved
    ("move my appointment from thursday to friday", "03-05"),
    ("change friday 3pm to monday", "03-08"),
    ("can you move my 3pm to 4pm", "16:00"),
    ("move it from 3 to 4", "16:00"),
    ("can i reschedule thursday's appointment to monday at 10", "03-08 10:00"),
    ("i'm booked for thursday, can i do friday", "03-05"),
    ("i have an appointment on thursday at 3, could i come at 4", "16:00"),
    ("no i said five not nine", "17:00"),
    ("could my 10.30 become 11.30", "11:30"),
    ("let's make it morning rather than evening", "<=11:30"),
    ("oh wait, saturday's better", "03-06"),
    ("no, make it 5", "17:00"),
    ("please swap my tuesday for a thursday", "03-04"),
    ("could tomorrow become friday", "03-05"),
    ("can't do thursday, no wait, thursday at 3", "03-04 not 03-11 15:00"),
    ("scrap that, do friday", "03-05"),
    ("i'd like to move my appointment to saturday", "03-06"),
]


@pytest.mark.parametrize(("text", "expected"), CORRECTED)
def test_correction(read: Read, text: str, expected: str) -> None:
    assert read(text) == expected
