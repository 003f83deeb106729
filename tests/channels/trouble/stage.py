"""The salon with one door open, clients who write through it, and time that moves."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx
from cryptography.fernet import Fernet
from fastapi import APIRouter, FastAPI
from sqlalchemy import event, select

from salon.channels.doors import PATH, apps_of
from salon.conversations.engine import Answer
from salon.conversations.holding import Holder
from salon.conversations.models import Handoff, Message
from salon.live_topics import EVERYTHING
from salon.messaging.models import Chat
from salon.services import lay_foundation, open_services
from salon.settings import Settings
from tests.channels.trouble.movable_time import MovableLoop
from tests.channels.trouble.network import Network
from tests.channels.trouble.vendors import Vendor, without_list
from tests.conversations.fakes import FakeEngine, FakeNets, answer, said
from tests.messaging.fakes import MovableClock

ANNA, BEA, CLEO = CLIENTS = range(3)
MAYA = Holder("staff-maya", "Maya")
URL = "https://chat.example"
_TOPICS = "sebum comedones pores marks purging results suitability filaments sebum_why comedones_why pores_why".split()
"""What clients ask, one after another. Each has an answer of its own, so that a changed order shows."""
_PATIENCE_SECONDS = 20
_ITERATIONS = 10


class Lecturer(FakeEngine):
    """Explains the topic that a message names."""

    async def turn(self, *args: Any, text: str | None = None, **more: Any) -> Answer:
        """Answer at once."""
        return answer(said(f"utter_ask_{text}"))


class Stage:
    """Everything of one process, and the vendor in front of it. Clients are numbers.

    Attributes:
        vendor: whose door it is.
        network: between the door and the vendor.
        clock: the salon's. door: what is open.
    """

    def __init__(self, vendor: Vendor, database_url: str, home: Path) -> None:
        self._runner = asyncio.Runner(loop_factory=MovableLoop)
        self.vendor, self.network = vendor, Network(vendor)
        self.clock = MovableClock(datetime(2027, 3, 1, 10, tzinfo=ZoneInfo("Europe/London")))
        known = {"home": home, "database_url": database_url, "secret_key": Fernet.generate_key().decode()}
        known |= {"engine_secret": "hush", "public_url": URL} | vendor.settings
        base = lay_foundation(Settings(_env_file=None, **known), self.clock)  # type: ignore[call-arg, arg-type]
        # What a power cut would lose is no trouble of these: writing the disc through would take most of their time.
        event.listen(base.database.engine, "connect", lambda raw, _: raw.execute("PRAGMA synchronous=OFF"))
        self.door = vendor.door(base, self.network)
        apps = apps_of([self.door])
        self.services = open_services(base.settings, FakeNets(), Lecturer(), base=base, apps=apps)
        self._outbox = self.services.delivery._outbox
        router, app = APIRouter(prefix=PATH), FastAPI()
        self.door.add_routes(router, self.services.messaging)
        app.include_router(router)
        self._http = httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url=URL)
        self._questions = Counter[int]()
        self._posted = 0
        self._delivering = self._runner.run(self._begin())

    def close(self) -> None:
        """Let everything end."""
        self._delivering.cancel()
        self._runner.run(self.services.messaging.close())
        self._runner.close()
        self.services.database.engine.dispose()

    def ask(self, *clients: int) -> None:
        """Have clients ask something at the same moment, each something new; then all happens that can happen now."""
        requests = []
        for client in clients:
            topic = _TOPICS[self._questions[client]]
            self._questions[client] += 1
            self._posted += 1
            requests.append(self.vendor.request(self.door, self.address(client), topic, self._posted))
        self._runner.run(self._post(requests, f"{PATH}/{self.vendor.name}"))

    def post(self, request: tuple[bytes, dict[str, str]], path: str = "") -> None:
        """Have the vendor post something else."""
        self._runner.run(self._post([request], f"{PATH}/{self.vendor.name}{path}"))

    def staff_say(self, client: int, text: str) -> None:
        """Have a member of staff say something to a client."""
        conversation_id = self._chat(client).conversation_id
        self._runner.run(self.services.conversations.say_as_staff(conversation_id, MAYA, text))
        self._runner.run(self._quiet())

    def pass_time(self, seconds: float) -> None:
        """Let time go by; what becomes due meanwhile is sent when it is due."""
        self._runner.run(self._pass(seconds))

    def answer_at_last(self, client: int) -> None:
        """Let the answers come that the vendor held back from us, and a second go by."""
        self.release(client)
        self.pass_time(1)

    def release(self, client: int) -> None:
        """Let the answers come that the vendor held back from us."""
        self._runner.run(self.network.release(self.address(client)))
        self._runner.run(self._rest())

    @property
    def due(self) -> int:
        """How many clients' lines could be sent now."""
        return len(self._outbox.due())

    def said(self, client: int) -> list[str]:
        """Return what the vendor took for a client, in order."""
        return [without_list(text) for text in self.vendor.taken(self.address(client))]

    def lines(self, client: int) -> list[str]:
        """Return what bot and staff have said in a client's conversation, in order, as it is to be read there."""
        with self.services.database.reading() as session:
            mine = (Message.conversation_id == self._chat(client).conversation_id, Message.author != "client")
            found = session.scalars(select(Message).where(*mine).order_by(Message.seq)).all()
            return [without_list(self._as_read(line)) for line in found]

    def tries(self, client: int) -> int:
        """Return how many messages to a client have set out, whatever became of them."""
        return self.network.tried.count(self.address(client))

    def reasons(self, client: int) -> list[str]:
        """Return why staff were called to a client."""
        mine = Handoff.conversation_id == self._chat(client).conversation_id
        with self.services.database.reading() as session:
            return list(session.scalars(select(Handoff.reason).where(mine)))

    def address(self, client: int) -> str:
        """Return a client's address at the vendor."""
        return self.vendor.address(client)

    async def _begin(self) -> asyncio.Task[None]:
        return asyncio.create_task(self.services.delivery.run())

    async def _post(self, requests: Sequence[tuple[bytes, dict[str, str]]], path: str) -> None:
        answers = await asyncio.gather(
            *(self._http.post(path, content=body, headers=headers) for body, headers in requests)
        )
        assert {one.status_code for one in answers} <= {200, 204}
        await self._quiet()

    async def _pass(self, seconds: float) -> None:
        end = self.clock.now.timestamp() + seconds
        while (left := end - self.clock.now.timestamp()) > 1e-6:
            due = self._outbox.seconds_until_due()
            step = left if due is None else min(due, left)
            self.clock.forward(seconds=step)
            asyncio.get_running_loop().skip(step)  # type: ignore[attr-defined]
            # The delivery looks by itself every few seconds; woken, it looks now.
            self.services.topics.announce(EVERYTHING)
            for _ in range(_ITERATIONS):  # until what has run out of time knows so
                await asyncio.sleep(0)
            await self._quiet()

    async def _quiet(self) -> None:
        """Wait until there is nothing to do any more."""
        await _until(lambda: self._is_at_rest() and not self.due)

    async def _rest(self) -> None:
        """Wait until nothing is being done but what waits for the network."""
        await _until(self._is_at_rest)

    def _is_at_rest(self) -> bool:
        happening = len(self.services.messaging._tasks) + len(self.services.delivery._sending)
        return happening == self.network.waiting

    def _as_read(self, line: Message) -> str:
        if line.author == "bot":
            return line.text
        return self.services.responses.text("utter_staff_says", {"name": line.staff_name or "", "text": line.text})

    def _chat(self, client: int) -> Chat:
        with self.services.database.reading() as session:
            found = [one for one in session.scalars(select(Chat)) if one.address == self.address(client)]
        (chat,) = found
        return chat


async def _until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while not true():
        assert time.monotonic() < deadline, "it did not become quiet"
        await asyncio.sleep(0.001)
