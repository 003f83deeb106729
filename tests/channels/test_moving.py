"""From the website to each messaging app by a link, through the whole app; Telegram's is in its own test."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from salon.channels.doors import Door, linked_titles, open_doors
from salon.channels.twilio.door import TwilioDoor
from salon.channels.whatsapp.door import whatsapp_door
from salon.conversations.models import Conversation, Message
from salon.messaging import service
from salon.messaging.models import Chat, MovingCode
from salon.messaging.moving_codes import carried, carrying
from salon.services import Foundation
from tests.channels.messaging_app import MessagingApp, messaging_app, until
from tests.channels.meta.signing import signed
from tests.channels.moving import CASES, Case, Website, code_in, post, twilio_text, whatsapp_text, words_in
from tests.channels.whatsapp import webhooks as whatsapp
from tests.channels.whatsapp.stand_in import FakeWhatsApp

QUESTION = "Does it hurt?"
WHATSAPP = pytest.mark.parametrize("case", ["whatsapp", "twilio"], indirect=True)
TEXTS = {"whatsapp": whatsapp_text, "twilio": twilio_text}


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest) -> Case:
    """Return each way to arrive in an app."""
    return CASES[request.param]


@pytest.fixture
def server(case: Case) -> Any:
    """Return a stand-in of the vendor's."""
    return case.server()


@pytest.fixture
def app(case: Case, server: Any, sqlite_url: str, tmp_path: Path) -> Iterator[MessagingApp]:
    """Return the app with that door on."""
    with messaging_app(sqlite_url, tmp_path, case.doors(server), **case.settings) as opened:
        yield opened


def conversations_of_chats(app: MessagingApp) -> set[str]:
    with app.services.database.reading() as session:
        return set(session.scalars(select(Chat.conversation_id)))


def lines_of(app: MessagingApp, conversation_id: str) -> list[str]:
    with app.services.database.reading() as session:
        found = select(Message).where(Message.conversation_id == conversation_id).order_by(Message.seq)
        return [one.text for one in session.scalars(found)]


def test_link_leads_to_the_app(app: MessagingApp, case: Case) -> None:
    assert app.http.get("/v1/salon").json()["messaging_apps"] == [case.app]

    links = Website(app).links

    assert list(links) == [case.app]
    assert links[case.app].startswith(case.begins)


def test_conversation_goes_on_where_it_was(app: MessagingApp, case: Case, server: Any) -> None:
    website = Website(app)

    post(app, case.follow(website.links[case.app], 1, 1))

    until(lambda: server.sent)
    assert website.texts == [app.text("utter_moved_here")]
    assert app.text("utter_moved_here") in str(server.sent[0])
    assert conversations_of_chats(app) == {website.id}


def test_repeated_webhook_moves_once(app: MessagingApp, case: Case) -> None:
    website = Website(app)
    request = case.follow(website.links[case.app], 1, 1)

    for _ in range(3):
        post(app, request)

    assert website.texts == [app.text("utter_moved_here")]


def test_used_code_opens_nothing_to_anybody_else(app: MessagingApp, case: Case) -> None:
    website = Website(app)
    link = website.links[case.app]
    post(app, case.follow(link, 1, 1))

    post(app, case.follow(link, 2, 2))

    assert website.texts == [app.text("utter_moved_here")]
    (other,) = conversations_of_chats(app) - {website.id}
    assert lines_of(app, other) == [app.text("utter_greeting"), app.text("utter_moving_code_unknown")]


def test_code_that_is_too_old_opens_nothing(app: MessagingApp, case: Case) -> None:
    website = Website(app)
    link = website.links[case.app]
    with app.services.database.transaction() as session:
        session.scalars(select(MovingCode)).one().expires_at -= timedelta(minutes=30)

    post(app, case.follow(link, 1, 1))

    assert website.texts == []
    assert app.lines[-1] == ("bot", app.text("utter_moving_code_unknown"))


