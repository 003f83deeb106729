"""Clients of the three things that are measured, each over one kept connection: product, engine alone, stock Rasa.

A `Talk` is one conversation. The client comes from the standard library: it must not cost more than what it measures.
"""

import json
from http import HTTPStatus
from http.client import HTTPConnection
from itertools import count
from typing import Any, Protocol
from urllib.parse import urlsplit
from uuid import uuid4

Answer = list[str]
"""What was said in reply to one message, one string each."""
_PATIENCE_SECONDS = 60


class Talk(Protocol):
    """One conversation."""

    def say(self, text: str) -> Answer:
        """Send a message and return the replies in order."""
        ...


class Connection:
    """Posts JSON to one server over one connection.

    Args:
        url: scheme, host and port.
        headers: sent along each time.
    """

    def __init__(self, url: str, headers: dict[str, str] | None = None) -> None:
        parts = urlsplit(url)
        self._http = HTTPConnection(parts.hostname or "127.0.0.1", parts.port, timeout=_PATIENCE_SECONDS)
        self._headers = {"Content-Type": "application/json"} | (headers or {})

    def post(self, path: str, body: dict[str, Any], headers: dict[str, str] | None = None) -> Any:
        """Post and return the answer's JSON.

        Raises:
            RuntimeError: the server answered with an error: then there is nothing to measure.
        """
        self._http.request("POST", path, json.dumps(body), self._headers | (headers or {}))
        response = self._http.getresponse()
        answer = response.read()
        if response.status not in (HTTPStatus.OK, HTTPStatus.CREATED):
            raise RuntimeError(f"{path} answered {response.status}: {answer[:200]!r}")
        return json.loads(answer)


class ProductTalk:
    """A client of the whole product: the app's public interface."""

    def __init__(self, url: str) -> None:
        self._connection = Connection(url)
        begun = self._connection.post("/v1/conversations", {})
        self._path = f"/v1/conversations/{begun['conversation_id']}/messages"
        self._headers = {"Authorization": f"Bearer {begun['token']}"}
        # The id chooses among several wordings: numbered, the same dialogue is answered in the same words.
        self._numbers = count(1)

    def say(self, text: str) -> Answer:
        """Send a message and return the replies' texts."""
        body = {"message_id": f"m{next(self._numbers)}", "text": text}
        return [str(reply["text"]) for reply in self._connection.post(self._path, body, self._headers)["replies"]]


class EngineTalk:
    """A client of the engine alone, which carries the conversation's state as the app does."""

    def __init__(self, url: str, secret: str) -> None:
        self._connection = Connection(url, {"X-Porewell-Secret": secret})
        self._id = uuid4().hex
        self._state: list[dict[str, Any]] = []

    def say(self, text: str) -> Answer:
        """Send a message and return the names of the responses."""
        body = {"conversation_id": self._id, "message_id": uuid4().hex, "state": self._state, "text": text}
        answer = self._connection.post("/webhooks/salon/turn", body)
        self._state = answer["state"]
        return [str(reply["response"]) for reply in answer["replies"]]


class StockTalk:
    """A client of stock Rasa's REST channel."""

    def __init__(self, url: str) -> None:
        self._connection = Connection(url)
        self._sender = uuid4().hex

    def say(self, text: str) -> Answer:
        """Send a message and return the replies' texts."""
        replies = self._connection.post("/webhooks/rest/webhook", {"sender": self._sender, "message": text})
        return [str(reply["text"]) for reply in replies]
