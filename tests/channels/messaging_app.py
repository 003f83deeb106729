"""The whole app with a messaging app in front of it, for tests of the doors: real rooms, a scripted engine."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet
from fastapi.testclient import TestClient
from sqlalchemy import select

from salon.app import build_app, limits_of
from salon.channels.doors import Door, apps_of
from salon.conversations.models import Message
from salon.services import Foundation, Services, lay_foundation, open_services
from salon.settings import Settings
from tests.conversations.fakes import FakeEngine, FakeNets

PATIENCE_SECONDS = 20


class MessagingApp:
    """The app, and a browser in front of it."""

    def __init__(self, services: Services, doors: Sequence[Door], http: TestClient, engine: FakeEngine) -> None:
        self.services = services
        self.doors = doors
        self.http = http
        self.engine = engine

    @property
    def lines(self) -> list[tuple[str, str]]:
        """Every line of every conversation: author and text."""
        with self.services.database.reading() as session:
            return [(one.author, one.text) for one in session.scalars(select(Message).order_by(Message.seq))]

    def text(self, name: str, /, **values: str) -> str:
        """Return a sentence of the salon's."""
        return self.services.responses.text(name, values)


@contextmanager
def messaging_app(
    url: str,
    home: Path,
    open_doors: Callable[[Foundation], Sequence[Door]],
    engine: FakeEngine | None = None,
    **settings: Any,
) -> Iterator[MessagingApp]:
    """Give the app, running; it stops at the end."""
    known = {"home": home, "database_url": url, "secret_key": Fernet.generate_key().decode(), "engine_secret": "hush"}
    known |= {"now": "2027-03-01T10:00", "public_url": "https://chat.example", "messages_per_minute": 10_000}
    base = lay_foundation(Settings(_env_file=None, **(known | settings)))  # type: ignore[call-arg]
    doors = open_doors(base)
    engine = engine or FakeEngine()
    limits = limits_of(base.settings)
    apps = apps_of(doors)
    services = open_services(base.settings, FakeNets(), engine, base=base, apps=apps, limit=limits.seconds_over)
    with TestClient(build_app(services, doors, limits), raise_server_exceptions=False) as http:
        yield MessagingApp(services, doors, http, engine)


def until(true: Callable[[], object]) -> None:
    """Wait until something is so."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not true():
        assert time.monotonic() < deadline, "it did not come about in time"
        time.sleep(0.01)
