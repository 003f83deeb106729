"""What several of Rasa's connectors do wrong, done to each of our doors."""

import hmac
import json
import socket
from pathlib import Path

import pytest

from salon.channels.doors import open_doors
from tests.channels.messaging_app import messaging_app, until
from tests.channels.messenger import webhooks as messenger
from tests.channels.meta.fake_graph import TOKEN
from tests.channels.meta.signing import signed
from tests.channels.rasa_defects.conftest import OpenSalon
from tests.channels.rasa_defects.defects import replays
from tests.channels.rasa_defects.salon_in_apps import ON, TWILIO_URL, SalonInApps
from tests.channels.telegram.updates import text
from tests.channels.twilio import webhooks as twilio
from tests.channels.whatsapp import webhooks as whatsapp
from tests.channels.whatsapp.stand_in import NUMBER_ID
from tests.conversations.fakes import FakeEngine

QUESTION = "What are blackheads?"
PARAGRAPHS = "Two things.\n\nFirst, sun cream.\n\n\nSecond, patience."
APPS = ("telegram", "twilio", "messenger")
TAKEN = [200, 204, 200]
ALL_ON = ON | {
    "whatsapp_token": TOKEN,
    "whatsapp_number_id": NUMBER_ID,
    "instagram_token": TOKEN,
    "instagram_account_id": messenger.PAGE,
}


@pytest.fixture
def nobody() -> str:
    """Return an address at which connections are refused."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}"


@replays(6)
@pytest.mark.parametrize("polling", [False, True])
def test_app_runs_while_every_vendor_is_out_of_reach(
    sqlite_url: str, tmp_path: Path, nobody: str, polling: bool
) -> None:
    away = {"telegram_api": nobody, "meta_api": nobody, "twilio_api": nobody, "telegram_polling": polling}
    with messaging_app(sqlite_url, tmp_path, open_doors, **(ALL_ON | away)) as app:
        secret = {"X-Telegram-Bot-Api-Secret-Token": app.doors[0].secret}  # type: ignore[attr-defined]
        posts = {
            "telegram": (json.dumps(text(QUESTION)).encode(), secret),
            "twilio": twilio.request(twilio.message(QUESTION), TWILIO_URL),
            "whatsapp": signed(whatsapp.text(QUESTION)),
            "messenger": signed(messenger.text(QUESTION)),
            "instagram": signed(messenger.on_instagram(messenger.text(QUESTION))),
        }

        health = app.http.get("/healthz").status_code
        statuses = {
            name: app.http.post(f"/channels/{name}", content=body, headers=headers).status_code
            for name, (body, headers) in posts.items()
        }

        assert (health, sorted(door.name for door in app.doors if door.app)) == (200, sorted(posts))
        assert statuses == dict.fromkeys(posts, 200) | {"twilio": 204}
        until(lambda: [author for author, _ in app.lines].count("bot") == 2 * len(posts))


@replays(9)
def test_failure_while_a_message_is_answered_is_nothing_to_the_app(open_salon: OpenSalon) -> None:
    salon = open_salon(FakeEngine(RuntimeError("broken")))
    sorry = salon.app.text("utter_technical_problem")

    statuses = [salon.say(channel, QUESTION) for channel in APPS]

    assert statuses == TAKEN
    until(lambda: all(salon.said_by(channel)[1:] for channel in APPS))
    assert [salon.said_by(channel)[1].startswith(sorry) for channel in APPS] == [True] * 3


@replays(27)
def test_app_does_not_wait_for_the_answer(salon: SalonInApps) -> None:
    salon.app.engine.gathers = 4  # more than are asked: every turn waits

    statuses = [salon.say(channel, QUESTION) for channel in APPS]

    assert statuses == TAKEN
    until(lambda: len(salon.app.engine.asked) == 3)
    assert [author for author, _ in salon.app.lines] == ["bot", "client"] * 3
    salon.app.engine.gathers = 1
    until(lambda: len(salon.app.lines) == 9)


@replays(13)
def test_message_that_was_not_stored_comes_again(salon: SalonInApps, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(salon.app.services.messaging, "arrive", fail)

    assert [salon.say(channel, QUESTION) for channel in APPS] == [500] * 3


@replays(18)
def test_paragraphs_stay_together(salon: SalonInApps) -> None:
    for channel in APPS:
        salon.say(channel, QUESTION)
    until(lambda: [len(salon.said_by(channel)) for channel in APPS] == [2] * 3)

    salon.staff_say(PARAGRAPHS)

    until(lambda: all(salon.said_by(channel)[2:] for channel in APPS))
    assert [PARAGRAPHS in salon.said_by(channel)[2] for channel in APPS] == [True] * 3


@replays(24)
def test_proofs_are_compared_in_constant_time(salon: SalonInApps, monkeypatch: pytest.MonkeyPatch) -> None:
    verdicts, compare = list[bool](), hmac.compare_digest

    def noted(one: bytes, other: bytes) -> bool:
        verdicts.append(compare(one, other))
        return verdicts[-1]

    monkeypatch.setattr(hmac, "compare_digest", noted)
    for channel, taken in zip(APPS, TAKEN, strict=True):
        verdicts.clear()
        assert salon.say(channel, QUESTION) == taken
        assert True in verdicts
