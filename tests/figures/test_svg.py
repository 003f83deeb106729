"""Writing SVG: escaped, finite, never below nought."""

import math
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as some

from salon.figures.svg import element, image, label, nothing, path, shortened
from tests.figures.drawings import read, texts


@pytest.mark.parametrize("name", ["width", "height", "r", "rx"])
def test_element_with_a_length_below_nought(name: str) -> None:
    with pytest.raises(ValueError, match=f"^{name} is below nought$"):
        element("rect", **{name: -0.01})


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_element_with_a_number_that_is_not_finite(number: float) -> None:
    with pytest.raises(ValueError, match="not finite"):
        element("rect", x=number)


def test_element() -> None:
    drawn = element("g", element("text", "a", text_anchor="end", class_="label"), x=-1.50, y=3, width=2.3456)

    assert drawn == '<g x="-1.5" y="3" width="2.35"><text text-anchor="end" class="label">a</text></g>'


@given(some.text())
def test_any_text_is_well_formed(text: str) -> None:
    drawn = ET.fromstring(label(text, 0, 0, class_=text))  # noqa: S314  our own

    assert drawn.tag == "text"


def test_text_is_escaped() -> None:
    root = read(image("k", (10, 10), "<b>&", '"', label("<script>\0", 0, 0)))

    assert (root[0].text, texts(root)) == ("<b>&", ["<script>"])


def test_nothing() -> None:
    root = read(nothing("k", (300, 100), "Messages"))

    assert (root[0].text, texts(root)) == ("Messages", ["Nothing in this period"])


def test_path() -> None:
    assert path([(0, 1), (2.5, 3)], closed=True) == "M0 1 L2.5 3 Z"


def test_shortened() -> None:
    assert (shortened("aftercare", 9), shortened("aftercare", 6), shortened("aftercare", 0)) == (
        "aftercare",
        "after…",
        "a…",
    )
