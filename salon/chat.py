"""A conversation with the bot in the terminal, as a client has it on the page. `salon.cli` enters."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx
from rich.console import Console
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from salon import processes, programs
from salon.chat_connection import Button, Connection, Reply, Source, buttons_of
from salon.errors import PorewellError, Unavailable
from salon.processes import Process
from salon.settings import Settings

QUIT = "/quit"
SOURCES = "/sources"
WAKING_SECONDS = 300.0
STOPPING_SECONDS = 12.0
_LOOKS_PER_SECOND = 4
_LOG_LINES = 12
_WIDTH = 88


def chat(settings: Settings, console: Console | None = None) -> int:
    """Talk until `/quit` or Ctrl-D, with the app that runs or one started for this; return the exit status."""
    console = console or Console(width=min(_WIDTH, Console().width))
    try:
        with running_app(settings, console) as url, httpx.Client(base_url=url, timeout=15, trust_env=False) as http:
            Dialogue(Connection(http), console).run()
    except PorewellError as error:
        console.print(Text(str(error), style="red"))
        return 1
    except KeyboardInterrupt:
        return 1
    return 0


class Dialogue:
    """Reads lines, sends them, shows the replies.

    Args:
        read: shows a prompt and returns one line; EOFError when there are no more.
    """

    def __init__(self, connection: Connection, console: Console, read: Callable[[str], str] | None = None) -> None:
        self._connection = connection
        self._console = console
        self._read = read or console.input
        self._buttons: list[Button] = []
        self._sources: list[Source] = []

    def run(self) -> None:
        """Talk until the client quits.

        Raises:
            Refused, Unavailable: the conversation could not even begin.
        """
        hint = f"A number presses that button. Enter alone looks for news. {SOURCES} shows sources, {QUIT} ends."
        self._console.print(Text(hint, style="dim"))
        self._show([self._connection.start()])
        while (line := self._line()) != QUIT:
            try:
                self._take(line)
            except PorewellError as error:
                self._console.print(Text(str(error), style="red"))

    def _line(self) -> str:
        try:
            return self._read("[bold]you >[/] ").strip()
        except (EOFError, KeyboardInterrupt):
            return QUIT

    def _take(self, line: str) -> None:
        if line == SOURCES:
            self._show_sources()
            return
        if line.isdecimal() and 0 < int(line) <= len(self._buttons):
            self._show(self._connection.press(self._buttons[int(line) - 1]))
        elif line:
            self._show(self._connection.send(line))
        self._show(self._connection.news())
        if self._connection.held_by:
            note = f"{self._connection.held_by} of the salon has taken over; Enter looks for their answer."
            self._console.print(Text(note, style="dim italic"))

    def _show(self, replies: list[Reply]) -> None:
        if not replies:
            return
        # What the last replies offer replaces what earlier ones offered, as on the page.
        self._buttons = [button for reply in replies for button in buttons_of(reply)]
        self._sources = list({source["id"]: source for reply in replies for source in reply["sources"]}.values())
        for reply in replies:
            staff = reply["author"] == "staff"
            style = "magenta" if staff else "green"
            title = reply["name"] or "the salon" if staff else reply["topic"] or "bot"
            self._console.print(Panel(Text(reply["text"]), title=Text(title), title_align="left", border_style=style))
        for number, button in enumerate(self._buttons, 1):
            self._console.print(Padding(Text(f"{number}  {button['title']}", style="cyan"), (0, 2)))

    def _show_sources(self) -> None:
        if not self._sources:
            self._console.print(Text("The last answer names no sources.", style="dim"))
            return
        table = Table("id", "source", "grade", "strength", "finding", show_lines=True)
        for source in self._sources:
            words = (source["id"], source["title"], source["grade"], source["strength"], source["finding"])
            table.add_row(*(Text(str(word or "")) for word in words))
        self._console.print(table)


@contextmanager
def running_app(settings: Settings, console: Console) -> Iterator[str]:
    """Give the address of an app whose bot is awake; if none runs, start one, and stop it at the end.

    Raises:
        Unavailable: it could not be started, or did not wake up in five minutes.
    """
    url = programs.address(settings)
    log = settings.home / "chat.log"
    started: Process | None = None
    if not programs.answers(f"{url}/healthz"):
        settings.home.mkdir(parents=True, exist_ok=True)
        started = processes.launch(programs.supervisor(settings, log))
    try:
        with console.status(f"Waking the bot at {url} (seconds; a minute or two if it has to be trained first) ..."):
            _wait(lambda: programs.answers(f"{url}/readyz"), started)
        yield url
    except _DidNotWakeError as error:
        said = "\n".join(log.read_text(errors="replace").splitlines()[-_LOG_LINES:]) if started else ""
        raise Unavailable(f"The bot at {url} did not wake up. {said}".strip()) from error
    finally:
        processes.stop([started] if started else [], STOPPING_SECONDS)


class _DidNotWakeError(Exception):
    """The app ended, or took too long."""


def _wait(ready: Callable[[], bool], started: Process | None) -> None:
    deadline = time.monotonic() + WAKING_SECONDS
    while not ready():
        if time.monotonic() > deadline or (started and started.poll() is not None):
            raise _DidNotWakeError
        time.sleep(1 / _LOOKS_PER_SECOND)
