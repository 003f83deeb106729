"""One process of the app, with one messaging app in front of it: what comes, and what arrives there."""

import asyncio
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet
from sqlalchemy import select

from salon.conversations.holding import Holder
from salon.conversations.models import Conversation, Handoff, Message
from salon.messaging.arrivals import Arrival, Text, What
from salon.messaging.models import Chat
from salon.services import open_services
from salon.settings import Settings
from tests.conversations.fakes import FakeEngine, FakeNets
from tests.messaging.fakes import FakeApp, MovableClock

ANNA, BEA = "1001", "1002"
"""Addresses of two clients."""
MAYA = Holder("staff-maya", "Maya")
_KEYS: dict[Path, str] = {}


class World:
    """Everything of one process."""

    def __init__(
        self,
        database_url: str,
        home: Path,
        now: datetime,
        *,
        engine: FakeEngine | None = None,
        app: FakeApp | None = None,
        nets: FakeNets | None = None,
    ) -> None:
        self.app = app or FakeApp()
        self.engine = engine or FakeEngine()
        self.clock = MovableClock(now)
        key = _KEYS.setdefault(home, Fernet.generate_key().decode())
        settings = Settings(  # type: ignore[call-arg]  # the rest has defaults
            _env_file=None, home=home, database_url=database_url, secret_key=key, engine_secret="hush"
        )
        self.services = open_services(
            settings, nets or FakeNets(), self.engine, clock=self.clock, apps={self.app.name: self.app}
        )
        self._count = 0

    def arrival(self, what: What, address: str = ANNA, key: str = "") -> Arrival:
        """Return something that came, under a key of its own unless one is given."""
        self._count += 1
        return Arrival(key or f"key {self._count}", address, self.clock(), what)

    def come(self, *arrivals: Arrival | What) -> None:
        """Have things come, wait for the answers, and bring them out."""
        found = [one if isinstance(one, Arrival) else self.arrival(one) for one in arrivals]

        async def take() -> None:
            await self.services.messaging.arrive(self.app.name, found)
            await self.services.messaging.settle()
            await self._bring()

        asyncio.run(take())

    def say(self, text: str, address: str = ANNA, key: str = "") -> list[str]:
        """Have a client say something; return what arrived there of it."""
        before = len(self.app.said[address])
        self.come(self.arrival(Text(text), address, key))
        return self.app.said[address][before:]

    def bring(self) -> None:
        """Send all that is due."""
        asyncio.run(self._bring())

    def run(self, work: Any) -> Any:
        """Run a coroutine."""

        async def running() -> Any:
            return await work

        return asyncio.run(running())

    async def _bring(self) -> None:
        outbox = self.services.delivery._outbox
        for chat_id in await asyncio.to_thread(outbox.due):
            await self.services.delivery.send_to(chat_id)

    @property
    def chat(self) -> Chat:
        """The only chat."""
        with self.services.database.reading() as session:
            return session.scalars(select(Chat)).one()

    @property
    def lines(self) -> list[tuple[str, str]]:
        """Every line of every conversation: author and text."""
        with self.services.database.reading() as session:
            return [(one.author, one.text) for one in session.scalars(select(Message).order_by(Message.seq))]

    @property
    def conversations(self) -> int:
        """How many conversations there are."""
        with self.services.database.reading() as session:
            return len(session.scalars(select(Conversation.id)).all())

    @property
    def reasons(self) -> list[str]:
        """Why staff were called, in alphabetical order."""
        with self.services.database.reading() as session:
            return sorted(session.scalars(select(Handoff.reason)))

    def text(self, name: str, /, **values: str) -> str:
        """Return a sentence of the salon's."""
        return self.services.responses.text(name, values)
