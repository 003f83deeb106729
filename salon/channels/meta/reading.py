"""Reads what Meta or a forger posted, whatever it is, without an error. Pure; the parsers of the Meta apps enter."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

_NOTHING: Mapping[str, Any] = {}


def read_body(body: bytes) -> Mapping[str, Any]:
    """Return the object that a body holds; an empty one if it holds none."""
    try:
        return part(json.loads(body))
    except (ValueError, RecursionError):
        return _NOTHING


def part(value: object) -> Mapping[str, Any]:
    """Return an object as it is, an empty one for anything else."""
    return value if isinstance(value, dict) else _NOTHING


def parts(value: object) -> Iterator[Mapping[str, Any]]:
    """Yield the objects of a list; nothing if it is none."""
    if isinstance(value, list):
        yield from (one for one in value if isinstance(one, dict))


def words(value: object) -> str:
    """Return a string without what no database keeps: NUL and halves of surrogate pairs; "" if it is no string."""
    if not isinstance(value, str):
        return ""
    return value.replace("\0", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def identifier(value: object) -> str:
    """Return an id, which Meta writes as a string or, now and then, as a number; "" if it is neither."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _MOST_ID:
        return str(value)
    return words(value)


def moment(value: object, per_second: int) -> datetime:
    """Return the moment that a time stamp means, or this one where it means none: nothing is lost for want of a time.

    Args:
        value: a number, or a string of one, since 1970.
        per_second: 1, or 1000 where Meta counts milliseconds.
    """
    try:
        return datetime.fromtimestamp(int(value) / per_second, UTC)  # type: ignore[call-overload]
    except (ValueError, TypeError, OverflowError, OSError):
        return datetime.now(UTC)


_MOST_ID = 10**30
