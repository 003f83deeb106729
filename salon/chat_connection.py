"""A client's side of the app's public HTTP interface, as the terminal chat needs it. `chat.py` enters."""

import time
from collections.abc import Callable
from typing import Any, TypedDict
from uuid import uuid4

import httpx

from salon.errors import PorewellError, Refused, Unavailable

RETRY_DELAYS = (0.5, 1.0, 2.0)


class Button(TypedDict):
    """A quick reply; the app knows what its id stands for."""

    id: str
    title: str


class Source(TypedDict):
    """A publication that a reply rests on."""

    id: str
    title: str
    grade: str
    strength: str
    finding: str


class Card(TypedDict):
    """An appointment beside a reply, as far as the terminal needs it: the text says the rest."""

    buttons: list[Button]


class Reply(TypedDict):
    """One message to the client: the bot's or, in `author`, staff's; `name` is then who of them wrote it."""

    id: str
    text: str
    topic: str | None
    buttons: list[Button]
    sources: list[Source]
    card: Card | None
    author: str
    name: str | None


def buttons_of(reply: Reply) -> list[Button]:
    """Return all that can be pressed about a reply: its own buttons, and those of its card."""
    return [*reply["buttons"], *(reply["card"]["buttons"] if reply["card"] else [])]


class Connection:
    """One conversation with a running app.

    Args:
        http: has the app's address as its base URL.
        sleep: waits that many seconds before a message is sent again.
    """

    def __init__(self, http: httpx.Client, sleep: Callable[[float], None] = time.sleep) -> None:
        self._http = http
        self._sleep = sleep
        self._path = ""
        self._headers: dict[str, str] = {}
        self._seen: set[str] = set()
        self._last_seq = 0
        self.held_by: str | None = None

    def start(self) -> Reply:
        """Begin the conversation, and return the greeting.

        Raises:
            Refused: the app says no, in a sentence for the client.
            Unavailable: the app does not answer, or fails.
        """
        begun = self._request("POST", "/v1/conversations", {})
        self._path = f"/v1/conversations/{begun['conversation_id']}/messages"
        self._headers = {"Authorization": f"Bearer {begun['token']}"}
        return self._new([begun["greeting"]])[0]

    def send(self, text: str) -> list[Reply]:
        """Send a text, and return the replies in order; none while staff hold the conversation. Raises as `start`."""
        return self._post({"text": text})

    def press(self, button: Button) -> list[Reply]:
        """Press a button, and return the replies in order. Raises as `start`."""
        return self._post({"button_id": button["id"]})

    def news(self) -> list[Reply]:
        """Return what staff or the bot wrote since, oldest first. Raises as `start`."""
        answer = self._request("GET", f"{self._path}?after={self._last_seq}")
        messages, self.held_by = answer["messages"], answer["held_by"]
        self._last_seq = max([self._last_seq, *(message["seq"] for message in messages)])
        return self._new([message for message in messages if message["author"] != "client"])

    def _post(self, content: dict[str, str]) -> list[Reply]:
        answer = self._request("POST", self._path, {"message_id": uuid4().hex, **content})
        self.held_by = answer["held_by"]
        return self._new(answer["replies"])

    def _new(self, replies: list[Reply]) -> list[Reply]:
        new = [reply for reply in replies if reply["id"] not in self._seen]
        self._seen |= {reply["id"] for reply in new}
        return new

    def _request(self, method: str, path: str, body: dict[str, str] | None = None) -> Any:
        response = self._patiently(method, path, body)
        if not response.is_success:
            raise _error(response)
        return response.json()

    def _patiently(self, method: str, path: str, body: dict[str, str] | None) -> httpx.Response:
        # The same message_id each time: the app answers a repeat with what it answered before.
        for delay in RETRY_DELAYS:
            try:
                return self._http.request(method, path, json=body, headers=self._headers)
            except httpx.TransportError:
                self._sleep(delay)
        try:
            return self._http.request(method, path, json=body, headers=self._headers)
        except httpx.TransportError as error:
            raise Unavailable("The app does not answer. Is it still running?") from error


def _error(response: httpx.Response) -> PorewellError:
    try:
        detail = str(response.json()["detail"])
    except (ValueError, KeyError, TypeError):
        detail = f"The app answered with status {response.status_code}."
    return Unavailable(detail) if response.is_server_error else Refused(detail)
