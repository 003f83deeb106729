"""Where updates go, who the bot is, and its menu: what the command line sets up."""

import asyncio

import httpx
import pytest

from salon.channels.telegram.parse import parse_update
from salon.channels.telegram.send import UPDATES, Account, Telegram
from salon.errors import BadInput, Unavailable
from tests.channels.telegram import updates
from tests.channels.telegram.asking import ask
from tests.channels.telegram.stand_in import SECRET, TOKEN, StandIn

HOOK = "https://salon.example/telegram"


@pytest.fixture
def server() -> StandIn:
    """Return a Bot API server."""
    return StandIn()


@pytest.mark.parametrize("secret", ["", "x" * 257, "ключ", "a b", "a\n"])
def test_set_webhook_with_a_secret_that_telegram_does_not_take(server: StandIn, secret: str) -> None:
    with pytest.raises(BadInput):
        ask(server, lambda app: app.set_webhook(HOOK, secret))

    assert server.asked == []


def test_set_webhook_at_an_address_that_telegram_does_not_take(server: StandIn) -> None:
    with pytest.raises(Unavailable) as error:
        ask(server, lambda app: app.set_webhook("http://salon.example", SECRET))

    words = "telegram refused setWebhook: 400, an https url must be provided for webhook"
    assert (str(error.value), error.value.permanent) == (words, True)


def test_set_webhook(server: StandIn) -> None:
    ask(server, lambda app: app.set_webhook(HOOK, SECRET))

    assert (server.webhook, server.secret) == (HOOK, SECRET)


def test_get_updates_while_they_go_to_a_webhook(server: StandIn) -> None:
    ask(server, lambda app: app.set_webhook(HOOK, SECRET))

    with pytest.raises(Unavailable) as error:
        ask(server, lambda app: app.get_updates(0, 0))

    words = "telegram refused getUpdates: 409, updates go to a webhook, or another process asks for them"
    assert (str(error.value), error.value.permanent) == (words, True)


def test_get_updates(server: StandIn) -> None:
    server.webhook = HOOK
    server.waiting = [updates.text("one", 900), updates.text("two", 901), updates.update("poll", updates.POLL, 902)]

    ask(server, lambda app: app.delete_webhook())

    assert ask(server, lambda app: app.get_updates(0, 0)) == server.waiting[:2]
    assert ask(server, lambda app: app.get_updates(901, 0)) == [updates.text("two", 901)]


def test_username_is_asked_for_once(server: StandIn) -> None:
    async def twice(app: Telegram) -> list[str]:
        return [await app.username(), await app.username()]

    assert ask(server, twice) == ["PorewellSalonBot", "PorewellSalonBot"]
    assert server.asked == ["getMe"]


def test_username_that_is_known(server: StandIn) -> None:
    async def run() -> str:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=server)) as http:
            return await Telegram(http, TOKEN, username="@SalonBot").username()

    assert (asyncio.run(run()), server.asked) == ("SalonBot", [])


def test_get_me(server: StandIn) -> None:
    assert ask(server, lambda app: app.get_me()) == Account(7_000_000_001, "PorewellSalonBot", "Porewell")


def test_set_commands_that_telegram_does_not_take(server: StandIn) -> None:
    with pytest.raises(Unavailable):
        ask(server, lambda app: app.set_commands({"Book!": "Book a time"}))

    assert server.commands == {}


def test_set_commands(server: StandIn) -> None:
    ask(server, lambda app: app.set_commands({"book": "Book a time", "help": "What I can do"}))
    ask(server, lambda app: app.set_commands({"book": "Termin"}, "de"))

    assert server.commands == {
        "": [
            {"command": "book", "description": "Book a time"},
            {"command": "help", "description": "What I can do"},
        ],
        "de": [{"command": "book", "description": "Termin"}],
    }


def test_kinds_that_are_asked_for_are_those_that_are_read() -> None:
    brought = [
        updates.text("Hello"),
        updates.edited(text="Hello!"),
        updates.press("b:1"),
        updates.membership(updates.PRIVATE, "kicked"),
    ]

    assert [len(parse_update(one, "")) for one in brought] == [1, 1, 1, 1]
    assert [next(kind for kind in one if kind != "update_id") for one in brought] == list(UPDATES)
