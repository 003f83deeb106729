"""The widget's live socket."""

import asyncio
import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any

import pytest
from starlette.testclient import WebSocketTestSession
from starlette.websockets import WebSocketDisconnect

from salon.channels.widget import live
from salon.channels.widget.live import MOST_SOCKETS
from salon.errors import Unavailable
from tests.app_client import App, OpenApp, Visitor
from tests.conversations.fakes import FakeEngine
from tests.conversations.talking import MAYA

PATIENCE_SECONDS = 20.0
NOBODY_HOLDS = {"type": "held", "by": None}
TYPING = {"type": "typing", "author": "bot"}


def closed(app: App, path: str, **frame: Any) -> int:
    """Open a socket, send a first frame, and return the code that it is closed with."""
    with app.http.websocket_connect(path) as socket:
        if frame:
            socket.send({"type": "websocket.receive", **frame})
        ended = socket.receive()
        assert ended["type"] == "websocket.close"
        return int(ended["code"])


def wait_for_listeners(app: App, visitor: Visitor, count: int) -> None:
    """Wait until so many sockets of the conversation listen."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while app.services.conversations.listeners.count(visitor.id) != count:
        assert time.monotonic() < deadline
        time.sleep(0.005)


def test_first_frame_that_opens_nothing(app: App) -> None:
    visitor, foreign = app.begin(), app.begin()
    frames: list[dict[str, Any]] = [
        {"text": text}
        for text in (
            "",
            "{",
            "null",
            "[]",
            '"token"',
            "{}",
            json.dumps({"token": None}),
            json.dumps({"token": [visitor.token]}),
            json.dumps({"token": "wrong"}),
            json.dumps({"token": foreign.token}),
            json.dumps({"token": "\ud83d"}),
            *(json.dumps({"token": visitor.token, "after": after}) for after in (-1, 1.5, "1", None, True, 2**31)),
            visitor.token,
            "[" * 60_000,
        )
    ]

    codes = [closed(app, visitor.live, **frame) for frame in [*frames, {"bytes": b"{}"}, {"bytes": b"\xff"}]]

    assert codes == [4401] * (len(frames) + 2)


@pytest.mark.parametrize("name", ["x", "%00", "6f1c1c56-9d35-4f2c-9c9a-0a8f4a3f6c11"])
def test_unknown_conversation(app: App, name: str) -> None:
    token = app.begin().token

    assert closed(app, f"/v1/conversations/{name}/live", text=json.dumps({"token": token})) == 4401


def test_client_that_says_nothing(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "HELLO_SECONDS", 0.01)

    assert closed(app, app.begin().live) == 4401


def test_client_that_goes_at_once(app: App, caplog: pytest.LogCaptureFixture) -> None:
    visitor = app.begin()

    with app.http.websocket_connect(visitor.live):
        pass

    assert app.services.conversations.listeners.count(visitor.id) == 0
    assert caplog.records == []


def test_more_sockets_than_a_conversation_needs(app: App) -> None:
    visitor, other = app.begin(), app.begin()
    hello = json.dumps({"token": visitor.token})
    with ExitStack() as sockets:
        for number in range(1, MOST_SOCKETS + 1):
            sockets.enter_context(app.http.websocket_connect(visitor.live)).send_text(hello)
            wait_for_listeners(app, visitor, number)

        code = closed(app, visitor.live, text=hello)
        with app.http.websocket_connect(other.live) as own:
            own.send_json({"token": other.token})
            wait_for_listeners(app, other, 1)

    assert code == 4429
    wait_for_listeners(app, visitor, 0)


def frames(socket: WebSocketTestSession, count: int) -> list[dict[str, Any]]:
    """Return the next frames."""
    return [socket.receive_json() for _ in range(count)]


def messages(*lines: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the frames that hold these lines."""
    return [{"type": "message", "message": line} for line in lines]


def as_it_came(visitor: Visitor, number: int) -> dict[str, Any]:
    """Return a client's line as it was before its answer: what it is about is known afterwards."""
    return dict(visitor.read().json()["messages"][number]) | {"topic": None}


def test_every_tab_is_told_everything_once(app: App) -> None:
    visitor, other = app.begin(), app.begin()
    with app.http.websocket_connect(visitor.live) as one, app.http.websocket_connect(visitor.live) as two:
        for socket in (one, two):
            socket.send_json({"token": visitor.token})
            assert frames(socket, 2) == [NOBODY_HOLDS, *messages(visitor.greeting)]
        one.send_text("what clients send here is not read")
        other.say("hi")

        replies = visitor.say("What are blackheads?")["replies"]
        own = as_it_came(visitor, 1)
        told = [frames(socket, 3) for socket in (one, two)]
        replies_then = visitor.say("And pores?", "m2")["replies"]
        then = as_it_came(visitor, 3)

        assert told == [[*messages(own), TYPING, *messages(*replies)]] * 2
        assert frames(one, 3) == [*messages(then), TYPING, *messages(*replies_then)]


def test_own_line_is_told_before_the_answer(open_app: OpenApp) -> None:
    answer_now = threading.Event()

    class Slow(FakeEngine):
        async def turn(self, *arguments: Any, **named: Any) -> Any:
            await asyncio.to_thread(answer_now.wait, PATIENCE_SECONDS)
            return await super().turn(*arguments, **named)

    visitor = open_app(Slow()).begin()
    app_http = visitor._http
    with ThreadPoolExecutor(1) as pool, app_http.websocket_connect(visitor.live) as socket:
        socket.send_json({"token": visitor.token, "after": visitor.greeting["seq"]})
        assert socket.receive_json() == NOBODY_HOLDS
        saying = pool.submit(visitor.say, "What are blackheads?")

        told = frames(socket, 2)
        answer_now.set()

        said = saying.result()
        assert [told[0]["message"]["id"], told[0]["message"]["seq"], told[1]] == ["m1", said["seq"], TYPING]
        assert frames(socket, 1) == messages(*said["replies"])


