"""Twilio in front of the whole app: forms as Twilio signs them, an API as strict as Twilio's."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from salon.channels.twilio.door import TwilioDoor
from salon.errors import BadInput
from tests.channels.messaging_app import MessagingApp, messaging_app, until
from tests.channels.twilio.stand_in import StandIn
from tests.channels.twilio.webhooks import ACCOUNT_SID, AUTH_TOKEN, SENDER, Form, message, request, status

URL = "https://chat.example/channels/twilio"
ON = {"twilio_account_sid": ACCOUNT_SID, "twilio_auth_token": AUTH_TOKEN, "twilio_sender": SENDER}


@pytest.fixture
def server() -> StandIn:
    """Return Twilio."""
    return StandIn()


@pytest.fixture
def app(server: StandIn, sqlite_url: str, tmp_path: Path) -> Iterator[MessagingApp]:
    """Return the app with Twilio on."""
    transport = httpx.ASGITransport(app=server)
    with messaging_app(sqlite_url, tmp_path, lambda base: [TwilioDoor(base, transport)], **ON) as opened:
        yield opened


def post(app: MessagingApp, form: Form, url: str = URL, token: str = AUTH_TOKEN) -> httpx.Response:
    """Post a form as Twilio does."""
    body, headers = request(form, url, token)
    return app.http.post(url.removeprefix("https://chat.example"), content=body, headers=headers)


def test_message_is_taken_and_answered(app: MessagingApp, server: StandIn) -> None:
    answer = post(app, message("What are blackheads?"))

    assert (answer.status_code, answer.content) == (204, b"")
    until(lambda: len(server.sent) >= 2)
    assert [author for author, _ in app.lines] == ["bot", "client", "bot"]
    assert server.sent[0]["StatusCallback"] == f"{URL}/status"


def test_digit_chooses_from_the_numbered_list(app: MessagingApp, server: StandIn) -> None:
    post(app, message("What are blackheads?"))
    until(lambda: len(server.sent) >= 2)
    assert "\n1" in server.sent[-1]["Body"]

    post(app, message("1", sid="SM" + "1e" * 16))

    until(lambda: len(app.lines) == 5)
    assert app.lines[3][1] != "1"


def test_forged_form_has_no_effect(app: MessagingApp) -> None:
    assert post(app, message("hi"), token="another token").status_code == 403
    assert app.http.post("/channels/twilio", data=dict(message("hi"))).status_code == 403
    body, headers = request(message("hi"), f"{URL}/status")
    assert app.http.post("/channels/twilio", content=body, headers=headers).status_code == 403
    assert app.lines == []


def test_what_did_not_arrive_calls_staff(app: MessagingApp, server: StandIn) -> None:
    post(app, message("What are blackheads?"))
    until(lambda: len(server.sent) >= 2)

    assert post(app, status("delivered"), f"{URL}/status").status_code == 204
    assert post(app, status("undelivered", "63016", sid="SM" + "2e" * 16), f"{URL}/status").status_code == 204

    until(lambda: len(app.services.handoffs.waiting()) == 1)
    assert app.services.handoffs.waiting()[0].reasons == ("undelivered",)


@pytest.mark.parametrize("missing", [*ON, "public_url"])
def test_without_a_setting_there_is_no_door(sqlite_url: str, tmp_path: Path, missing: str) -> None:
    with messaging_app(sqlite_url, tmp_path, lambda base: [TwilioDoor(base)], **(ON | {missing: ""})) as app:
        assert app.http.post("/channels/twilio").status_code == 404
        assert app.doors[0].missing == (f"POREWELL_{missing.upper()}",)


def test_check_asks_who_we_are(app: MessagingApp) -> None:
    assert asyncio.run(app.doors[0].check()) == "The account is good: it is Willow & Vale."


def test_setting_up_is_done_by_hand(app: MessagingApp) -> None:
    with pytest.raises(BadInput, match="https://chat.example/channels/"):
        asyncio.run(app.doors[0].connect())
