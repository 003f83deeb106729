"""What the app has to know of each messaging app's door. `app.py` and the command line enter.

A door is on when its settings are there. Nothing is contacted to find out, so a machine without a network starts.
"""

import asyncio
from collections.abc import Coroutine, Mapping, Sequence
from typing import Any, Protocol

from fastapi import APIRouter

from salon.channels.messenger.door import instagram_door, messenger_door
from salon.channels.telegram.door import TelegramDoor
from salon.channels.twilio.door import TwilioDoor
from salon.channels.whatsapp.door import whatsapp_door
from salon.messaging.app import MessagingApp
from salon.messaging.service import Messaging
from salon.services import Foundation

PATH = "/channels"
LARGEST_MESSAGES = 1024 * 1024
"""Of what an app sends: many messages may come at once."""


class Door(Protocol):
    """One messaging app: where it knocks, and what has to be set for it."""

    @property
    def name(self) -> str:
        """The channel's name."""

    @property
    def title(self) -> str:
        """The app's name, as clients know it; two doors of one app share it."""

    @property
    def app(self) -> MessagingApp | None:
        """What sends there; None if it is off."""

    @property
    def missing(self) -> Sequence[str]:
        """The settings that are not there."""

    def add_routes(self, router: APIRouter, messaging: Messaging) -> None:
        """Add where the app knocks; only for one that is on."""

    def work(self, messaging: Messaging) -> Coroutine[Any, Any, None] | None:
        """Return what has to run beside the routes; None if nothing has to."""

    async def check(self) -> str:
        """Ask the app who we are there, and return it in a sentence.

        Raises:
            Unavailable: it does not know our token, or can't be reached; says which.
        """

    async def connect(self) -> None:
        """Tell the app where messages go, if it takes that from a program.

        Raises:
            Unavailable: it did not take it; says why.
            BadInput: it has to be done by hand; says where.
        """

    async def link(self, code: str) -> str | None:
        """Return the address that opens the app and carries a code there; None: not now. Only for one that is on."""

    def steps(self) -> Sequence[str]:
        """Return what is to be done at the vendor, in order, in sentences for whoever sets it up."""


def open_doors(base: Foundation) -> list[Door]:
    """Return the doors of all messaging apps, in the order in which they are shown."""
    return [TelegramDoor(base), whatsapp_door(base), TwilioDoor(base), messenger_door(base), instagram_door(base)]


def linked_titles(doors: Sequence[Door]) -> list[str]:
    """Return the names, for people, of the apps to which a link can carry a conversation; each once."""
    return list(dict.fromkeys(door.title for door in doors if door.app))


async def links_of(doors: Sequence[Door], code: str) -> list[tuple[str, str]]:
    """Return name and address of each app to which a link can carry a conversation now.

    Of two doors of one app the first that has an address counts.
    """
    opened = [door for door in doors if door.app]
    addresses = await asyncio.gather(*(door.link(code) for door in opened))
    found: dict[str, str] = {}
    for door, address in zip(opened, addresses, strict=True):
        if address:
            found.setdefault(door.title, address)
    return list(found.items())


def apps_of(doors: Sequence[Door]) -> Mapping[str, MessagingApp]:
    """Return what sends to the apps that are on, by channel."""
    return {door.name: door.app for door in doors if door.app}
