"""What a messaging app has to be able to do for us, and how it fails. `channels/<app>` does it.

Unavailable
├── Busy          for so many seconds nothing more, to this client or at all
├── ClientGone    the client blocked us, or is no more: nothing will arrive there
└── WindowClosed  the app lets nothing freely written through so long after the client's last message
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol

from salon.errors import Unavailable

DAY = timedelta(hours=24)
"""The window of Meta's apps, whoever stands between:
https://developers.facebook.com/docs/whatsapp/conversation-types, https://developers.facebook.com/docs/messenger-platform/policy"""


@dataclass(frozen=True)
class Choice:
    """Something to choose: what is shown, and what we get back (`presses.py`)."""

    title: str
    press: str


@dataclass(frozen=True)
class Bubble:
    """What is said at once: plain text with line ends, and what can be chosen under it.

    asks_phone: whether a button that shares the client's own number would be an answer.
    """

    text: str
    choices: tuple[Choice, ...] = ()
    asks_phone: bool = False


@dataclass(frozen=True)
class Post:
    """One request to the app. `method` is what the app calls it; `body` JSON values, address and all.

    menu: the presses behind "1", "2", ..., where the choices had to be written as a numbered list.
    """

    method: str
    body: Mapping[str, Any]
    menu: tuple[str, ...] = ()


@dataclass(frozen=True)
class File:
    """What a client sent, fetched from the app."""

    content: bytes
    mime_type: str


class Busy(Unavailable):
    """The app wants nothing for `seconds`; `for_all` tells whether that holds for every client."""

    def __init__(self, message: str, seconds: float = 60.0, *, for_all: bool = False) -> None:
        super().__init__(message)
        self.seconds = seconds
        self.for_all = for_all


class ClientGone(Unavailable):
    """The client blocked us, or is no more; it is permanent."""

    def __init__(self, message: str) -> None:
        super().__init__(message, permanent=True)


class WindowClosed(Unavailable):
    """Too long after the client's last message; it is permanent until they write again."""

    def __init__(self, message: str) -> None:
        super().__init__(message, permanent=True)


class MessagingApp(Protocol):
    """One messaging app, with its token. Nothing is contacted before something is to be sent."""

    @property
    def name(self) -> str:
        """The channel's name, as conversations keep it: "telegram"."""

    @property
    def window(self) -> timedelta | None:
        """How long after a client's last message the app lets freely written answers through; None: for ever."""

    def own_number(self, address: str) -> str:
        """Return the telephone number that an address is, with "+" and the country's digits; "" if it is none. Pure."""

    def posts(self, address: str, bubble: Bubble) -> Sequence[Post]:
        """Return the requests, in order, that bring a bubble to a client. Pure."""

    def invitation(self, address: str) -> Post | None:
        """Return the request that asks a client to write, and gets through a closed window; None: there is none. Pure."""

    async def send(self, post: Post) -> None:
        """Hand it to the app.

        Raises:
            Unavailable: not taken; `permanent` tells whether this request ever will be.
        """

    async def acknowledge(self, answer_to: str) -> None:
        """Let a pressed button rest. Nothing is raised: it is a courtesy."""

    async def show_typing(self, address: str) -> None:
        """Let the client see that an answer is coming. Nothing is raised: it is a courtesy."""

    async def fetch(self, reference: str, most_bytes: int) -> File:
        """Fetch what a client sent.

        Raises:
            Unavailable: it is not to be had; permanent too if it is larger than `most_bytes`.
        """

    async def close(self) -> None:
        """Let go of connections; nothing can be sent afterwards."""
