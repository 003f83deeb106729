"""The terminal chat: what it refuses, its commands, and the app that it starts and stops."""

import io
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from rich.console import Console

from salon import chat as chat_module
from salon import programs
from salon.chat import Dialogue, chat, running_app
from salon.chat_connection import Connection
from salon.errors import Unavailable
from salon.processes import Program
from salon.settings import Settings
from tests.test_chat_connection import FakeApp, app, reply
from tests.test_ports import free_ports
from tests.test_processes import is_alive, python, wait_until
from tests.test_programs import settings

__all__ = ["app", "free_ports"]

AWAKE = """
import os, sys
from http.server import BaseHTTPRequestHandler, HTTPServer

class Awake(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path in ("/healthz", "/readyz") else 404)
        self.end_headers()

open({pid!r}, "w").write(str(os.getpid()))
HTTPServer(("127.0.0.1", {port}), Awake).serve_forever()
"""
FREQUENCY = reply(
    "r1",
    buttons=[{"id": "b1", "title": "Book"}, {"id": "b2", "title": "Why?"}],
    sources=[{"id": "S33", "title": "A review", "grade": "C", "strength": "weak", "finding": "No guideline."}],
)
Talk = Callable[..., str]


@pytest.fixture
def talk(app: FakeApp) -> Talk:
    """Return what has a dialogue with lines typed in, and returns all that was shown."""

    def make(*lines: str) -> str:
        typed = iter(lines)
        console = Console(file=io.StringIO(), width=88)

        def read(_prompt: str) -> str:
            try:
                return next(typed)
            except StopIteration:
                raise EOFError from None

        Dialogue(Connection(app.client(), lambda _: None), console, read).run()
        assert isinstance(console.file, io.StringIO)
        return console.file.getvalue()

    return make


@pytest.fixture
def there(tmp_path: Path, free_ports: list[int]) -> Settings:
    """Return settings of a Porewell that does not run."""
    return settings(tmp_path, port=free_ports[0])


def test_dialogue_goes_on_after_a_refusal(app: FakeApp, talk: Talk) -> None:
    app.answers.append(httpx.Response(429, json={"error": "too_many", "detail": "Slowly, please."}))
    app.will_reply(FREQUENCY)

    shown = talk("one", "two")

    assert shown.index("Slowly, please.") < shown.index("Twice a year.")


def test_dialogue_number_without_that_button_is_text(app: FakeApp, talk: Talk) -> None:
    app.will_reply(FREQUENCY)
    app.will_reply()

    talk("how often?", "3")

    assert app.posted()[1]["text"] == "3"


def test_dialogue_number_presses_a_button_of_a_card(app: FakeApp, talk: Talk) -> None:
    card = {"buttons": [{"id": "b2", "title": "Move it"}]}
    app.will_reply(reply("r1", buttons=[{"id": "b1", "title": "Care afterwards"}], card=card))
    app.will_reply()

    shown = talk("book", "2")

    assert "2  Move it" in shown
    assert app.posted()[1]["button_id"] == "b2"


def test_dialogue_number_presses_the_button(app: FakeApp, talk: Talk) -> None:
    app.will_reply(FREQUENCY)
    app.will_reply()

    shown = talk("how often?", "2")

    assert "  1  Book" in shown
    assert app.posted()[1]["button_id"] == "b2"


def test_dialogue_button_of_an_older_answer_is_gone(app: FakeApp, talk: Talk) -> None:
    for answer in (FREQUENCY, reply("r2"), reply("r3")):
        app.will_reply(answer)

    talk("how often?", "why?", "1")

    assert app.posted()[2]["text"] == "1"


def test_dialogue_sources_without_any(talk: Talk) -> None:
    assert "The last answer names no sources." in talk("/sources")


def test_dialogue_sources(app: FakeApp, talk: Talk) -> None:
    app.will_reply(FREQUENCY)

    shown = talk("how often?", "/sources")

    row = next(line for line in shown.splitlines() if "S33" in line)
    assert [cell.strip() for cell in row.strip("│").split("│")] == ["S33", "A review", "C", "weak", "No guideline."]
    assert len(app.posted()) == 1


def test_dialogue_quit_sends_nothing(app: FakeApp, talk: Talk) -> None:
    shown = talk("/quit", "hello")

    assert app.posted() == []
    assert "Hello, I am a bot." in shown


def test_dialogue_empty_line_looks_for_news(app: FakeApp, talk: Talk) -> None:
    app.news = [reply("s1", "Hello.", author="staff", name="Maya", seq=4), reply("s2", author="staff", seq=5)]

    shown = talk("")

    assert [line.split()[1] for line in shown.splitlines() if line.startswith("╭")] == ["bot", "Maya", "the"]
    assert "Hello." in shown


def test_dialogue_tells_that_staff_have_taken_over(app: FakeApp, talk: Talk) -> None:
    app.held_by = "Maya"
    app.will_reply()

    assert "Maya of the salon has taken over; Enter looks for their answer." in talk("a person, please")


def test_dialogue_shows_brackets_as_they_are(app: FakeApp, talk: Talk) -> None:
    app.will_reply(reply("r1", "[red]no[/red] [/]", topic="[bold]"))

    shown = talk("hello")

    assert "[red]no[/red] [/]" in shown
    assert "[bold]" in shown


def test_chat_with_an_app_that_can_not_start(there: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    failing = Program("supervisor", python("raise SystemExit('The port is taken.')"), log=tmp_path / "chat.log")
    monkeypatch.setattr(programs, "supervisor", lambda *_: failing)
    console = Console(file=io.StringIO(), width=200)

    status = chat(there, console)

    assert status == 1
    assert isinstance(console.file, io.StringIO)
    assert f"The bot at {programs.address(there)} did not wake up. The port is taken." in console.file.getvalue()


def test_running_app_that_never_wakes(there: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "answers", lambda url: url.endswith("/healthz"))
    monkeypatch.setattr(chat_module, "WAKING_SECONDS", 0.0)

    with (
        pytest.raises(Unavailable, match=r"did not wake up\.$"),
        running_app(there, Console(file=io.StringIO())),
    ):
        pass


def test_running_app_is_started_and_stopped(there: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    script = python(AWAKE.format(pid=str(pid), port=there.port))
    monkeypatch.setattr(programs, "supervisor", lambda _, log: Program("supervisor", script, log=log))

    with running_app(there, Console(file=io.StringIO())) as url:
        assert programs.answers(f"{url}/readyz")

    assert not programs.answers(f"{url}/readyz")
    wait_until(lambda: not is_alive(int(pid.read_text())))


def test_running_app_that_runs_already_is_left_alone(
    there: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    script = python(AWAKE.format(pid=str(tmp_path / "pid"), port=there.port))
    monkeypatch.setattr(programs, "supervisor", lambda _, log: Program("supervisor", script, log=log))

    with running_app(there, Console(file=io.StringIO())) as url:
        with running_app(there, Console(file=io.StringIO())) as again:
            assert again == url

        assert programs.answers(f"{url}/readyz")
