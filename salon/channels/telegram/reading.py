"""Reads values out of JSON that may be anything at all. Pure; `parse`, its neighbours and the client enter."""

from datetime import UTC, datetime
from typing import Any

_LARGEST = 2**63
_LATEST = 2**32
"""Seconds; the year 2106. `datetime` itself gives up at the year 9999."""


def record_at(value: object, *path: str) -> dict[str, Any]:
    """Return the object at the end of a path of names; an empty one if there is none."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def list_of(value: object) -> list[Any]:
    """Return a list; an empty one if it is none."""
    return value if isinstance(value, list) else []


def text_of(value: object) -> str:
    """Return a text that every store and encoding takes; empty if it is none."""
    return clean(value) if isinstance(value, str) else ""


def clean(text: str) -> str:
    r"""Return the text without NUL and lone surrogates: JSON can carry both, PostgreSQL and UTF-8 neither."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "")


def number_of(value: object) -> int:
    """Return a whole number of at most 64 bits; 0 if it is none."""
    return value if type(value) is int and -_LARGEST <= value < _LARGEST else 0


def moment_of(value: object) -> datetime | None:
    """Return the time of a Unix time stamp, aware, UTC; None if it is none."""
    seconds = number_of(value)
    return datetime.fromtimestamp(seconds, UTC) if 0 < seconds < _LATEST else None
