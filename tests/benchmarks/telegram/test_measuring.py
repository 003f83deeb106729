"""What is measured beside Rasa's connector, with a bot that answers each update with two messages."""

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.request import Request, urlopen

import pytest

from benchmarks.telegram import clients
from benchmarks.telegram.__main__ import rows
from benchmarks.telegram.clients import Chat, Times, Webhook
from benchmarks.telegram.measuring import BURST, CHATS, Measured
from benchmarks.telegram.stand_in import TOKEN, Telegram

SECRET = {"X-Secret": "hush"}


class Bot(BaseHTTPRequestHandler):
    """Takes an update, and says two things some time later."""

    protocol_version = "HTTP/1.1"
    telegram: Telegram
    status = 200

    def do_POST(self) -> None:
        """Take it."""
        update = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        right = self.headers["X-Secret"] == "hush"
        self.send_response(self.status if right else 403)
        self.send_header("Content-Length", "0")
        self.end_headers()
        if right:
            threading.Thread(target=self.answer, args=(update["message"]["chat"]["id"],), daemon=True).start()

    def answer(self, chat_id: int) -> None:
        """Say it, once as we would, once as aiogram."""
        time.sleep(0.05)
        url = f"{self.telegram.url}/bot{TOKEN}/sendMessage"
        as_json = json.dumps({"chat_id": chat_id, "text": "One"}).encode()
        urlopen(Request(url, as_json, {"Content-Type": "application/json"})).read()  # noqa: S310
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        assert json.load(urlopen(Request(url, f"chat_id={chat_id}&text=Two".encode(), form)))["ok"]  # noqa: S310

    def log_message(self, *_: object) -> None:
        """Print nothing."""


@pytest.fixture
def telegram() -> Iterator[Telegram]:
    opened = Telegram()
    yield opened
    opened.close()


@pytest.fixture
def url(telegram: Telegram, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Return where the bot takes updates."""
    monkeypatch.setattr(clients, "_QUIET_SECONDS", 0.3)
    handler = type("Here", (Bot,), {"telegram": telegram})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/webhook"
    server.shutdown()
    server.server_close()


def test_answer_is_measured_to_its_last_message(telegram: Telegram, url: str) -> None:
    chat = Chat(Webhook(url, SECRET), telegram)

    assert telegram.arrived(chat.id) == 2
    assert chat.messages_of_answer("Hello") == 2
    times = chat.say("Hello", 2)

    assert times.taken < times.answered
    assert times.answered >= 50
    assert telegram.arrived(chat.id) == 6


def test_update_that_is_refused_is_no_measurement(telegram: Telegram, url: str) -> None:
    with pytest.raises(RuntimeError, match="403"):
        Chat(Webhook(url, {"X-Secret": "wrong"}), telegram)


def test_answer_that_does_not_come_is_no_measurement(
    telegram: Telegram, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat = Chat(Webhook(url, SECRET), telegram)
    monkeypatch.setattr(clients, "_PATIENCE_SECONDS", 0.3)

    with pytest.raises(RuntimeError, match="no answer"):
        chat.say("Hello", 3)


def test_rows_tell_how_many_times_better() -> None:
    def side(taken: float, answered: float, rate: float) -> Measured:
        every = [Times(taken, answered)] * 3
        return Measured(every, every, [rate, rate], [10.0], every)

    found = {row[0]: row[1:] for row in rows(side(40, 50, 2), side(10, 50, 5))}

    assert found["one by one: p95 ms until 200"] == ("40.0", "10.0", "4.0", "<= 100")
    assert found[f"burst of {BURST}: median ms until answered"] == ("50.0", "50.0", "1.0", "")
    assert found[f"{CHATS} chats: answers a second"] == ("2.0", "5.0", "2.5", "")
