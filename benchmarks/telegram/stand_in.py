"""Telegram's Bot API on the loopback address, as far as both sides ask it: it takes messages and notes when they came."""

import json
import threading
import time
from collections import defaultdict
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any
from urllib.parse import parse_qsl

TOKEN = "7000000001:AAHknown-to-everybody_0123456789abc"  # noqa: S105  nobody's
USERNAME = "benchmark_bot"
_ME = {"id": 7_000_000_001, "is_bot": True, "first_name": "Benchmark", "username": USERNAME}


class Telegram:
    """The stand-in, serving until it is closed. `url` is its address."""

    def __init__(self) -> None:
        self._came: dict[int, list[float]] = defaultdict(list)
        self._changed = threading.Condition()
        self._numbers = count(1)
        self._server = _Server(("127.0.0.1", 0), self)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()

    def arrived(self, chat_id: int) -> int:
        """Return how many messages have come to a chat."""
        with self._changed:
            return len(self._came[chat_id])

    def wait(self, chat_id: int, number: int, seconds: float) -> float | None:
        """Return when the message with that number (from 1) came to a chat, by `time.perf_counter`; None: not in time."""
        with self._changed:
            came = self._came[chat_id]
            return came[number - 1] if self._changed.wait_for(lambda: len(came) >= number, seconds) else None

    def answer(self, method: str, asked: dict[str, Any]) -> Any:
        """Return the result of a method."""
        if method == "sendmessage":
            chat_id = int(asked["chat_id"])
            with self._changed:
                self._came[chat_id].append(time.perf_counter())
                self._changed.notify_all()
            head = {"message_id": next(self._numbers), "date": int(time.time())}
            return head | {"from": _ME, "chat": {"id": chat_id, "type": "private"}, "text": asked["text"]}
        return _ME if method == "getme" else True


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], telegram: Telegram) -> None:
        super().__init__(address, _Handler)
        self.telegram = telegram


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body in one packet: in two, a kept connection waits 40 ms for the delayed ACK
    server: _Server

    def do_POST(self) -> None:
        """Take a method: JSON as we send it, a form as aiogram does."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        is_json = "json" in self.headers.get("Content-Type", "")
        asked = json.loads(body) if is_json else dict(parse_qsl(body, keep_blank_values=True))
        result = self.server.telegram.answer(self.path.rpartition("/")[2].lower(), asked)
        content = json.dumps({"ok": True, "result": result}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def handle(self) -> None:
        """Serve a connection until the other side is gone."""
        with suppress(ConnectionError):
            super().handle()

    def log_message(self, *_: object) -> None:
        """Print nothing."""
