"""WhatsApp in front of the whole app: webhooks as Meta signs them, a Cloud API as strict as Meta's."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from salon.channels.whatsapp.door import whatsapp_door
from salon.errors import BadInput
from tests.channels.messaging_app import MessagingApp, messaging_app, until
from tests.channels.meta.fake_graph import TOKEN
from tests.channels.meta.signing import APP_SECRET, signed
from tests.channels.whatsapp.stand_in import NUMBER_ID, FakeWhatsApp
from tests.channels.whatsapp.webhooks import failed, list_reply, status, text

PATH = "/channels/whatsapp"
ON = {"whatsapp_token": TOKEN, "whatsapp_number_id": NUMBER_ID, "meta_app_secret": APP_SECRET}


@pytest.fixture
def server() -> FakeWhatsApp:
    """Return a Cloud API."""
    return FakeWhatsApp()


@pytest.fixture
def app(server: FakeWhatsApp, sqlite_url: str, tmp_path: Path) -> Iterator[MessagingApp]:
    """Return the app with WhatsApp on."""
    transport = httpx.ASGITransport(app=server)
    with messaging_app(sqlite_url, tmp_path, lambda base: [whatsapp_door(base, transport)], **ON) as opened:
        yield opened


def post(app: MessagingApp, update: dict[str, Any], secret: str = APP_SECRET) -> httpx.Response:
    """Post a webhook as Meta does."""
    body, headers = signed(update, secret)
    return app.http.post(PATH, content=body, headers=headers)


def test_message_is_taken_and_answered(app: MessagingApp, server: FakeWhatsApp) -> None:
    assert post(app, text("What are blackheads?")).status_code == 200

    until(lambda: len(server.sent) >= 2)
    assert [author for author, _ in app.lines] == ["bot", "client", "bot"]
    assert "I'm a bot" in str(server.sent[0])


def test_repeated_webhook_is_answered_once(app: MessagingApp, server: FakeWhatsApp) -> None:
    for _ in range(3):
        assert post(app, text("What are blackheads?")).status_code == 200
    until(lambda: len(server.sent) >= 2)

    assert len(app.engine.asked) == 1


def test_row_of_the_list_is_what_the_client_says(app: MessagingApp, server: FakeWhatsApp) -> None:
    post(app, text("What are blackheads?"))
    until(lambda: len(server.sent) >= 2)
    (row, *_) = server.sent[1]["interactive"]["action"]["sections"][0]["rows"]

    press = list_reply(row["id"], row["title"])
    press["entry"][0]["changes"][0]["value"]["messages"][0]["id"] += "2"
    post(app, press)

    until(lambda: len(app.lines) == 5)
    assert app.lines[3][0] == "client"


def test_forged_webhook_has_no_effect(app: MessagingApp) -> None:
    body, headers = signed(text())

    assert post(app, text(), "another secret").status_code == 403
    assert app.http.post(PATH, content=body + b" ", headers=headers).status_code == 403
    assert app.http.post(PATH, content=body).status_code == 403
    assert app.http.post(PATH, content=body, headers={"X-Hub-Signature": headers["X-Hub-Signature"]}).status_code == 403
    assert app.lines == []


def test_what_did_not_arrive_calls_staff(app: MessagingApp, server: FakeWhatsApp) -> None:
    post(app, text("What are blackheads?"))
    until(lambda: len(server.sent) >= 2)

    post(app, status("read"))
    post(app, failed(131047, "Re-engagement message"))

    until(lambda: len(app.services.handoffs.waiting()) == 1)
    assert app.services.handoffs.waiting()[0].reasons == ("undelivered",)


def test_handshake(app: MessagingApp) -> None:
    token = app.doors[0].verify_token  # type: ignore[attr-defined]
    query = {"hub.mode": "subscribe", "hub.verify_token": token, "hub.challenge": "1158201444"}

    assert app.http.get(PATH, params=query).text == "1158201444"
    assert app.http.get(PATH, params=query | {"hub.verify_token": "guess"}).status_code == 403
    assert app.http.get(PATH).status_code == 403


@pytest.mark.parametrize("missing", [*ON, "public_url"])
def test_without_a_setting_there_is_no_door(sqlite_url: str, tmp_path: Path, missing: str) -> None:
    settings = ON | {missing: ""}
    with messaging_app(sqlite_url, tmp_path, lambda base: [whatsapp_door(base)], **settings) as app:
        assert app.http.post(PATH).status_code == 404
        assert app.doors[0].missing == (f"POREWELL_{missing.upper()}",)


def test_check_asks_who_we_are(app: MessagingApp) -> None:
    assert asyncio.run(app.doors[0].check()) == "The token is good: clients write to +44 20 7946 0000."


def test_setting_up_is_done_by_hand(app: MessagingApp) -> None:
    with pytest.raises(BadInput, match="https://chat.example/channels/"):
        asyncio.run(app.doors[0].connect())
