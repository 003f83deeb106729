"""What we put behind buttons in messaging apps: short enough for each of them, and nothing that a forger could use.

A press is a letter and a value. `b` is a button of the conversation by its id, which is looked up there; `p` a free
time; `t` the list of free times of a line, by its number and the place to begin; `s` the sources of a line; `r` stars;
`n` the client's own number, where their address is one; `d` that what is stored of them is to be deleted.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

LONGEST_BYTES = 64
"""Telegram's limit for `callback_data`, the narrowest of all: https://core.telegram.org/bots/api#inlinekeyboardbutton"""
_MOST_DIGITS = 12
_BUTTON = re.compile(r"[\w-]{1,62}", re.ASCII)
_CONVERSATION = re.compile(r"[0-9a-f-]{36}", re.ASCII)


@dataclass(frozen=True)
class ButtonPress:
    """A button of the conversation, by id."""

    id: str


@dataclass(frozen=True)
class TimePress:
    """A free time; aware."""

    starts_at: datetime


@dataclass(frozen=True)
class MoreTimes:
    """The free times that belong to a line, by its number, from the `begin`-th on."""

    seq: int
    begin: int


@dataclass(frozen=True)
class SourcesOf:
    """The sources of a line, by its number."""

    seq: int


@dataclass(frozen=True)
class Stars:
    """How content the client is, 1 to 5."""

    stars: int


@dataclass(frozen=True)
class OwnNumber:
    """The number that the client writes from."""


@dataclass(frozen=True)
class AskDeletion:
    """The client wants what is stored of them deleted, and has yet to confirm it."""


class DeletionAnswer(StrEnum):
    """What clients may answer: with or without the appointments to come, or nothing at all."""

    KEEP_APPOINTMENTS = "keep"
    WITH_APPOINTMENTS = "all"
    NOTHING = "no"


@dataclass(frozen=True)
class Deletion:
    """That is confirmed, for the conversation with this id, or not after all."""

    conversation_id: str
    answer: DeletionAnswer


Press = ButtonPress | TimePress | MoreTimes | SourcesOf | Stars | OwnNumber | AskDeletion | Deletion


def write_press(press: Press) -> str:
    """Return what is put behind the button: ASCII, at most 64 bytes."""
    match press:
        case ButtonPress(id=name):
            return f"b:{name}"
        case TimePress(starts_at=start):
            return f"p:{start.astimezone(UTC):%Y-%m-%dT%H:%MZ}"
        case MoreTimes(seq=seq, begin=begin):
            return f"t:{seq}:{begin}"
        case SourcesOf(seq=seq):
            return f"s:{seq}"
        case Stars(stars=stars):
            return f"r:{stars}"
        case OwnNumber():
            return "n:"
        case AskDeletion():
            return "d:"
        case Deletion(conversation_id=conversation_id, answer=answer):
            return f"d:{answer}:{conversation_id}"


def read_press(data: str) -> Press | None:
    """Return what `write_press` wrote; None for anything else, whatever it is."""
    letter, colon, value = data.partition(":")
    match letter:
        case "b" if _BUTTON.fullmatch(value):
            return ButtonPress(value)
        case "p":
            return _time(value)
        case "t":
            numbers = [_number(one) for one in value.split(":")]
            match numbers:
                case [int(seq), int(begin)]:
                    return MoreTimes(seq, begin)
        case "s":
            line = _number(value)
            return None if line is None else SourcesOf(line)
        case "r" if value in tuple("12345"):
            return Stars(int(value))
        case "n" if colon and not value:
            return OwnNumber()
        case "d" if colon:
            return _deletion(value)
    return None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS else None


def _deletion(text: str) -> AskDeletion | Deletion | None:
    if not text:
        return AskDeletion()
    answer, _, conversation_id = text.partition(":")
    if answer in tuple(DeletionAnswer) and _CONVERSATION.fullmatch(conversation_id):
        return Deletion(conversation_id, DeletionAnswer(answer))
    return None


def _time(text: str) -> TimePress | None:
    try:
        return TimePress(datetime.strptime(text, "%Y-%m-%dT%H:%MZ").replace(tzinfo=UTC))
    except ValueError:
        return None
