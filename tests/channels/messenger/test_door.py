"""Messenger and Instagram in front of the whole app: webhooks as Meta signs them, a Send API as strict as Meta's."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from salon.channels.messenger.door import instagram_door, messenger_door
from salon.errors import BadInput
from tests.channels.messaging_app import MessagingApp, messaging_app, until
from tests.channels.messenger.stand_in import FakeMessenger
from tests.channels.messenger.webhooks import PAGE, echo, get_started, on_instagram, postback, text
from tests.channels.meta.fake_graph import TOKEN
from tests.channels.meta.signing import APP_SECRET, signed


@pytest.fixture(params=["messenger", "instagram"])
def name(request: pytest.FixtureRequest) -> str:
    """Return one of the two apps."""
    return str(request.param)


@pytest.fixture
def server(name: str) -> FakeMessenger:
    """Return a Send API."""
    return FakeMessenger(instagram=name == "instagram")


@pytest.fixture
def app(name: str, server: FakeMessenger, sqlite_url: str, tmp_path: Path) -> Iterator[MessagingApp]:
    """Return the app with one of the two on."""
    transport = httpx.ASGITransport(app=server)
    open_door = messenger_door if name == "messenger" else instagram_door
    account = {"messenger": "messenger_page_id", "instagram": "instagram_account_id"}[name]
    settings = {f"{name}_token": TOKEN, account: PAGE, "meta_app_secret": APP_SECRET}
    with messaging_app(sqlite_url, tmp_path, lambda base: [open_door(base, transport)], **settings) as opened:
        yield opened


def post(app: MessagingApp, update: dict[str, Any], secret: str = APP_SECRET) -> httpx.Response:
    """Post a webhook as Meta does."""
    name = app.doors[0].name
    body, headers = signed(on_instagram(update) if name == "instagram" else update, secret)
    return app.http.post(f"/channels/{name}", content=body, headers=headers)


def test_message_is_taken_and_answered(app: MessagingApp, server: FakeMessenger) -> None:
    assert post(app, text("What are blackheads?")).status_code == 200

    until(lambda: len(server.sent) >= 2)
    assert [author for author, _ in app.lines] == ["bot", "client", "bot"]
    assert "I'm a bot" in str(server.sent[0])


def test_get_started_greets(app: MessagingApp, server: FakeMessenger) -> None:
    post(app, get_started())

    until(lambda: server.sent)
    assert [author for author, _ in app.lines] == ["bot"]


def test_postback_that_is_none_of_ours_is_answered(app: MessagingApp) -> None:
    post(app, postback("b:nobody"))

    until(lambda: len(app.lines) == 2)
    assert app.lines[-1][1] == app.text("utter_button_unknown")


def test_echo_of_ourselves_is_not_answered(app: MessagingApp) -> None:
    assert post(app, echo()).status_code == 200
    assert app.lines == []


def test_forged_webhook_has_no_effect(app: MessagingApp) -> None:
    assert post(app, text(), "another secret").status_code == 403
    assert app.lines == []


def test_check_asks_who_we_are(app: MessagingApp) -> None:
    assert asyncio.run(app.doors[0].check()) == f"Token and id are good: they are those of Willow & Vale, {PAGE}."


def test_steps_name_what_brings_the_code_of_a_link(app: MessagingApp, name: str) -> None:
    field, button = {
        "messenger": ("messaging_referrals,", "Get Started button with the payload start"),
        "instagram": ("messaging_referral.", "Ice Breaker with the payload start"),
    }[name]

    steps = " ".join(app.doors[0].steps())

    assert field in steps
    assert button in steps


def test_setting_up_is_done_by_hand(app: MessagingApp) -> None:
    with pytest.raises(BadInput, match="https://chat.example/channels/"):
        asyncio.run(app.doors[0].connect())
