"""Writes SVG. Pure; the charts of this room enter.

Looks come from the page's stylesheet, by classes: the desk's policy allows no style in the page, and so dark and light
need nothing here. Of the libraries that draw charts on a server, pygal, the one that is maintained and small, puts a
`<style>` and a script into each drawing and names its classes anew each time; matplotlib writes style attributes.
"""

import math
from xml.sax.saxutils import escape, quoteattr

Value = str | float


def element(name: str, *children: str, **attributes: Value) -> str:
    """Return an element. Of an attribute's name, an underscore at the end is dropped and others become hyphens.

    Args:
        children: elements; text goes through `words` first.

    Raises:
        ValueError: a number is not finite, or a length is below nought.
    """
    written = "".join(f" {_name(key)}={quoteattr(_written(key, value))}" for key, value in attributes.items())
    return f"<{name}{written}>{''.join(children)}</{name}>" if children else f"<{name}{written}/>"


def words(text: str) -> str:
    """Return text so that it can stand inside an element; characters that XML can't hold are left out."""
    return escape(_printable(text))


def label(text: str, x: float, y: float, class_: str = "label", anchor: str = "start") -> str:
    """Return a line of text; `anchor` is start, middle or end, and `y` its base line."""
    return element("text", words(text), x=x, y=y, class_=class_, text_anchor=anchor)


def image(key: str, size: tuple[float, float], title: str, description: str, *children: str) -> str:
    """Return a drawing of `size` (width, height) that is read out as its title and description.

    Args:
        key: makes its ids its own within the page.
    """
    width, height = size
    named = (
        element("title", words(title), id=f"{key}-title"),
        element("desc", words(description), id=f"{key}-desc"),
    )
    return element(
        "svg",
        *named,
        *children,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_number(width)} {_number(height)}",
        class_="chart",
        role="img",
        aria_labelledby=f"{key}-title {key}-desc",
    )


def nothing(key: str, size: tuple[float, float], title: str) -> str:
    """Return a drawing that says there is nothing to draw."""
    text = "Nothing in this period"
    return image(key, size, title, f"{text}.", label(text, size[0] / 2, size[1] / 2 + 4, "label quiet", "middle"))


def path(points: list[tuple[float, float]], *, closed: bool = False) -> str:
    """Return the `d` of a line through points."""
    return "M" + " L".join(f"{_number(x)} {_number(y)}" for x, y in points) + (" Z" if closed else "")


def shortened(text: str, most: int) -> str:
    """Return the text with at most so many characters."""
    return text if len(text) <= most else text[: max(1, most - 1)].rstrip() + "…"


_LENGTHS = frozenset({"width", "height", "r", "rx"})


def _name(key: str) -> str:
    return key.removesuffix("_").replace("_", "-")


def _written(key: str, value: Value) -> str:
    if isinstance(value, str):
        return _printable(value)
    if key in _LENGTHS and value < 0:
        raise ValueError(f"{key} is below nought")
    return _number(value)


def _printable(text: str) -> str:
    return "".join(character for character in text if character.isprintable())


def _number(value: float) -> str:
    if not math.isfinite(value):
        raise ValueError("a number that is not finite can't be drawn")
    return f"{value:.2f}".rstrip("0").rstrip(".")
