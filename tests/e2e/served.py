"""The real app in this process, for tests of the widget: scripted answers, faults on demand, and staff at hand."""

import asyncio
import threading
import time
from collections.abc import Callable, Coroutine, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import uvicorn
from cryptography.fernet import Fernet
from sqlalchemy import func, select

from salon.app import build_app
from salon.channels.doors import apps_of, open_doors
from salon.conversations.engine import Answer
from salon.conversations.holding import Holder
from salon.conversations.models import Message
from salon.db import Base
from salon.responses import Response
from salon.services import Services, lay_foundation, open_services
from salon.settings import Settings
from tests.app_client import LIMITS, SECRET
from tests.conversations.fakes import FakeEngine, FakeNets, answer, said
from tests.e2e.faults import Faults

T = TypeVar("T")
PATIENCE_SECONDS = 10.0
OWN_RESPONSES = (Response("utter_echo", ("You said: {words}",)), Response("utter_raw", ("{words}",)))
"""Sentences of the tests' own, so that an answer tells to what it belongs, or holds what no sentence of ours does."""


class Rote(FakeEngine):
    """Answers each text with what `replies` has for it, and anything else with its own words.

    Attributes:
        thinking: while it is true, no turn ends.
        turns: how many turns were begun.
    """

    def __init__(self) -> None:
        super().__init__()
        self.replies: dict[str, Answer] = {}
        self.thinking = False
        self.turns = 0

    async def turn(
        self, conversation_id: str, message_id: str, state: Any, *, text: str | None = None, **more: Any
    ) -> Answer:
        self.turns += 1
        while self.thinking:
            await asyncio.sleep(0.01)
        known = self.replies.get(text or "", answer(said("utter_echo", words=text or "")))
        self.script = [known]
        return await super().turn(conversation_id, message_id, state, text=text, **more)


def bot_says(words: str, *titles: str, form: str | None = None) -> Answer:
    """Return an answer of these very words, with quick replies of these titles that say the same."""
    return answer(said("utter_raw", buttons=tuple((title, title) for title in titles), words=words), form=form)


@dataclass
class Served:
    """An app that answers at `url`.

    Attributes:
        faults: stands before it.
        engine: its bot; `engine.awake` and `engine.replies` may be changed.
    """

    url: str
    services: Services
    engine: Rote
    faults: Faults
    loop: asyncio.AbstractEventLoop

    def run(self, what: Coroutine[Any, Any, T]) -> T:
        """Run something in the app's own loop, and return what it returns."""
        return asyncio.run_coroutine_threadsafe(what, self.loop).result(PATIENCE_SECONDS)

    @property
    def conversation_id(self) -> str:
        """The conversation in which something was said last."""
        with self.services.database.reading() as session:
            return session.scalars(select(Message.conversation_id).order_by(Message.seq.desc())).first() or ""

    def rows(self) -> Mapping[str, int]:
        """Return how many rows each table has that has any, but for what a conversation does not own."""
        with self.services.database.reading() as session:
            counted = {
                table.name: session.scalar(select(func.count()).select_from(table)) or 0
                for table in Base.metadata.sorted_tables
            }
        return {name: count for name, count in counted.items() if count}

    def staff_say(self, *texts: str, name: str = "Elena") -> None:
        """Have a member of staff say something; they hold the conversation from then on."""
        for text in texts:
            self.run(self.services.conversations.say_as_staff(self.conversation_id, Holder(name, name), text))

    def staff_take(self, name: str = "Elena", instead_of: str | None = None) -> None:
        """Have a member of staff take the conversation over, from a colleague if one is named."""
        self.run(self.services.conversations.hold(self.conversation_id, Holder(name, name), instead_of))

    def staff_leave(self, name: str = "Elena") -> None:
        """Give the conversation back to the bot."""
        self.run(self.services.conversations.release(self.conversation_id, Holder(name, name)))

    def hang_up(self, code: int = 1012) -> None:
        """Close every socket."""
        self.run(self.faults.hang_up(code))

    def erase(self) -> None:
        """Erase the conversation behind the widget's back."""
        self.run(self.services.erasure.erase(self.conversation_id, keep_appointments=False))


Serve = Callable[..., Served]
"""`serve(**settings)` starts an app of its own."""


@contextmanager
def serving(database: Path, home: Path, **settings: Any) -> Iterator[Served]:
    """Serve the app on a free port until the block ends."""
    known: dict[str, Any] = {
        "home": home,
        "database_url": f"sqlite:///{database}",
        "secret_key": Fernet.generate_key().decode(),
        "engine_secret": SECRET,
        "now": "2027-03-01T10:00",
    }
    chosen = Settings(_env_file=None, **(known | LIMITS | settings))  # type: ignore[call-arg]
    engine = Rote()
    base = lay_foundation(chosen)
    doors = open_doors(base)
    services = open_services(chosen, FakeNets(), engine, base=base, apps=apps_of(doors))
    services.responses._responses.update({one.name: one for one in OWN_RESPONSES})
    faults = Faults(build_app(services, doors))
    server = uvicorn.Server(
        uvicorn.Config(faults, port=0, log_level="critical", lifespan="on", timeout_graceful_shutdown=2)
    )
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_until_complete, args=(server.serve(),), daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield Served(f"http://127.0.0.1:{port}", services, engine, faults, loop)
    finally:
        server.should_exit = True
        thread.join(PATIENCE_SECONDS)
