"""The whole app with one door, on one event loop that goes on between requests: real rooms, a scripted engine."""

import asyncio
import gc
import logging
import sys
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path

import httpx
from cryptography.fernet import Fernet
from fastapi import FastAPI
from sqlalchemy import case, event, func, select

from salon.app import build_app
from salon.channels.doors import apps_of
from salon.conversations.models import Message
from salon.messaging.models import Chat, Receipt
from salon.services import Services, lay_foundation, open_services
from salon.settings import Settings
from tests.channels.mutated.vendors import Request, Vendor
from tests.channels.test_forged import SETTINGS
from tests.conversations.fakes import FakeEngine, FakeNets

PATIENCE_SECONDS = 300
"""For thousands of answers to go out, on a machine that does other things too."""
ADDRESS = "https://chat.example"


class Errors(logging.Handler):
    """What was logged as an error, by anybody: a turn that failed after the answer to the vendor, too."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.found.append(f"{record.name}: {record.getMessage()}")

    def take(self) -> list[str]:
        """Return them, and forget them."""
        found, self.found = self.found, []
        return found


class Running:
    """The app, and the vendor in front of it.

    Attributes:
        errors: what was logged as an error.
    """

    def __init__(self, services: Services, app: FastAPI, runner: asyncio.Runner, errors: Errors) -> None:
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        self._services = services
        self._app = app
        self._http = httpx.AsyncClient(transport=transport, base_url=ADDRESS)
        self._runner = runner
        self._life = AsyncExitStack()
        self._secret = services.vault.fingerprint("telegram webhook")
        self.errors = errors

    def start(self) -> None:
        """Begin what the app does beside answering requests; until then nothing is sent, but everything is answered."""
        self._runner.run(self._life.enter_async_context(self._app.router.lifespan_context(self._app)))

    def stop(self) -> None:
        """End it."""
        self._runner.run(self._life.aclose())

    def post(self, *requests: Request) -> list[int]:
        """Post what the vendor posts, one after another; return the statuses, once all turns are done."""
        return self._runner.run(self._post(requests))

    def answered(self) -> dict[str, str]:
        """Return the conversation in which words of a client were answered by the engine, and the answer was sent.

        To who is gone nothing is sent, and need not be.
        """
        return self._runner.run(self._answered())

    def receipts(self) -> int:
        """Return how many things were taken to their end, however many came in one update."""
        with self._services.database.reading() as session:
            return session.scalar(select(func.count()).select_from(Receipt)) or 0

    async def _post(self, requests: tuple[Request, ...]) -> list[int]:
        statuses = []
        for path, body, headers in requests:
            secret = {"X-Telegram-Bot-Api-Secret-Token": self._secret}
            answer = await self._http.post(f"/channels/{path}", content=body, headers=secret | headers)
            statuses.append(answer.status_code)
        await self._services.messaging.settle()
        return statuses

    async def _sent(self) -> None:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while self._behind():
                await asyncio.sleep(0.2)  # looking costs more than sending

    def _behind(self) -> list[str]:
        """Return the conversations with lines of ours that their chats were not sent."""
        with self._services.database.reading() as session:
            ours = select(Message.conversation_id, Message.seq).where(Message.author != "client").subquery()
            behind = select(Chat.conversation_id).join(ours, ours.c.conversation_id == Chat.conversation_id)
            return list(session.scalars(behind.where(ours.c.seq > Chat.sent_seq, Chat.gone_at.is_(None)).limit(1)))

    async def _answered(self) -> dict[str, str]:
        await self._sent()
        with self._services.database.reading() as session:
            # A mutated status may tell that a client is gone, whom another one moved to where nobody writes any more.
            until = case((Chat.gone_at.is_(None), Chat.sent_seq), else_=sys.maxsize)
            sent = dict(session.execute(select(Chat.conversation_id, until)).all())
            lines = session.scalars(select(Message).order_by(Message.conversation_id, Message.seq)).all()
        answers = {(one.conversation_id, one.answers): one for one in lines if one.response == "utter_ask_comedones"}
        return {
            one.text: one.conversation_id
            for one in lines
            if one.author == "client"
            and (answer := answers.get((one.conversation_id, one.seq)))
            and answer.seq <= sent.get(one.conversation_id, -1)
        }


@contextmanager
def running(vendor: Vendor, url: str, home: Path) -> Iterator[Running]:
    """Give the app with the door of this vendor alone; it stops at the end."""
    known = {"home": home, "database_url": url, "secret_key": Fernet.generate_key().decode(), "engine_secret": "hush"}
    known |= {"public_url": ADDRESS, "messages_per_minute": 1_000_000} | SETTINGS
    base = lay_foundation(Settings(_env_file=None, **known))  # type: ignore[call-arg, arg-type]
    # What a power cut would leave is not looked at here, and waiting for the disk is most of the time.
    event.listen(base.database.engine, "connect", lambda raw, _: raw.execute("PRAGMA synchronous=OFF"))
    gc.collect()  # what other tests left behind complains now, and not as an error of ours
    errors = Errors()
    logging.getLogger().addHandler(errors)
    try:
        with asyncio.Runner() as runner:
            doors = [vendor.open_door(base)]
            services = open_services(base.settings, FakeNets(), FakeEngine(), base=base, apps=apps_of(doors))
            app = Running(services, build_app(services, doors), runner, errors)
            try:
                yield app
            finally:
                app.stop()
    finally:
        logging.getLogger().removeHandler(errors)
