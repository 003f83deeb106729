"""The servers of pages and chats, on free ports of the loopback address: one of the peers, one of ours."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from benchmarks.talks import Connection
from benchmarks.widget.packages import MODULES, PEERS, program
from benchmarks.widget.widgets import BARE, DEEP_CHAT, DEEP_CHAT_SOCKET, PAGES, POLICY, RASA_WEBCHAT


class Server(Protocol):
    """One of them.

    Attributes:
        port: of the loopback address.
    """

    port: int

    def say(self, text: str) -> None:
        """Let somebody say something to the visitor unasked."""
        ...


@dataclass
class PeersServer:
    """`peers/server.mjs`, running."""

    port: int

    def say(self, text: str) -> None:
        """Let the bot say something to everybody who is connected."""
        Connection(f"http://127.0.0.1:{self.port}").post("/say", {"text": text})


@contextmanager
def peers_server(reply: str) -> Iterator[PeersServer]:
    """Run it; whatever is asked there is answered with `reply`."""
    pages = {widget.path: widget.html() for widget in (BARE, DEEP_CHAT, DEEP_CHAT_SOCKET, RASA_WEBCHAT)}
    scripts = {"/pages/rasa-webchat.js": str(PAGES / "rasa-webchat.js")}
    settings = {"modules": str(MODULES), "pages": pages, "scripts": scripts, "reply": reply, "policy": POLICY}
    command = [program("node"), str(PEERS / "server.mjs"), json.dumps(settings)]
    # It ends when its standard input does. A signal would end only the Python that `.venv/bin/node` is.
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        yield PeersServer(int(running.stdout.readline() if running.stdout else ""))
