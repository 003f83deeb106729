"""What the tests have to know of each vendor: how clients' messages come from it, how it fails, what clients got."""

import re
from abc import ABC, abstractmethod
from typing import Any, ClassVar

import httpx

from salon.channels.doors import Door
from salon.services import Foundation
from tests.channels.trouble.network import Network

_NUMBERED_LIST = re.compile(r"\n\n1\. .*", re.DOTALL)


class Vendor(ABC):
    """One vendor, with a stand-in of its own.

    Attributes:
        name: the channel's.
        settings: those that open its door.
        server: the stand-in.
        limits: in how many ways it says that there is too much for all (`be_busy`).
        pauses_all: whether it then tells us that all have to wait; Telegram says so to each chat apart.
        gone: what it says of clients who can't be reached (`cut_off`).
    """

    name: str
    settings: ClassVar[dict[str, str]]
    server: Any
    limits: int = 1
    pauses_all = True
    gone: tuple[Any, ...]

    @abstractmethod
    def door(self, base: Foundation, network: Network) -> Door:
        """Return its door, behind a network."""

    @abstractmethod
    def address(self, number: int) -> str:
        """Return the address of a client."""

    @abstractmethod
    def request(self, door: Any, address: str, text: str, number: int) -> tuple[bytes, dict[str, str]]:
        """Return body and headers of what the vendor posts to us when a client writes; `number` tells messages apart."""

    @abstractmethod
    def client_of(self, request: httpx.Request) -> str:
        """Return the address of the client whom a request of ours concerns; "" if it names none."""

    @abstractmethod
    def is_message(self, request: httpx.Request) -> bool:
        """Tell whether a request of ours is a message, and no courtesy."""

    @abstractmethod
    def taken(self, address: str) -> list[str]:
        """Return the texts that were taken for a client, in order, as they came."""

    @abstractmethod
    def fail_as_gateway(self) -> None:
        """Answer everything as what stands in front of a vendor that is down."""

    @abstractmethod
    def fail_in_own_words(self) -> None:
        """Answer everything as a vendor in whom something is broken."""

    @abstractmethod
    def be_busy(self, seconds: int, limit: int = 0) -> None:
        """Answer everything with how long to wait, in the `limit`-th of its ways; 0: it does not say how long."""

    @abstractmethod
    def cut_off(self, address: str, reason: Any) -> None:
        """Refuse whatever goes to a client, with one of `gone`."""

    @abstractmethod
    def recover(self) -> None:
        """Let everything be well again; who is cut off stays so."""

    @abstractmethod
    def accept(self, address: str) -> None:
        """Take again what goes to a client."""


class KnowsWhoIsBusy(Vendor):
    """A vendor that can have enough of one client."""

    @abstractmethod
    def be_busy_with(self, address: str, seconds: int) -> None:
        """Refuse what goes to a client, with how long to wait; 0: it does not say how long."""


class TellsAfterwards(Vendor):
    """A vendor that takes a message before it knows whether it can be delivered."""

    @abstractmethod
    def not_delivered(self, door: Any, address: str) -> tuple[bytes, dict[str, str]]:
        """Return body and headers of what it posts when the client of a message that it took can't be reached."""

    status_path: str
    """Where it posts that, behind the door's own path."""


def without_list(text: str) -> str:
    """Return a text without the numbered choices under it, all blanks alike."""
    return " ".join(_NUMBERED_LIST.sub("", text).split())
