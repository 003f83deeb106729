"""Canned replies: what staff say often, with variables. The desk enters.

They are a setting like any other (`canned_replies`); the ones to begin with stand in `canned_replies.yml`.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from salon.errors import NotFound
from salon.responses import PLACEHOLDER
from salon.yaml_reading import Node, read_yaml

SEEDED = Path(__file__).parent / "canned_replies.yml"
VARIABLES = ("client_name", "staff_name", "salon_name", "phone", "hours", "address")
LONGEST_TITLE, LONGEST_REPLY, MOST_REPLIES = 60, 900, 60
_GAP = "\x00"
"""Stands where a value is missing until it is taken out; no message may hold it."""
_GAP_AND_ROOM = re.compile(rf"^{_GAP}[^\S\n]*[,;:]?[^\S\n]*|,?[^\S\n]*{_GAP}(?=[.!?]|$)|[^\S\n]*{_GAP}", re.MULTILINE)
"""A gap with the space before it; also with the comma before it where a sentence ends there, and with the comma behind it
where a line begins with it.
"""


@dataclass(frozen=True)
class CannedReply:
    """One reply; `text` holds `{variables}`."""

    id: str
    title: str
    text: str

    def gaps(self, values: Mapping[str, str]) -> tuple[str, ...]:
        """Return the variables that have no value, in the order in which they stand."""
        return tuple(name for name in PLACEHOLDER.findall(self.text) if not values.get(name, "").strip())


class CannedReplies:
    """The salon's canned replies as they are at present.

    Args:
        present: returns the replies.
        facts: returns the salon's facts, which fill what can be filled.
    """

    def __init__(self, present: Callable[[], Sequence[CannedReply]], facts: Callable[[], Mapping[str, str]]) -> None:
        self._present = present
        self._facts = facts

    def all(self) -> Sequence[CannedReply]:
        """Return all of them, in the salon's order."""
        return self._present()

    def fill(self, reply_id: str, values: Mapping[str, str]) -> str:
        """Return the text with its variables filled; one that has no value is left out, with the space before it.

        Args:
            values: `client_name` and `staff_name`, as far as they are known; the salon's own are filled here.

        Raises:
            NotFound: there is no such reply.
        """
        known = {**self._known(), **values}

        def put(match: re.Match[str]) -> str:
            value = known.get(match.group(1), "").strip()
            return value or _GAP

        filled = PLACEHOLDER.sub(put, self._get(reply_id).text)
        tidy = _GAP_AND_ROOM.sub("", filled).strip()
        return tidy[:1].upper() + tidy[1:]

    def gaps(self, reply_id: str, values: Mapping[str, str]) -> tuple[str, ...]:
        """Return the variables of a reply that would be left out.

        Raises:
            NotFound: there is no such reply.
        """
        return self._get(reply_id).gaps({**self._known(), **values})

    def _known(self) -> dict[str, str]:
        facts = self._facts()
        return {name: facts[name] for name in VARIABLES if name in facts}

    def _get(self, reply_id: str) -> CannedReply:
        for one in self._present():
            if one.id == reply_id:
                return one
        raise NotFound("no such canned reply")


def read_canned_replies(node: Node) -> tuple[CannedReply, ...]:
    """Return the replies of a list of `{id, title, text}`.

    Raises:
        BadInput: one is incomplete, too long, or names a variable that there is not; the message says which.
    """
    if len(node.items()) > MOST_REPLIES:
        node.wrong(f"a list of at most {MOST_REPLIES}")
    replies = tuple(_read(item) for item in node.items())
    for place, item in enumerate(node.items()):
        if any(replies[place].id == other.id for other in replies[:place]):
            item.child("id").wrong("different from all others before it")
    return replies


def seeded() -> list[dict[str, Any]]:
    """Return the replies to begin with, as they stand in the file."""
    return list(read_yaml(SEEDED).value)


def _read(node: Node) -> CannedReply:
    node.only(("id", "title", "text"))
    title, text = node.child("title"), node.child("text")
    if len(title.text()) > LONGEST_TITLE:
        title.wrong(f"of at most {LONGEST_TITLE} characters")
    if len(text.text()) > LONGEST_REPLY:
        text.wrong(f"of at most {LONGEST_REPLY} characters")
    unknown = [name for name in PLACEHOLDER.findall(text.text()) if name not in VARIABLES]
    if unknown or re.search(r"[{}]", PLACEHOLDER.sub("", text.text())):
        allowed = ", ".join(f"{{{name}}}" for name in VARIABLES)
        text.wrong(f"a text whose braces hold one of {allowed}")
    return CannedReply(node.child("id").text(), title.text(), text.text())
