"""The app with Telegram, Twilio and Messenger in front of it, as strict as the real ones, and a network that can be held up."""

import asyncio
import threading
from typing import Any

import httpx
from sqlalchemy import select

from salon.channels.doors import Door
from salon.channels.messenger.door import messenger_door
from salon.channels.telegram.door import TelegramDoor
from salon.channels.telegram.verify import HEADER
from salon.channels.twilio.door import TwilioDoor
from salon.conversations.models import Conversation
from salon.services import Foundation
from tests.channels.messaging_app import MessagingApp
from tests.channels.messenger import webhooks as messenger
from tests.channels.messenger.stand_in import FakeMessenger
from tests.channels.meta.fake_graph import TOKEN
from tests.channels.meta.signing import APP_SECRET, encode, sign
from tests.channels.telegram import stand_in as telegram
from tests.channels.telegram.updates import text as telegram_text
from tests.channels.twilio import stand_in as twilio
from tests.channels.twilio import webhooks as forms
from tests.conversations.talking import MAYA

HELD_UP_SECONDS = 10
"""For so long at most: a test that fails has to end."""
TWILIO_URL = "https://chat.example/channels/twilio"
ON = {
    "telegram_token": telegram.TOKEN,
    "twilio_account_sid": forms.ACCOUNT_SID,
    "twilio_auth_token": forms.AUTH_TOKEN,
    "twilio_sender": forms.SENDER,
    "meta_app_secret": APP_SECRET,
    "messenger_token": TOKEN,
    "messenger_page_id": messenger.PAGE,
}


class Network(httpx.AsyncBaseTransport):
    """The way to one vendor.

    Attributes:
        asked: the last part of the address of each request, in order.
        under_way: how many requests have no answer yet.
        is_free: while it is not set, requests have to wait.
    """

    def __init__(self, vendor: Any) -> None:
        self._vendor = httpx.ASGITransport(app=vendor)
        self.asked: list[str] = []
        self.under_way = 0
        self.is_free = threading.Event()
        self.is_free.set()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Bring a request there."""
        self.asked.append(request.url.path.rpartition("/")[2])
        self.under_way += 1
        try:
            async with asyncio.timeout(HELD_UP_SECONDS):
                while not self.is_free.is_set():
                    await asyncio.sleep(0.005)
            return await self._vendor.handle_async_request(request)
        finally:
            self.under_way -= 1


class SalonInApps:
    """The salon, and three vendors.

    Attributes:
        app: set once it runs.
        networks: by channel.
    """

    app: MessagingApp

    def __init__(self) -> None:
        self.telegram, self.twilio, self.messenger = telegram.StandIn(), twilio.StandIn(), FakeMessenger()
        vendors = {"telegram": self.telegram, "twilio": self.twilio, "messenger": self.messenger}
        self.networks = {name: Network(vendor) for name, vendor in vendors.items()}

    def open_doors(self, base: Foundation) -> list[Door]:
        """Return the three doors."""
        self.telegram_door = TelegramDoor(base, httpx.AsyncClient(transport=self.networks["telegram"]))
        return [
            self.telegram_door,
            TwilioDoor(base, self.networks["twilio"]),
            messenger_door(base, self.networks["messenger"]),
        ]

    def by_telegram(self, update: Any, **headers: str) -> int:
        """Post an update as Telegram does; return the status."""
        known = {HEADER: self.telegram_door.secret} | headers
        return self.app.http.post("/channels/telegram", json=update, headers=known).status_code

    def by_twilio(self, form: forms.Form, **headers: str) -> int:
        """Post a form as Twilio does; return the status."""
        body, known = forms.request(form, TWILIO_URL)
        return self.app.http.post("/channels/twilio", content=body, headers=known | headers).status_code

    def by_messenger(self, update: Any, headers: dict[str, str] | None = None) -> int:
        """Post a webhook as Meta does, or with other headers; return the status."""
        body = encode(update)
        known = {"X-Hub-Signature-256": sign(body)} if headers is None else headers
        return self.app.http.post("/channels/messenger", content=body, headers=known).status_code

    def say(self, channel: str, words: str) -> int:
        """Say something to the salon in one app; return the status."""
        match channel:
            case "telegram":
                return self.by_telegram(telegram_text(words))
            case "twilio":
                return self.by_twilio(forms.message(words))
            case _:
                return self.by_messenger(messenger.text(words))

    def said_by(self, channel: str) -> list[str]:
        """Return the texts that arrived at clients of one app, in order."""
        match channel:
            case "telegram":
                return [one["text"] for one in self.telegram.sent]
            case "twilio":
                return [one["Body"] for one in self.twilio.sent]
            case _:
                return [one["message"]["text"] for one in self.messenger.sent]

    def staff_say(self, text: str) -> None:
        """Have Maya say something in every conversation."""
        with self.app.services.database.reading() as session:
            found = session.scalars(select(Conversation.id)).all()
        for conversation_id in found:
            say = self.app.services.conversations.say_as_staff
            self.app.http.portal.call(say, conversation_id, MAYA, text)  # type: ignore[union-attr]

    @property
    def heard(self) -> list[str]:
        """What clients said, in order."""
        return [text for author, text in self.app.lines if author == "client"]
