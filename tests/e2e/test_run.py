"""Porewell as it is run: what a killed engine and a restart leave, and the terminal chat."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from salon.chat_connection import Connection
from salon.programs import answers
from tests.e2e.conftest import LiveApp, StartApp

CHAT = "from salon.chat import chat; from salon.settings import load_settings; raise SystemExit(chat(load_settings()))"
NEXT_WAKING_SECONDS = 60.0


def engine_of(app: LiveApp) -> int:
    """Return the id of the engine's process, as Linux lists it."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            if parent == app.process.pid and b"bot.serve" in (folder / "cmdline").read_bytes():
                return int(folder.name)
        except (FileNotFoundError, ProcessLookupError):
            continue
    raise LookupError("no engine runs")


def ask(url: str, text: str) -> list[str]:
    """Return the texts of the answer in a new conversation."""
    with httpx.Client(base_url=url, timeout=10) as http:
        connection = Connection(http)
        connection.start()
        return [reply["text"] for reply in connection.send(text)]


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes as Linux lists them")
def test_killed_engine_comes_back(live_app: LiveApp) -> None:
    before = ask(live_app, "Do creams help against blackheads?")

    os.kill(engine_of(live_app), signal.SIGKILL)
    meanwhile = ask(live_app, "Do creams help against blackheads?")
    deadline = time.monotonic() + NEXT_WAKING_SECONDS
    while not answers(f"{live_app}/readyz"):
        assert time.monotonic() < deadline
        time.sleep(0.2)

    assert len(meanwhile) > 0
    assert meanwhile != before
    assert ask(live_app, "Do creams help against blackheads?") == before


def test_restart_keeps_the_conversation(start_app: StartApp) -> None:
    first = start_app()
    with httpx.Client(base_url=first.url, timeout=10) as http:
        begun = http.post("/v1/conversations", json={}).json()
    path = f"/v1/conversations/{begun['conversation_id']}/messages"
    bearer = {"Authorization": f"Bearer {begun['token']}"}

    status = first.stop()
    second = start_app(home=first.home)
    kept = httpx.get(f"{second}{path}", headers=bearer).json()["messages"]

    assert status == 0
    assert [message["text"] for message in kept] == [begun["greeting"]["text"]]
    assert second.stop() == 0


def test_chat_in_the_terminal(live_app: LiveApp) -> None:
    talked = subprocess.run(
        [sys.executable, "-c", CHAT],
        input="What does a deep cleaning cost?\n/quit\n",
        env=live_app.environment,
        cwd=live_app.home,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert talked.returncode == 0, talked.stderr
    assert "£85" in talked.stdout
    assert answers(f"{live_app}/healthz")
