"""Read a YAML file value by value, and say where a mistake is. `salon_file.py` and the configuration room enter.

A `Node` is one value together with its place in the file; each reading method either returns what was asked for
or raises `BadInput` that names the place, what stands there and what would be right.
"""

from collections.abc import Sequence
from datetime import date, time
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn

import yaml

from salon.errors import BadInput

# Ten times as fast, where PyYAML was built with it.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse_yaml(text: str) -> Any:
    """Return what stands in a YAML text: plain values only, nothing that runs.

    Raises:
        yaml.YAMLError: it can't be read.
    """
    return yaml.load(text, _LOADER)  # noqa: S506  a safe loader either way


class Node:
    """One value of the file.

    Args:
        value: what YAML made of it; None when the key is missing or empty.
        place: the way to it, for messages: "treatments[1].price_pence"; "" is the whole file.
        source: what messages begin with.
    """

    def __init__(self, value: Any, place: str = "", source: str = "salon file") -> None:
        self.value = value
        self.place = place
        self.source = source

    def wrong(self, right: str) -> NoReturn:
        """Raise `BadInput` saying that this value is not `right`."""
        found = "is missing" if self.value is None else f"is {self.value!r}"
        raise BadInput(f"{self.source}: {self.place or 'the file'} {found}; it must be {right}")

    def child(self, key: str) -> "Node":
        """Return the value under `key`; a missing one is a node of None."""
        if not isinstance(self.value, dict):
            self.wrong("a list of keys and values")
        return Node(self.value.get(key), f"{self.place}.{key}" if self.place else key, self.source)

    def only(self, keys: Sequence[str]) -> "Node":
        """Return this node after refusing any key that is not one of `keys`."""
        if not isinstance(self.value, dict):
            self.wrong("a list of keys and values")
        for key in self.value:
            if key not in keys:
                near = get_close_matches(str(key), keys, n=1)
                self.child(key).wrong(f"left out, or spelt {near[0]!r}" if near else f"one of {', '.join(keys)}")
        return self

    def items(self) -> list["Node"]:
        """Return the members of a list, in order."""
        if not isinstance(self.value, list):
            self.wrong("a list")
        return [Node(value, f"{self.place}[{index}]", self.source) for index, value in enumerate(self.value)]

    def text(self) -> str:
        """Return text that is not blank, without spaces around it."""
        if not isinstance(self.value, str) or not self.value.strip():
            self.wrong("text (digits and times in quotes)")
        return self.value.strip()

    def texts(self) -> tuple[str, ...]:
        """Return a list of texts, in order."""
        return tuple(item.text() for item in self.items())

    def whole(self, least: int, step: int = 1, most: int | None = None) -> int:
        """Return a whole number of at least `least`, and at most `most`, that `step` divides."""
        too_much = type(self.value) is int and most is not None and self.value > most
        if type(self.value) is not int or self.value < least or self.value % step or too_much:
            bound = f" and at most {most:,}" if too_much else ""
            self.wrong(f"a whole number of at least {least}{bound}" + (f", a multiple of {step}" if step > 1 else ""))
        return self.value

    def choice(self, choices: Sequence[str]) -> str:
        """Return one of `choices`."""
        if self.value not in choices:
            self.wrong(" or ".join(choices))
        return str(self.value)

    def clock(self, step_minutes: int) -> time:
        """Return a local clock time written "09:00", on a multiple of `step_minutes`."""
        try:
            moment = time.fromisoformat(self.value)
        except (TypeError, ValueError):
            self.wrong('a time in quotes, like "09:00"')
        if moment.second or moment.microsecond or moment.tzinfo or moment.minute % step_minutes:
            self.wrong(f'a time on a multiple of {step_minutes} minutes, like "09:00"')
        return moment

    def day(self) -> date:
        """Return a day written 2027-12-25, in quotes or not."""
        try:
            return date.fromisoformat(str(self.value))
        except ValueError:
            self.wrong('a day written like "2027-12-25"')


def read_yaml(path: Path) -> Node:
    """Read the file at `path`.

    Raises:
        BadInput: it is missing, unreadable, or no YAML.
    """
    try:
        return Node(parse_yaml(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise BadInput(f"salon file: {path} can't be read ({error.strerror}); set POREWELL_SALON_FILE") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BadInput(f"salon file: {path} is no YAML in UTF-8: {error}") from error
    except ValueError as error:  # an unquoted 2027-02-30 already fails inside the YAML reader
        raise BadInput(f"salon file: {path} holds a date or time that does not exist: {error}") from error
