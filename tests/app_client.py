"""The whole app in one process for tests of its doors: real rooms and sentences, an engine and nets that are scripted."""

from collections.abc import Callable
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from typing import Any
from unittest.mock import patch

from cryptography.fernet import Fernet
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.types import Receive, Scope, Send

from salon.app import build_app
from salon.desk.router import desk_app
from salon.services import Services, open_services
from salon.settings import Settings
from tests.conversations.fakes import FakeEngine, FakeNets

OpenApp = Callable[..., "App"]
"""`open_app(engine, nets, workshop, **settings)`."""
SECRET = "hush"
LIMITS = {"messages_per_minute": 10_000, "address_requests_per_minute": 10_000}


class DeskWhenAsked:
    """The desk, built when it is asked for the first time: its hundred routes would cost every other test a third of a second."""

    def __init__(self, services: Services) -> None:
        self._services = services

    @cached_property
    def built(self) -> FastAPI:
        return desk_app(self._services)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.built(scope, receive, send)


class App:
    """An app and a browser in front of it.

    Attributes:
        http: the browser; errors of the app come as answers, as from a server.
    """

    def __init__(self, services: Services, http: TestClient) -> None:
        self.services = services
        self.http = http

    def begin(self) -> "Visitor":
        """Start a conversation."""
        begun = self.http.post("/v1/conversations", json={})
        assert begun.status_code == 201, begun.text
        return Visitor(self.http, begun.json())


class Visitor:
    """A client in one conversation."""

    def __init__(self, http: TestClient, begun: dict[str, Any]) -> None:
        self._http = http
        self.id = str(begun["conversation_id"])
        self.token = str(begun["token"])
        self.greeting: dict[str, Any] = begun["greeting"]
        self.path = f"/v1/conversations/{self.id}/messages"
        self.live = f"/v1/conversations/{self.id}/live"
        self.headers = {"Authorization": f"Bearer {self.token}"}

    def post(self, body: Any) -> Any:
        """Post a message with the conversation's token; return the response."""
        return self._http.post(self.path, headers=self.headers, json=body)

    def post_raw(self, content: Any, kind: str = "application/json") -> Any:
        """Post bytes, or an iterator of bytes whose length is not announced; return the response."""
        return self._http.post(self.path, headers=self.headers | {"Content-Type": kind}, content=content)

    def say(self, text: str, message_id: str = "m1") -> dict[str, Any]:
        """Say something; return what came."""
        response = self.post({"message_id": message_id, "text": text})
        assert response.status_code == 200, response.text
        return dict(response.json())

    def read(self, **query: Any) -> Any:
        """Read the transcript; return the response."""
        return self._http.get(self.path, params=query, headers=self.headers)


def open_app(
    opened: ExitStack,
    database_url: str,
    home: Path,
    engine: FakeEngine | None = None,
    nets: Any = None,
    workshop: Any = None,
    **settings: Any,
) -> App:
    """Open the app on a database; it is closed with `opened`."""
    known = {
        "home": home,
        "database_url": database_url,
        "secret_key": Fernet.generate_key().decode(),
        "engine_secret": SECRET,
        "now": "2027-03-01T10:00",
        "reviewed_file": home / "reviewed.yml",
    }
    chosen = Settings(_env_file=None, **(known | LIMITS | settings))  # type: ignore[call-arg]
    services = open_services(chosen, nets or FakeNets(), engine or FakeEngine(), workshop)
    with patch("salon.app.desk_app", DeskWhenAsked):
        built = build_app(services)
    client = TestClient(built, raise_server_exceptions=False)
    return App(services, opened.enter_context(client))
