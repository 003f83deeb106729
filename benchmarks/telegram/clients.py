"""Clients who write in Telegram: each update is posted as Telegram posts it, and the answers are waited for."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection
from itertools import count
from urllib.parse import urlsplit

from benchmarks.telegram.stand_in import Telegram

_PATIENCE_SECONDS = 60.0
_QUIET_SECONDS = 1.0
_UPDATES = count(1)
_CHATS = count(5_000_000_001)


@dataclass(frozen=True)
class Webhook:
    """Where a side takes updates, and what else Telegram sends along."""

    url: str
    headers: Mapping[str, str]


@dataclass(frozen=True)
class Times:
    """Milliseconds from posting an update to its 200, and to the last message of its answer at Telegram."""

    taken: float
    answered: float


class Chat:
    """One client's chat with one side, over one kept connection; it is begun when it is made.

    Args:
        webhook: of the side.
        telegram: to which it answers.
    """

    def __init__(self, webhook: Webhook, telegram: Telegram) -> None:
        self._parts = urlsplit(webhook.url)
        self._headers = {"Content-Type": "application/json", **webhook.headers}
        self._http = HTTPConnection(self._parts.hostname or "", self._parts.port, timeout=_PATIENCE_SECONDS)
        self._telegram = telegram
        self.id = next(_CHATS)
        self._post("/start")
        self._come_to_rest()

    def messages_of_answer(self, text: str) -> int:
        """Say something and return how many messages come of it, once no more come."""
        before = self._telegram.arrived(self.id)
        self._post(text)
        self._telegram.wait(self.id, before + 1, _PATIENCE_SECONDS)
        self._come_to_rest()
        return self._telegram.arrived(self.id) - before

    def say(self, text: str, messages: int) -> Times:
        """Say something that is answered with so many messages.

        Raises:
            RuntimeError: it was not taken, or fewer came: an unanswered update says nothing about speed.
        """
        before, began = self._telegram.arrived(self.id), time.perf_counter()
        self._post(text)
        taken = time.perf_counter()
        last = self._telegram.wait(self.id, before + messages, _PATIENCE_SECONDS)
        if last is None:
            raise RuntimeError(f"no answer to {text!r}")
        return Times(1000 * (taken - began), 1000 * (last - began))

    def _post(self, text: str) -> None:
        self._http.request("POST", self._parts.path, json.dumps(_update(self.id, text)), self._headers)
        response = self._http.getresponse()
        response.read()
        if response.status != HTTPStatus.OK:
            raise RuntimeError(f"{self._parts.path} answered {response.status}")

    def _come_to_rest(self) -> None:
        arrived = self._telegram.arrived(self.id)
        while self._telegram.wait(self.id, arrived + 1, _QUIET_SECONDS):
            arrived += 1


def _update(chat_id: int, text: str) -> dict[str, object]:
    person = {"id": chat_id, "is_bot": False, "first_name": "Zoe", "language_code": "en"}
    chat = {"id": chat_id, "type": "private", "first_name": "Zoe"}
    number = next(_UPDATES)
    message = {"message_id": number, "from": person, "chat": chat, "date": int(time.time()), "text": text}
    return {"update_id": number, "message": message}
