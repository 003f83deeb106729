"""A stand-in for the app, for tests of the page: the same HTTP contract, answers by rote, and every fault on demand."""

import asyncio
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import uvicorn
from fastapi import FastAPI, Request, Response, WebSocket, WebSocketDisconnect
from fastapi.responses import FileResponse, JSONResponse
from fastapi.staticfiles import StaticFiles

PAGE = Path(__file__).parents[2] / "salon" / "channels" / "widget" / "static"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none'"
)
PIECE = 50

Reply = dict[str, Any]


@dataclass(frozen=True)
class Fault:
    """An answer in place of the real one; status 0 drops the message as a lost connection would."""

    status: int
    detail: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    after_storing: bool = False


@dataclass
class FakeApp:
    """What the app is to do next (`ready`, `faults`, `replies`, `delay_seconds`), and what it was asked (`posted`)."""

    url: str = ""
    ready: bool = True
    with_staff: bool = False
    delay_seconds: float = 0.0
    faults: list[Fault] = field(default_factory=list)
    replies: dict[str, list[Reply]] = field(default_factory=dict)
    posted: list[dict[str, str]] = field(default_factory=list)
    started: int = 0
    log: list[Reply] = field(default_factory=list)
    answers: dict[str, Reply] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    sockets: list[WebSocket] = field(default_factory=list)
    loop: asyncio.AbstractEventLoop | None = None

    def push(self, frame: Reply) -> None:
        """Send a frame to every open socket."""
        self._on_loop(lambda socket: socket.send_json(frame))

    def hang_up(self, code: int = 1012) -> None:
        """Close every open socket."""
        self._on_loop(lambda socket: socket.close(code))

    def say(self, text: str, author: str = "staff") -> Reply:
        """Store a line that nobody asked for, and return it."""
        return self.store({**reply(text), "author": author})

    def store(self, line: Reply) -> Reply:
        """Give a line its number and its time."""
        stored = {**line, "seq": len(self.log) + 1, "at": datetime.now(UTC).isoformat()}
        self.log.append(stored)
        return stored

    def answer(self, text: str) -> list[Reply]:
        """Return the replies to a text: those that were set, else an echo."""
        return [{**one, "id": str(uuid4())} for one in self.replies.get(text, [reply(f"You said: {text}")])]

    def _on_loop(self, act: Callable[[WebSocket], Coroutine[Any, Any, None]]) -> None:
        assert self.loop
        for socket in list(self.sockets):
            asyncio.run_coroutine_threadsafe(act(socket), self.loop).result(5)


def reply(text: str, *titles: str, **more: Any) -> Reply:
    """Return a reply of the bot's with quick replies of these titles."""
    buttons = [{"id": f"button-{title}", "title": title} for title in titles]
    fixed: Reply = {"id": str(uuid4()), "author": "bot", "topic": None, "sources": [], "asks": None}
    return {**fixed, "text": text, "buttons": buttons, **more}


