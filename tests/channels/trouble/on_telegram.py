"""Telegram, as it fails.

https://core.telegram.org/bots/api#making-requests
"""

import json
from typing import ClassVar

import httpx

from salon.channels.doors import Door
from salon.channels.telegram.door import TelegramDoor
from salon.channels.telegram.verify import HEADER
from salon.services import Foundation
from tests.channels.telegram.checks import shown_text
from tests.channels.telegram.stand_in import TOKEN, Refusal, StandIn
from tests.channels.telegram.updates import AT, update
from tests.channels.trouble.network import Network
from tests.channels.trouble.vendors import KnowsWhoIsBusy


class Telegram(KnowsWhoIsBusy):
    """The Bot API. A 429 names `parameters.retry_after`, and no chat."""

    name = "telegram"
    settings: ClassVar[dict[str, str]] = {"telegram_token": TOKEN}
    pauses_all = False
    gone = ("bot was blocked by the user", "user is deactivated")

    def __init__(self) -> None:
        self.server = StandIn()

    def door(self, base: Foundation, network: Network) -> Door:
        return TelegramDoor(base, httpx.AsyncClient(transport=network))

    def address(self, number: int) -> str:
        return str(700_000_000 + number)

    def request(self, door: TelegramDoor, address: str, text: str, number: int) -> tuple[bytes, dict[str, str]]:
        self.server.chats.add(int(address))
        client = {"id": int(address), "is_bot": False, "first_name": "Anna"}
        chat = {"id": int(address), "type": "private", "first_name": "Anna"}
        message = {"message_id": number, "from": client, "chat": chat, "date": AT, "text": text}
        body = json.dumps(update("message", message, 900_000 + number)).encode()
        return body, {"Content-Type": "application/json", HEADER: door.secret}

    def client_of(self, request: httpx.Request) -> str:
        return str(json.loads(request.content or b"{}").get("chat_id", ""))

    def is_message(self, request: httpx.Request) -> bool:
        return request.url.path.endswith("/sendMessage")

    def taken(self, address: str) -> list[str]:
        return [shown_text(body) for body in self.server.sent if str(body["chat_id"]) == address]

    def fail_as_gateway(self) -> None:
        self.server.down = True

    def fail_in_own_words(self) -> None:
        self.server.broken = Refusal(500, "Internal Server Error")

    def be_busy(self, seconds: int, limit: int = 0) -> None:
        self.server.busy[None] = seconds

    def be_busy_with(self, address: str, seconds: int) -> None:
        self.server.busy[int(address)] = seconds

    def cut_off(self, address: str, reason: str) -> None:
        self.server.gone[int(address)] = reason

    def recover(self) -> None:
        self.server.down, self.server.broken = False, None
        self.server.busy.clear()

    def accept(self, address: str) -> None:
        self.server.gone.pop(int(address), None)
