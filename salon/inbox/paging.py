"""A place in the inbox: behind which conversation a page begins, and in which direction. Pure."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Generic, TypeVar

PAGE_SIZE = 30
_PLACE = re.compile(r"(\d{1,20})-([0-9A-Za-z-]{1,36})")
_MICROSECONDS = 1_000_000


@dataclass(frozen=True)
class Place:
    """A conversation in the order of the inbox, newest first; `newer` looks from there towards the newest."""

    last_activity_at: datetime
    conversation_id: str
    newer: bool = False

    def render(self) -> str:
        """Return the place as text for an address, without its direction."""
        moment = self.last_activity_at.astimezone(UTC)
        seconds = int(moment.replace(microsecond=0).timestamp())
        return f"{seconds * _MICROSECONDS + moment.microsecond}-{self.conversation_id}"


def read_place(text: str, *, newer: bool) -> Place | None:
    """Return the place that `render` wrote; None if it is none: then the first page is shown."""
    found = _PLACE.fullmatch(text)
    if not found:
        return None
    seconds, microseconds = divmod(int(found[1]), _MICROSECONDS)
    try:
        return Place(datetime.fromtimestamp(seconds, UTC).replace(microsecond=microseconds), found[2], newer)
    except (ValueError, OverflowError, OSError):
        return None


Row = TypeVar("Row")


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Rows, newest first, and the places from which it goes on; None where it does not."""

    rows: tuple[Row, ...]
    older: Place | None
    newer: Place | None
