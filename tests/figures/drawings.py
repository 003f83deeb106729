"""Reads a drawing as XML, and checks what holds for every drawing."""

from xml.etree import ElementTree as ET

SVG = "{http://www.w3.org/2000/svg}"


def read(drawing: str) -> ET.Element:
    """Return the drawing's root; it must be well-formed, named for whoever can't see it, and free of styles and links."""
    root = ET.fromstring(drawing)  # noqa: S314  our own
    title, description = root[0], root[1]
    assert (root.tag, root.get("role")) == (f"{SVG}svg", "img")
    assert (title.tag, description.tag) == (f"{SVG}title", f"{SVG}desc")
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert title.text and description.text
    assert [part for part in root.iter() if "style" in part.attrib or part.tag in (f"{SVG}style", f"{SVG}a")] == []
    assert not any("nan" in value.casefold() or "inf" in value for part in root.iter() for value in _numbers(part))
    return root


def texts(root: ET.Element) -> list[str]:
    """Return what is written in a drawing, in order."""
    return [part.text or "" for part in root.iter(f"{SVG}text")]


def of_class(root: ET.Element, name: str) -> list[ET.Element]:
    """Return the parts of a class, in order."""
    return [part for part in root.iter() if name in (part.get("class") or "").split()]


def _numbers(part: ET.Element) -> list[str]:
    return [
        part.attrib[name] for name in ("x", "y", "cx", "cy", "r", "rx", "width", "height", "d") if name in part.attrib
    ]