@contextmanager
def running(fake: FakeApp, port: int = 0) -> Iterator[FakeApp]:
    """Serve the fake in a thread until the block ends."""
    server = uvicorn.Server(uvicorn.Config(_app(fake), port=port, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    fake.url = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    try:
        yield fake
    finally:
        # Sockets are still open, and nobody is owed a farewell.
        server.should_exit = server.force_exit = True
        thread.join(5)


def _app(fake: FakeApp) -> FastAPI:
    app = FastAPI(openapi_url=None)
    app.mount("/static", StaticFiles(directory=PAGE))
    _add_facts(app, fake)
    _add_messages(app, fake)
    _add_socket(app, fake)
    return app


def _add_facts(app: FastAPI, fake: FakeApp) -> None:
    @app.get("/")
    async def page() -> FileResponse:
        return FileResponse(PAGE / "index.html", headers={"Content-Security-Policy": POLICY})

    @app.get("/readyz")
    async def readyz() -> JSONResponse:
        fake.loop = asyncio.get_running_loop()
        return JSONResponse({"status": "ready" if fake.ready else "waking up"}, 200 if fake.ready else 503)

    @app.get("/v1/salon")
    async def salon() -> Reply:
        return SALON


def _add_messages(app: FastAPI, fake: FakeApp) -> None:
    @app.post("/v1/conversations", status_code=201)
    async def start() -> Reply:
        fake.started += 1
        conversation_id, token = str(uuid4()), str(uuid4())
        fake.tokens = {conversation_id: token}
        fake.log.clear()
        greeting = fake.store(reply(*GREETING, topic="greet"))
        return {"conversation_id": conversation_id, "token": token, "greeting": greeting}

    @app.post("/v1/conversations/{conversation_id}/messages")
    async def take(conversation_id: str, request: Request) -> Response:
        message = await request.json()
        fake.posted.append(message)
        await asyncio.sleep(fake.delay_seconds)
        fault = fake.faults.pop(0) if fake.faults else None
        if fault and not fault.after_storing:
            return _failed(fault)
        if refused := _stranger(fake, conversation_id, request):
            return refused
        answer = _answered(fake, message)
        return _failed(fault) if fault else JSONResponse(answer)

    @app.get("/v1/conversations/{conversation_id}/messages")
    async def read(conversation_id: str, request: Request, after: int = 0) -> Response:
        if refused := _stranger(fake, conversation_id, request):
            return refused
        return JSONResponse({"messages": [line for line in fake.log if line["seq"] > after][:PIECE]})


def _add_socket(app: FastAPI, fake: FakeApp) -> None:
    @app.websocket("/v1/conversations/{conversation_id}/live")
    async def live(socket: WebSocket, conversation_id: str) -> None:
        await socket.accept()
        try:
            first = await socket.receive_json()
            if fake.tokens.get(conversation_id) != first["token"]:
                await socket.close(4401)
                return
            fake.sockets.append(socket)
            await socket.receive_text()
        except WebSocketDisconnect:
            pass
        finally:
            if socket in fake.sockets:
                fake.sockets.remove(socket)


def _answered(fake: FakeApp, message: dict[str, str]) -> Reply:
    known = fake.answers.get(message["message_id"])
    if known:
        return known
    text = message.get("text") or message["button_id"].removeprefix("button-")
    fake.store({**reply(text), "id": message["message_id"], "author": "client"})
    replies = [] if fake.with_staff else [fake.store(one) for one in fake.answer(text)]
    answer = {"message_id": message["message_id"], "replies": replies, "awaiting_staff": fake.with_staff}
    fake.answers[message["message_id"]] = answer
    return answer


def _stranger(fake: FakeApp, conversation_id: str, request: Request) -> Response | None:
    if request.headers.get("Authorization") == f"Bearer {fake.tokens.get(conversation_id)}":
        return None
    return _failed(Fault(404, "This conversation can't be found. Please start a new one."))


def _failed(fault: Fault) -> Response:
    return JSONResponse({"error": "fault", "detail": fault.detail}, fault.status, fault.headers)


GREETING = (
    "Hello! I'm the salon's assistant. I'm a bot, not a person and not a doctor.",
    "What are blackheads?",
    "What happens in a deep cleaning?",
    "What does it cost?",
    "Book a visit",
)
SALON: Reply = {
    "name": "Willow & Vale",
    "city": "Bath",
    "address": "14 Milsom Place, Bath BA1 1DN",
    "hours": "Monday to Saturday 9:00 to 19:00, closed on Sunday",
    "phone": "+44 1225 496 0182",
    "email": "hello@willowandvale.example",
    "currency": "GBP",
    "emergency_number": "999",
    "engine_ready": True,
    "treatments": [
        {"id": "deep_cleaning", "name": "deep cleaning", "duration_minutes": 90, "price_pence": 8500},
        {"id": "ultrasonic_cleaning", "name": "ultrasonic cleaning", "duration_minutes": 60, "price_pence": 5500},
        {"id": "skin_consultation", "name": "skin consultation", "duration_minutes": 30, "price_pence": 0},
    ],
}
