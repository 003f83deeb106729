"""A text in the room's own spelling, and the way back."""

import pytest

from salon.dates.line import DAY, Line


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("", ""),
        ("  Fri   5PM ", "friday 5pm"),
        ("twenty-first of April", "~21st of april"),
        ("twenty - five", "~25"),
        ("half four", "half ~4"),
        ("can\u2019t do thurs\nfri is ok", "can't do thursday ; friday is ok"),
        ("2moro b4 5", "tomorrow before 5"),
        ("fri\ue000", "friday?"),
        ("2\u20134", "2-4"),
    ],
)
def test_plain(text: str, plain: str) -> None:
    assert Line(text).plain == plain


def test_cover_keeps_the_length() -> None:
    line = Line("on friday at 3")

    line.cover(3, 9, DAY)

    assert line.plain == f"on {DAY * 6} at 3"


def test_spans_lead_back_to_the_clients_characters() -> None:
    text = "  Come   TMRW at Twenty-One pls"
    line = Line(text)

    line.note(line.plain.index("tomorrow"), line.plain.index("tomorrow") + len("tomorrow"))
    line.note(line.plain.index("~21"), line.plain.index("~21") + len("~21"))

    assert [text[start:end] for start, end in line.spans()] == ["TMRW", "Twenty-One"]


def test_spans_that_overlap_are_joined() -> None:
    line = Line("friday at 3")

    for start, end in ((0, 6), (0, 6), (3, 11), (11, 11)):
        line.note(start, end)

    assert line.spans() == ((0, 11),)
