"""The widget's live socket."""

import json
import time
from contextlib import ExitStack
from typing import Any

import pytest
from starlette.websockets import WebSocketDisconnect

from salon.channels.widget import live
from salon.channels.widget.live import MOST_SOCKETS
from salon.errors import Unavailable
from tests.app_client import App, OpenApp, Visitor
from tests.conversations.fakes import FakeEngine

PATIENCE_SECONDS = 20.0


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


def test_replies_are_delivered_to_every_tab(app: App) -> None:
    visitor, other = app.begin(), app.begin()
    with app.http.websocket_connect(visitor.live) as one, app.http.websocket_connect(visitor.live) as two:
        for socket in (one, two):
            socket.send_json({"token": visitor.token})
        wait_for_listeners(app, visitor, 2)
        one.send_text("what clients send here is not read")
        other.say("hi")

        replies = visitor.say("What are blackheads?")["replies"]

        assert [one.receive_json(), two.receive_json()] == [{"type": "message", "message": replies[0]}] * 2


def test_apology_is_delivered_too(open_app: OpenApp) -> None:
    app = open_app(FakeEngine(Unavailable("no engine answers")))
    visitor = app.begin()
    with app.http.websocket_connect(visitor.live) as socket:
        socket.send_json({"token": visitor.token})
        wait_for_listeners(app, visitor, 1)

        replies = visitor.say("hello?")["replies"]

        assert socket.receive_json()["message"] == replies[0]


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