def test_code_is_neither_kept_nor_logged(app: MessagingApp, case: Case, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    link = Website(app).links[case.app]
    code = carried(words_in(link))[0] if case.app == "WhatsApp" else code_in(link)

    post(app, case.follow(link, 1, 1))
    post(app, case.follow(link, 1, 2))

    with app.services.database.reading() as session:
        states = [str(one.state) for one in session.scalars(select(Conversation))]
    assert all(code not in kept for kept in (caplog.text, str(app.lines), *states))


@WHATSAPP
def test_words_of_the_client_are_heard_where_they_moved_to(app: MessagingApp, server: Any) -> None:
    website = Website(app)
    text = TEXTS[app.doors[0].name]

    post(app, text(f"{words_in(website.links['WhatsApp'])} {QUESTION}", 1, 1))

    until(lambda: len(website.texts) == 3)
    assert website.texts[:2] == [app.text("utter_moved_here"), QUESTION]
    assert app.engine.texts == [QUESTION]


@WHATSAPP
def test_code_in_another_case_opens_nothing(app: MessagingApp) -> None:
    website = Website(app)
    code, _ = carried(words_in(website.links["WhatsApp"]))
    text = TEXTS[app.doors[0].name]

    post(app, text(carrying("Hi", code.swapcase()), 1, 1))

    assert website.texts == []


@pytest.mark.parametrize("case", ["whatsapp"], indirect=True)
def test_photo_with_our_words_under_it_moves_too(app: MessagingApp, server: FakeWhatsApp) -> None:
    website = Website(app)
    server.keep(whatsapp.MEDIA_ID, b"\xff\xd8\xff\xe0", "image/jpeg")
    photo = whatsapp.media("image", "image/jpeg", caption=words_in(website.links["WhatsApp"]))

    post(app, ("/channels/whatsapp", *signed(photo)))

    until(lambda: len(website.texts) == 3)
    assert website.texts[0] == app.text("utter_moved_here")
    assert "#" not in website.texts[1]


@pytest.mark.parametrize("case", ["whatsapp"], indirect=True)
def test_typing_is_shown_under_the_message_itself(
    app: MessagingApp, server: FakeWhatsApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "TYPING_AFTER_SECONDS", 0)
    server.heard.add("wamid.1")
    words = words_in(Website(app).links["WhatsApp"])

    post(app, whatsapp_text(f"{words} {QUESTION}", 1, 1))

    until(lambda: server.courtesies)
    assert server.courtesies[0]["message_id"] == "wamid.1"


@pytest.mark.parametrize("case", ["whatsapp", "instagram, begun"], indirect=True)
def test_while_meta_does_not_say_where_there_is_no_link(app: MessagingApp, case: Case, server: Any) -> None:
    website = Website(app)
    assert server.requests == []
    server.down = True
    assert website.ask_for_links().status_code == 503

    server.down = False

    assert list(website.links) == list(website.links) == [case.app]
    assert len(server.requests) == 2


def test_of_two_doors_to_whatsapp_the_first_that_has_an_address_is_offered(sqlite_url: str, tmp_path: Path) -> None:
    meta = FakeWhatsApp()
    settings = CASES["whatsapp"].settings | CASES["twilio"].settings | {"twilio_sender": "+15550100"}

    def doors(base: Foundation) -> list[Door]:
        return [whatsapp_door(base, httpx.ASGITransport(app=meta)), TwilioDoor(base)]

    with messaging_app(sqlite_url, tmp_path, doors, **settings) as app:
        assert linked_titles(app.doors) == ["WhatsApp"]
        website = Website(app)
        meta.down = True
        assert website.links["WhatsApp"].startswith("https://wa.me/15550100?")

        meta.down = False

        assert website.links["WhatsApp"].startswith("https://wa.me/442079460000?")
        assert website.ask_for_links().json()["links"][1:] == []


def test_without_settings_nothing_is_linked(sqlite_url: str, tmp_path: Path) -> None:
    with messaging_app(sqlite_url, tmp_path, open_doors) as app:
        assert linked_titles(app.doors) == []
