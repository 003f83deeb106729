"""What the app does beside answering requests: it begins and ends with the app."""

import asyncio
from collections.abc import Iterator

import pytest

from salon.background import background
from salon.conversations.incoming import Incoming
from tests.app_client import OpenApp
from tests.conversations.fakes import FakeEngine, answer, said
from tests.smtp_server import SmtpServer, smtp_server


@pytest.fixture
def server() -> Iterator[SmtpServer]:
    """Return a mail server."""
    with smtp_server() as running:
        yield running


def test_staff_are_written_to_while_the_client_is_answered(open_app: OpenApp, server: SmtpServer) -> None:
    app = open_app(
        FakeEngine(answer(said("utter_talk_to_human"), intents=("talk_to_human",))),
        smtp_url=f"smtp://127.0.0.1:{server.port}",
        notify_email="staff@salon.example",
        public_url="https://chat.example",
    )
    visitor = app.begin()

    visitor.say("a person please, I'm Anna")

    for _ in range(1000):
        if server.mail:
            break
        app.http.portal.call(asyncio.sleep, 0.01)  # type: ignore[union-attr]
    [message] = server.mail
    assert (message["From"], message["To"]) == ("staff@salon.example", "staff@salon.example")
    assert message.get_content() == (
        f"Asked for a person.\nWaiting for less than a minute.\n\nhttps://chat.example/desk/conversations/{visitor.id}\n"
    )


def test_mail_server_that_is_down_costs_the_client_nothing(open_app: OpenApp, server: SmtpServer) -> None:
    server.hangs_up = True
    app = open_app(
        FakeEngine(answer(said("utter_talk_to_human"))),
        smtp_url=f"smtp://127.0.0.1:{server.port}",
        notify_email="staff@salon.example",
    )

    answered = app.begin().say("a person please")

    assert [one["text"][:10] for one in answered["replies"]] == ["Of course."]
    assert server.mail == []


def test_no_mail_unless_the_settings_say_where_to(open_app: OpenApp) -> None:
    app = open_app(smtp_url="smtp://127.0.0.1:1")

    assert app.services.handoff_mail is None


def test_another_process_is_woken(open_app: OpenApp, database_url: str) -> None:
    if not database_url.startswith("postgresql"):
        pytest.skip("a SQLite file has one app process")
    here, there = open_app().services, open_app().services

    async def talk() -> list[str]:
        async with background(here), background(there):
            with there.topics.watch() as watcher:
                conversation_id, _, _ = await here.conversations.begin("widget")
                heard: list[str] = []
                while "inbox" not in heard:
                    await here.conversations.take_turn(conversation_id, Incoming(f"m{len(heard)}", "hi"))
                    async with asyncio.timeout(20):
                        heard += await watcher.topics()
                return [topic for topic in heard if topic == f"conversation:{conversation_id}"][:1] and ["woken"]

    assert asyncio.run(talk()) == ["woken"]
