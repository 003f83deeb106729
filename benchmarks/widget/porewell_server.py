"""Our own server: the whole app with an engine that answers by rote, and the widget's page at the same address."""

import asyncio
import shutil
import socket
import threading
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route

from benchmarks.programs import HOME
from benchmarks.widget.widgets import POLICY, POREWELL
from salon.app import build_app
from salon.conversations.engine import Act, Answer, Engines, Said
from salon.conversations.holding import Holder
from salon.migrate import migrate
from salon.responses import Responses
from salon.salon_file import load_salon
from salon.services import RESPONSES, open_services
from salon.settings import ROOT, Settings

REPLY = "utter_price_more"
"""A text of middling length without buttons or sources: the others show the same."""
STAFF = "Wanda"
_NO_LIMIT = 1_000_000
_ENDING_SECONDS = 5


class _Engine(Engines):
    """Answers everything with the same response, and remembers who asked."""

    def __init__(self) -> None:
        self.last_conversation = ""
        self.loop: asyncio.AbstractEventLoop | None = None

    async def turn(
        self,
        conversation_id: str,
        message_id: str,
        state: list[dict[str, Any]],
        *,
        text: str | None = None,
        payload: Mapping[str, Any] | None = None,
        context: Mapping[str, Any],
        beside: Collection[str] | None = None,
    ) -> Answer:
        self.last_conversation, self.loop = conversation_id, asyncio.get_running_loop()
        said = (Said(REPLY, {}, [], 0),)
        return Answer(said, (Act("price", "price", 0.9),), (), state, None, None, "by rote")

    async def acts_of(self, text: str) -> tuple[Act, ...]:
        return (Act("price", "price", 0.9),)

    async def ready(self) -> bool:
        return True

    async def close(self) -> None: ...


class _NoNets:
    """Finds nothing."""

    def look(self, text: str) -> None:
        """Find nothing."""


class PorewellServer:
    """It, running.

    Attributes:
        port: of the loopback address.
    """

    def __init__(self) -> None:
        home = HOME / "widget" / "porewell"
        # Key, secret and database are made anew in it.
        shutil.rmtree(home, ignore_errors=True)
        settings = Settings(
            _env_file=None,  # type: ignore[call-arg]
            home=home,
            messages_per_minute=_NO_LIMIT,
            address_requests_per_minute=_NO_LIMIT,
        )
        migrate(settings.url)
        self._engine = _Engine()
        self._services = open_services(settings, _NoNets(), self._engine)
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]

    def say(self, text: str) -> None:
        """Let the salon's staff say something in the newest conversation."""
        saying = self._services.conversations.say_as_staff(self._engine.last_conversation, Holder(STAFF, STAFF), text)
        assert self._engine.loop  # noqa: S101  somebody has asked something
        asyncio.run_coroutine_threadsafe(saying, self._engine.loop).result()

    def serve(self) -> uvicorn.Server:
        """Return the server, which `run` starts."""
        app = build_app(self._services)
        routes = [Route(POREWELL.path, _page), Mount("/", app)]
        whole = Starlette(routes=routes, lifespan=lambda _: app.router.lifespan_context(app))
        return uvicorn.Server(uvicorn.Config(whole, log_level="warning", timeout_graceful_shutdown=_ENDING_SECONDS))

    def run(self, server: uvicorn.Server) -> None:
        """Serve until told to end."""
        server.run([self._socket])


def reply() -> str:
    """Return the text of our engine's only answer."""
    return Responses(RESPONSES, load_salon(ROOT / "salon.yml").facts()).text(REPLY)


@contextmanager
def porewell_server() -> Iterator[PorewellServer]:
    """Run it."""
    porewell = PorewellServer()
    server = porewell.serve()
    thread = threading.Thread(target=porewell.run, args=(server,), daemon=True)
    thread.start()
    try:
        yield porewell
    finally:
        server.should_exit = True
        thread.join()


async def _page(request: Request) -> Response:
    headers = {"Content-Security-Policy": POLICY} if "strict" in request.query_params else {}
    return HTMLResponse(POREWELL.html(), headers=headers)