def test_socket_goes_on_where_the_last_one_was(app: App) -> None:
    visitor = app.begin()
    visitor.say("What are blackheads?")
    lines = visitor.read().json()["messages"]

    with app.http.websocket_connect(visitor.live) as socket:
        socket.send_json({"token": visitor.token, "after": lines[1]["seq"]})
        told = frames(socket, 2)
        visitor.say("And pores?", "m2")

        assert told == [NOBODY_HOLDS, *messages(lines[2])]
        assert frames(socket, 1) == messages(as_it_came(visitor, 3))


def test_apology_is_delivered_too(open_app: OpenApp) -> None:
    app = open_app(FakeEngine(Unavailable("no engine answers")))
    visitor = app.begin()
    with app.http.websocket_connect(visitor.live) as socket:
        socket.send_json({"token": visitor.token, "after": visitor.greeting["seq"]})
        wait_for_listeners(app, visitor, 1)

        replies = visitor.say("hello?")["replies"]

        assert frames(socket, 4)[3:] == messages(*replies)


def test_staff_are_announced(app: App) -> None:
    visitor = app.begin()
    conversations = app.services.conversations
    portal = app.http.portal
    assert portal
    with app.http.websocket_connect(visitor.live) as socket:
        socket.send_json({"token": visitor.token, "after": visitor.greeting["seq"]})
        assert socket.receive_json() == NOBODY_HOLDS

        line = portal.call(conversations.say_as_staff, visitor.id, MAYA, "Hello")
        told = frames(socket, 2)
        held = visitor.say("Are you Maya?")
        own = frames(socket, 1)
        portal.call(conversations.release, visitor.id, MAYA)

        assert told == [{"type": "held", "by": "Maya"}, *messages(line)]
        assert (held["replies"], held["held_by"]) == ([], "Maya")
        assert own == messages(visitor.read().json()["messages"][-1])
        assert socket.receive_json() == NOBODY_HOLDS


def test_erasure_ends_every_socket(app: App) -> None:
    visitor = app.begin()
    with app.http.websocket_connect(visitor.live) as socket:
        socket.send_json({"token": visitor.token, "after": visitor.greeting["seq"]})
        assert socket.receive_json() == NOBODY_HOLDS

        assert app.http.delete(f"/v1/conversations/{visitor.id}", headers=visitor.headers).status_code == 200

        assert socket.receive_json() == {"type": "erased"}
        assert socket.receive() == {"type": "websocket.close", "code": 4410, "reason": ""}
    wait_for_listeners(app, visitor, 0)


def test_database_that_fails(app: App, caplog: pytest.LogCaptureFixture) -> None:
    async def fail(*_: object) -> None:
        raise OSError("no space left for 07700 900123")

    visitor = app.begin()
    app.services.conversations.history = fail  # type: ignore[assignment,method-assign]

    assert closed(app, visitor.live, text=json.dumps({"token": visitor.token})) == 1011
    assert f"conversation {visitor.id}: live socket failed: OSError at " in caplog.text
    assert "900123" not in caplog.text
    wait_for_listeners(app, visitor, 0)


def test_socket_that_is_cancelled_leaves_nobody_listening(app: App) -> None:
    visitor = app.begin()
    conversations = app.services.conversations

    async def follow_and_be_cancelled() -> int:
        socket = SilentSocket({"token": visitor.token})
        task = asyncio.create_task(socket.open(app, visitor.live))
        while not conversations.listeners.count(visitor.id):
            await asyncio.sleep(0.001)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        return conversations.listeners.count(visitor.id)

    portal = app.http.portal
    assert portal
    assert portal.call(follow_and_be_cancelled) == 0


class SilentSocket:
    """The server's side of a socket whose client says hello and then nothing."""

    def __init__(self, hello: dict[str, Any]) -> None:
        self._coming: list[dict[str, Any]] = [
            {"type": "websocket.connect"},
            {"type": "websocket.receive", "text": json.dumps(hello)},
        ]

    async def open(self, app: App, path: str) -> None:
        """Serve it."""
        scope = {"type": "websocket", "path": path, "raw_path": path.encode(), "query_string": b"", "headers": []}
        scope |= {"root_path": "", "scheme": "ws", "subprotocols": [], "state": {}}
        await app.http.app(scope, self._receive, self._send)  # type: ignore[arg-type]

    async def _receive(self) -> dict[str, Any]:
        return self._coming.pop(0) if self._coming else await asyncio.Future()

    async def _send(self, message: Any) -> None:
        await asyncio.sleep(0)


def test_socket_that_is_closed_is_forgotten(app: App) -> None:
    visitor = app.begin()
    with app.http.websocket_connect(visitor.live) as socket:
        socket.send_json({"token": visitor.token})
        wait_for_listeners(app, visitor, 1)

    wait_for_listeners(app, visitor, 0)
    assert len(visitor.say("hi")["replies"]) == 1


def test_address_that_is_none(app: App) -> None:
    with pytest.raises(WebSocketDisconnect), app.http.websocket_connect("/v1/conversations/live") as socket:
        socket.receive()
