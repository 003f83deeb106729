"""Gives updates other clients and other ids, so that none of thousands passes for one that came before. Pure."""

from collections.abc import Mapping
from typing import Any

Names = Mapping[str | int, str | int]


def renamed(value: Any, names: Names) -> Any:
    """Return a copy of a JSON value with these names in place of those: whole numbers, and parts of texts.

    Args:
        names: new by old; a number's name is a number.
    """
    if isinstance(value, dict):
        return {key: renamed(one, names) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return type(value)([renamed(one, names) for one in value])
    if isinstance(value, str):
        for old, new in names.items():
            if isinstance(old, str) and isinstance(new, str):
                value = value.replace(old, new)
        return value
    return names.get(value, value) if type(value) is int else value
