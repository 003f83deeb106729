"""The stand-in refuses what Telegram refuses: without that, the other tests would prove nothing."""

import asyncio
from typing import Any

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from salon.channels.telegram.send import Telegram
from tests.channels.telegram import updates
from tests.channels.telegram.stand_in import SECRET, TOKEN, StandIn

CLIENT, GROUP = 5_512_345_678, -4_123_456_789


def answer(server: StandIn, method: str, body: dict[str, Any], token: str = TOKEN) -> dict[str, Any]:
    """Return what the server answers."""

    async def run() -> dict[str, Any]:
        transport = httpx.ASGITransport(app=server)
        async with httpx.AsyncClient(transport=transport, base_url="https://api.telegram.org") as http:
            return dict((await http.post(f"/bot{token}/{method}", json=body)).json())

    return asyncio.run(run())


def message(**body: Any) -> dict[str, Any]:
    """Return a message to the client, with changes."""
    return {"chat_id": CLIENT, "text": "Hello"} | body


def buttons(count: int, **button: Any) -> dict[str, Any]:
    """Return an inline keyboard of so many equal buttons, five a row."""
    one = {"text": "x", "callback_data": "b:1"} | button
    return {"inline_keyboard": [[one] * min(5, count - begin) for begin in range(0, count, 5)]}


CONTACT = {"keyboard": [[{"text": "Share", "request_contact": True}]]}


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"chat_id": CLIENT}, "a field of sendMessage is missing"),
        (message(texts="x"), "sendMessage has no field texts"),
        (message(text=5), "text has the wrong type"),
        (message(chat_id=True), "chat_id has the wrong type"),
        (message(chat_id=77), "chat not found"),
        (message(text=" \n"), "message text is empty"),
        (message(text="<b></b>", parse_mode="HTML"), "message text is empty"),
        (message(text="x" * 4097), "message is too long"),
        (message(text="🧖" * 2049), "message is too long"),
        (message(text="&amp;" * 4097, parse_mode="HTML"), "message is too long"),
        (message(parse_mode="html5"), "unsupported parse_mode"),
        (message(text="1 < 2", parse_mode="HTML"), "can't parse entities: Unclosed start tag at byte offset 2"),
        (message(reply_markup={}), "object expected as reply markup"),
        (message(reply_markup=CONTACT | {"remove_keyboard": True}), "object expected as reply markup"),
        (message(reply_markup={"remove_keyboard": False}), "remove_keyboard is true"),
        (message(reply_markup={"inline_keyboard": []}), "rows of buttons expected"),
        (message(reply_markup=buttons(101)), "reply markup is too long"),
        (message(reply_markup=buttons(1, text=" ")), "a button needs a text"),
        (message(reply_markup=buttons(1, url="x")), "can't parse inline keyboard button"),
        (message(reply_markup=buttons(1, callback_data="")), "BUTTON_DATA_INVALID"),
        (message(reply_markup=buttons(1, callback_data="ä" * 33)), "BUTTON_DATA_INVALID"),
        (message(chat_id=GROUP, reply_markup=CONTACT), "phone number can be requested in private chats only"),
    ],
)
def test_send_message_that_telegram_refuses(body: dict[str, Any], words: str) -> None:
    server = StandIn()

    assert answer(server, "sendMessage", body) == {
        "ok": False,
        "error_code": 400,
        "description": f"Bad Request: {words}",
    }
    assert server.sent == []


@pytest.mark.parametrize(
    "body",
    [
        message(),
        message(text="🧖" * 2048),
        message(text="1 < 2"),
        message(text="&lt;" * 4096, parse_mode="HTML"),
        message(reply_markup=buttons(100)),
        message(reply_markup=CONTACT),
    ],
)
def test_send_message_that_telegram_takes(body: dict[str, Any]) -> None:
    server = StandIn()

    assert answer(server, "sendMessage", body)["ok"] is True
    assert server.sent == [body]


@pytest.mark.parametrize(
    ("token", "method", "code"), [("1:x", "getMe", 401), ("x", "getMe", 404), (TOKEN, "sendSmell", 404)]
)
def test_token_and_method_that_are_none(token: str, method: str, code: int) -> None:
    assert answer(StandIn(), method, {}, token)["error_code"] == code


@pytest.mark.parametrize(
    ("method", "body"),
    [
        ("sendChatAction", {"chat_id": CLIENT, "action": "sleeping"}),
        ("setWebhook", {"url": "https://x.example", "secret_token": "a b"}),
        ("getUpdates", {"allowed_updates": ["messages"]}),
        ("setMyCommands", {"commands": [{"command": "book", "description": ""}]}),
    ],
)
def test_other_request_that_telegram_refuses(method: str, body: dict[str, Any]) -> None:
    assert answer(StandIn(), method, body)["error_code"] == 400


def test_deliver_as_telegram_does() -> None:
    came: list[tuple[str | None, Any]] = []

    async def door(request: Request) -> Response:
        came.append((request.headers.get("X-Telegram-Bot-Api-Secret-Token"), await request.json()))
        return Response()

    async def run() -> int:
        app = Starlette(routes=[Route("/telegram", door, methods=["POST"])])
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app)) as http:
            return (await server.deliver(http, updates.text("Hello"))).status_code

    server = StandIn()
    answer(server, "setWebhook", {"url": "https://salon.example/telegram", "secret_token": SECRET})

    assert (asyncio.run(run()), came) == (200, [(SECRET, updates.text("Hello"))])


def test_stand_in_behind_uvicorn() -> None:
    async def run() -> str:
        running = uvicorn.Server(uvicorn.Config(StandIn(), port=0, log_level="error", lifespan="off"))
        serving = asyncio.create_task(running.serve())
        while not running.started:
            await asyncio.sleep(0.01)
        port = running.servers[0].sockets[0].getsockname()[1]
        async with httpx.AsyncClient() as http:
            name = await Telegram(http, TOKEN, base_url=f"http://127.0.0.1:{port}").username()
        running.should_exit = True
        await serving
        return name

    assert asyncio.run(run()) == updates.USERNAME
