"""What comes from messaging apps, whichever it is. Pure; the doors make it, the room's services take it.

Arrival.what is one of
    Text         words that were typed
    Edit         other words in place of earlier ones
    Press        a button of ours, or a row of a list
    Phone        a telephone number that clients shared as their own
    Media        a photo, a voice message, a sticker ..., perhaps with words
    Start        the chat was opened, perhaps by a link that carries a code
    Left         the client will not have anything sent any more
    Moved        the app gave the chat another address
    Undelivered  the app could not bring something of ours
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class MediaKind(StrEnum):
    """What kind of thing was sent. A bot judges none of them; staff look at photos."""

    PHOTO = "photo"
    VOICE = "voice"
    VIDEO = "video"
    FILE = "file"
    STICKER = "sticker"
    PLACE = "place"
    CONTACT = "contact"
    OTHER = "other"


@dataclass(frozen=True)
class Text:
    """Words, as they were typed: not normalised, of any length."""

    text: str


@dataclass(frozen=True)
class Edit:
    """The words that now stand in place of those of an earlier arrival, which `of` names by its key."""

    of: str
    text: str


@dataclass(frozen=True)
class Press:
    """What we had put behind the button (`presses.py`), or what a forger did; `title` is what it showed, if known."""

    data: str
    title: str = ""
    answer_to: str = ""
    """What the app wants acknowledged so that the button stops spinning; empty if it wants nothing."""


@dataclass(frozen=True)
class Phone:
    """A number as the app writes it: with or without "+", always with the country's digits."""

    number: str


@dataclass(frozen=True)
class Media:
    """Something other than words.

    reference: by which the app gives the file out; empty if there is none. mime_type, size: as the app says, perhaps
    wrong; "" and 0 if it says nothing.
    """

    kind: MediaKind
    reference: str = ""
    caption: str = ""
    mime_type: str = ""
    size: int = 0


@dataclass(frozen=True)
class Start:
    """The chat was opened; `code` is what the link carried, if it carried anything."""

    code: str = ""


@dataclass(frozen=True)
class Left:
    """The client blocked us, or asked the app for silence."""


@dataclass(frozen=True)
class Moved:
    """From now on the chat has the address `to`."""

    to: str


@dataclass(frozen=True)
class Undelivered:
    """Something of ours did not arrive; `reason` is the app's code for why, never words of a client."""

    reason: str
    gone: bool = False
    """Whether the client can't be reached at all any more."""


What = Text | Edit | Press | Phone | Media | Start | Left | Moved | Undelivered


@dataclass(frozen=True)
class Arrival:
    """One thing that came.

    key: the app's own id of it, unique within the app; a repeated delivery has the same. address: of the chat in that
    app (a chat's id, a telephone number, a page-scoped id). at: when the app says that it was sent; aware, UTC.
    """

    key: str
    address: str
    at: datetime
    what: What
