"""Telegram in front of the whole app: updates as Telegram sends them, a Bot API that is as strict as Telegram's."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest

from salon.channels.telegram.door import COMMANDS, TelegramDoor
from salon.channels.telegram.verify import HEADER
from salon.messaging import service
from salon.services import Foundation
from tests.channels.messaging_app import MessagingApp, messaging_app, until
from tests.channels.telegram.stand_in import TOKEN, StandIn
from tests.channels.telegram.updates import NUMBER, Json, private, text, update

PATH = "/channels/telegram"
Open = Callable[..., MessagingApp]


@pytest.fixture
def server() -> StandIn:
    """Return a Bot API server."""
    return StandIn()


@pytest.fixture
def open_telegram(server: StandIn, sqlite_url: str, tmp_path: Path) -> Iterator[Open]:
    """Return what opens the app with Telegram on."""
    with ExitStack() as stack:

        def door(base: Foundation) -> list[TelegramDoor]:
            return [TelegramDoor(base, httpx.AsyncClient(transport=httpx.ASGITransport(app=server)))]

        def open_with(**options: Any) -> MessagingApp:
            known = {"telegram_token": TOKEN} | options
            return stack.enter_context(messaging_app(sqlite_url, tmp_path, door, **known))

        yield open_with


@pytest.fixture
def app(open_telegram: Open) -> MessagingApp:
    """Return the app with Telegram on, by its webhook."""
    return open_telegram()


def post(app: MessagingApp, body: Json, secret: str | None = None) -> httpx.Response:
    """Post an update as Telegram does."""
    (door,) = app.doors
    assert isinstance(door, TelegramDoor)
    return app.http.post(PATH, json=body, headers={HEADER: door.secret if secret is None else secret})


def test_message_is_taken_and_answered(app: MessagingApp, server: StandIn) -> None:
    answer = post(app, text("What are blackheads?"))

    assert (answer.status_code, answer.content) == (200, b"")
    until(lambda: len(server.sent) == 2)
    assert [author for author, _ in app.lines] == ["bot", "client", "bot"]
    assert "I'm a bot" in server.sent[0]["text"]


def test_who_waits_sees_that_an_answer_is_coming(
    app: MessagingApp, server: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "TYPING_AFTER_SECONDS", 0)
    post(app, text("What are blackheads?"))

    until(lambda: len(server.sent) == 2)
    assert len(server.typing) == 1


def test_button_is_pressed_and_rests(app: MessagingApp, server: StandIn) -> None:
    post(app, text("/start"))
    until(lambda: server.sent)
    button = server.sent[0]["reply_markup"]["inline_keyboard"][0][0]
    query = {
        "id": "4382bfdwdsb323b2d9".translate({ord(letter): "7" for letter in "abdfsw"}),
        "from": private()["message"]["from"],
        "chat_instance": "-3",
        "data": button["callback_data"],
        "message": {"message_id": 1001, "chat": private()["message"]["chat"], "date": 1_800_000_000, "text": "..."},
    }

    post(app, update("callback_query", query, NUMBER + 1))

    until(lambda: len(server.sent) == 2 and server.answered)
    assert app.lines[1] == ("client", button["text"])


def test_repeated_update_is_answered_once(app: MessagingApp, server: StandIn) -> None:
    for _ in range(3):
        assert post(app, text("What are blackheads?")).status_code == 200
    until(lambda: len(server.sent) == 2)

    assert len(app.engine.asked) == 1


@pytest.mark.parametrize("secret", ["", "wrong", "x" * 64])
def test_forged_update_has_no_effect(app: MessagingApp, secret: str) -> None:
    assert post(app, text("What are blackheads?"), secret).status_code == 403
    assert app.http.post(PATH, json=text("hi")).status_code == 403
    assert app.lines == []


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'{"update_id": 7}', b"\xff\xfe", b'{"update_id": 1e400}'])
def test_update_that_can_not_be_read_is_taken(app: MessagingApp, body: bytes) -> None:
    (door,) = app.doors
    assert isinstance(door, TelegramDoor)

    answer = app.http.post(PATH, content=body, headers={HEADER: door.secret})

    assert (answer.status_code, app.lines) == (200, [])


def test_long_poll_brings_what_waits_and_forgets_what_was_taken(open_telegram: Open, server: StandIn) -> None:
    second = private(NUMBER + 1, message_id=72, text="And what is sebum?")
    server.waiting = [text("What are blackheads?", NUMBER), second]
    server.seconds = 0.02

    app = open_telegram(public_url="")

    until(lambda: len(server.sent) == 3)
    until(lambda: server.waiting == [])
    assert app.engine.texts == ["What are blackheads?", "And what is sebum?"]


def test_app_starts_while_telegram_is_out_of_reach(open_telegram: Open, server: StandIn) -> None:
    server.down, server.seconds = True, 0.02

    app = open_telegram(public_url="")

    assert app.http.get("/healthz").status_code == 200


def test_without_a_token_there_is_no_door(open_telegram: Open) -> None:
    app = open_telegram(telegram_token="")

    assert app.http.post(PATH, json=text("hi")).status_code == 404
    assert app.doors[0].missing == ("POREWELL_TELEGRAM_TOKEN",)


def test_what_telegram_does_not_take_now_it_takes_later(open_telegram: Open, server: StandIn) -> None:
    app = open_telegram(now="")
    server.down = True
    post(app, text("What are blackheads?"))
    until(lambda: len(app.lines) == 3 and "sendMessage" in server.asked)
    assert server.sent == []

    server.down = False

    until(lambda: len(server.sent) == 2)


def test_conversation_of_the_website_goes_on_here(app: MessagingApp, server: StandIn) -> None:
    begun = app.http.post("/v1/conversations", json={}).json()
    path, headers = f"/v1/conversations/{begun['conversation_id']}", {"Authorization": f"Bearer {begun['token']}"}

    made = app.http.post(f"{path}/moving-links", headers=headers).json()
    (link,) = made["links"]
    post(app, text(f"/start {link['url'].partition('?start=')[2]}"))

    until(lambda: server.sent)
    assert (link["app"], link["url"].partition("?")[0]) == ("Telegram", "https://t.me/PorewellSalonBot")
    assert server.sent[0]["text"] == app.text("utter_moved_here")
    shown = app.http.get(f"{path}/messages", headers=headers).json()["messages"]
    assert [one["text"] for one in shown][1:] == [app.text("utter_moved_here")]
    assert app.http.post(f"{path}/moving-links").status_code == 401
    assert app.http.get("/v1/salon").json()["messaging_apps"] == ["Telegram"]


def test_flood_is_answered_with_how_long_to_wait(open_telegram: Open, server: StandIn) -> None:
    app = open_telegram(messages_per_minute=2)
    for number in range(4):
        post(app, private(NUMBER + number, message_id=71 + number, text=f"question {number}"))

    until(lambda: len(app.lines) == 6)
    assert app.engine.texts == ["question 0", "question 1"]
    assert "Please wait" in " ".join(text for _, text in app.lines)


@pytest.mark.parametrize("polling", [True, False])
def test_connecting_sets_the_way_and_the_menu(open_telegram: Open, server: StandIn, polling: bool) -> None:
    app = open_telegram(telegram_polling=polling)
    (door,) = app.doors
    assert isinstance(door, TelegramDoor)

    asyncio.run(door.connect())

    assert server.webhook == ("" if polling else "https://chat.example/channels/telegram")
    assert server.secret == ("" if polling else door.secret)
    assert [one["command"] for one in server.commands[""]] == list(COMMANDS)


def test_check_names_the_bot(app: MessagingApp) -> None:
    (door,) = app.doors

    assert "@PorewellSalonBot" in asyncio.run(door.check())
