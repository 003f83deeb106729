"""Days that a client does not want."""

from collections.abc import Callable

import pytest

Read = Callable[..., str]

REFUSED = [
    ("not thursday", "not 03-04,03-11"),
    ("not thursday, friday", "03-05 not 03-04,03-11"),
    ("can't do thursday", "not 03-04,03-11"),
    ("cant do thurs", "not 03-04,03-11"),
    ("i can't make friday", "not 03-05,03-12"),
    ("thursday's no good", "not 03-04,03-11"),
    ("thursday is no good for me", "not 03-04,03-11"),
    ("thursday doesn't work, what about saturday", "03-06 not 03-04,03-11"),
    ("thursday at 3 is no good", "not 03-04,03-11"),
    ("can't do monday or tuesday", "not 03-08,03-09,03-15,03-16"),
    ("can't do friday but saturday works", "03-06 not 03-05,03-12"),
    ("not friday but saturday", "03-06 not 03-05,03-12"),
    ("friday not saturday", "03-05 not 03-06,03-13"),
    ("i'm busy on friday, saturday is ok", "03-06 not 03-05,03-12"),
    ("i'm not free on friday", "not 03-05,03-12"),
    ("i work monday to friday", "not 03-08..03-12"),
    ("not tomorrow", "not 03-04"),
    ("not the 5th", "not 03-05"),
    ("anything but friday", "not 03-05,03-12"),
    ("why not friday?", "03-05"),
    ("if not friday then saturday", "03-05,03-06"),
    ("not 3, 4", "16:00"),
    ("not at 3", "-"),
]


@pytest.mark.parametrize(("text", "expected"), REFUSED)
def test_refused_day(read: Read, text: str, expected: str) -> None:
    assert read(text) == expected
