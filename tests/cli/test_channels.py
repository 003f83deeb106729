"""`porewell channels`: what is on, what is missing, and how the apps are doing."""

from datetime import UTC, datetime

import pytest

from salon.messaging.models import Chat
from salon.services import lay_foundation
from salon.settings import load_settings
from tests.cli.runs import refused, run
from tests.migrations.test_0002_conversations import add_conversation

TOKEN = "7000000001:AAHwell"


def test_what_is_missing_is_named() -> None:
    said = run("channels")

    assert "Telegram (telegram): off\n  Missing: POREWELL_TELEGRAM_TOKEN (environment, or .env)\n" in said


def test_what_is_on_shows_how_it_is_doing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POREWELL_TELEGRAM_TOKEN", TOKEN)
    load_settings.cache_clear()
    assert "Chats: 0; 0 wait for another try, 0 are gone\n  Last message in: never; out: never\n" in run("channels")

    moment = datetime(2027, 3, 1, 10, tzinfo=UTC)
    database = lay_foundation(load_settings()).database
    add_conversation(database)
    with database.transaction() as session:
        for number, gone in enumerate((None, moment)):
            session.add(
                Chat(
                    id=str(number),
                    channel="telegram",
                    address=str(number),
                    address_fingerprint=str(number),
                    conversation_id="c1",
                    sent_seq=0,
                    sent_posts=0,
                    tries=0,
                    created_at=moment,
                    gone_at=gone,
                    failing_since=moment,
                    last_in_at=moment,
                )
            )

    assert "Chats: 2; 2 wait for another try, 1 are gone\n  Last message in: 2027-03-01 10:00; out: never\n" in run(
        "channels"
    )


def test_token_is_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POREWELL_TELEGRAM_TOKEN", TOKEN)
    load_settings.cache_clear()

    assert TOKEN not in run("channels")


@pytest.mark.parametrize("command", ["check", "connect"])
def test_channel_that_is_not_there_or_off_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    assert "there is no channel 'pigeon'; there are telegram" in refused(
        monkeypatch, capsys, "channels", command, "pigeon"
    )
    assert "Telegram is off: set POREWELL_TELEGRAM_TOKEN" in refused(
        monkeypatch, capsys, "channels", command, "telegram"
    )
