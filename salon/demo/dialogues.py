"""Reads the whole conversations that the made-up clients have: `dialogues.yml`. Pure but for the file."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from salon.yaml_reading import Node, read_yaml

FILE = Path(__file__).with_name("dialogues.yml")


@dataclass(frozen=True)
class Line:
    """One line of a client, or of staff once they have taken the conversation.

    say: wordings, of which one is said. means: intents, likeliest first; of two, each is answered. answers: names of the
    responses. values: placeholders of these, each the name of a response that stands in its place. sure: the confidence,
    or None for a usual one. guesses: intents offered as buttons. flag: level of a red flag. books: the treatment that
    the client books from here on. until: the slot whose question they no longer answer. staff: it is staff who speak.
    corrected: the intent that staff say it had. failed: the bot apologises.
    """

    say: tuple[str, ...]
    means: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    sure: float | None = None
    guesses: tuple[str, ...] = ()
    flag: str | None = None
    books: str | None = None
    until: str | None = None
    staff: bool = False
    corrected: str | None = None
    failed: bool = False


@dataclass(frozen=True)
class Dialogue:
    """One conversation; `often` is its weight among the others. stars: ratings, of which one may be given.

    tags, note: what staff put on it.
    """

    name: str
    lines: tuple[Line, ...]
    often: int = 1
    stars: tuple[int, ...] = ()
    tags: tuple[str, ...] = ()
    note: str | None = None


def load_dialogues(path: Path = FILE) -> tuple[Dialogue, ...]:
    """Return the dialogues in the order of the file.

    Raises:
        BadInput: something in it is no dialogue; the message says where.
    """
    return tuple(_dialogue(node) for node in read_yaml(path).child("dialogues").items())


def _dialogue(node: Node) -> Dialogue:
    known: dict[str, Any] = dict(node.only(_KEYS_OF_DIALOGUES).value)
    lines = tuple(_line(line) for line in node.child("lines").items())
    lists = {key: tuple(known.get(key) or ()) for key in ("stars", "tags")}
    return Dialogue(node.child("name").text(), lines, known.get("often", 1), note=known.get("note"), **lists)


def _line(node: Node) -> Line:
    known: dict[str, Any] = dict(node.only(_KEYS_OF_LINES).value)
    return Line(**known | {key: _texts(known.get(key, ())) for key in ("say", "means", "answers", "guesses")})


def _texts(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


_KEYS_OF_DIALOGUES = [one.name for one in fields(Dialogue)]
_KEYS_OF_LINES = [one.name for one in fields(Line)]
