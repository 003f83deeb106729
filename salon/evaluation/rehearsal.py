"""A Porewell of its own for measuring: app and engine with one model, on free ports, in a folder that is thrown away."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from salon import processes, programs
from salon.errors import Unavailable
from salon.settings import Settings

NOW = "2027-03-01T10:00"
"""The moment for which the dialogues were written: a Monday."""
STARTING_SECONDS = 180.0
_NO_LIMIT = 1_000_000


@contextmanager
def rehearsal(model: Path, salon_file: Path) -> Iterator[Settings]:
    """Start app and engine, and give the settings that lead to them; nothing of it is left when the block ends.

    Raises:
        Unavailable: it did not start.
    """
    with TemporaryDirectory(prefix="porewell-rehearsal-") as folder:
        settings = _settings(Path(folder), salon_file)
        engine = programs.engine(settings, settings.engine_urls, model, exactly=True)
        quiet = (replace(one, log=Path(folder) / f"rehearsal.{one.name}") for one in (programs.app(settings), engine))
        started = [processes.launch(program) for program in quiet]
        try:
            _wait(settings, started)
            yield settings
        finally:
            processes.stop(started)


def _settings(home: Path, salon_file: Path) -> Settings:
    """Return settings with nothing of the real salon's in them: each that could lead there is named."""
    port, engine_port = _free_ports()
    return Settings(
        _env_file=None,  # type: ignore[call-arg]
        home=home,
        database_url="",
        secret_key="",
        salon_file=salon_file,
        reviewed_file=home / "reviewed.yml",
        now=NOW,
        host="127.0.0.1",
        port=port,
        public_url="",
        engine_urls=f"http://127.0.0.1:{engine_port}",
        engine_secret="",
        engine_deadline_seconds=20.0,  # the real engine works beside it
        messages_per_minute=_NO_LIMIT,
        address_requests_per_minute=_NO_LIMIT,
        limits_url="memory://",
        smtp_url="",
        notify_email="",
    )


def _free_ports() -> tuple[int, int]:
    with socket.socket() as one, socket.socket() as other:
        one.bind(("127.0.0.1", 0))
        other.bind(("127.0.0.1", 0))
        return one.getsockname()[1], other.getsockname()[1]


def _wait(settings: Settings, started: list[processes.Process]) -> None:
    deadline = time.monotonic() + STARTING_SECONDS
    while not programs.answers(f"{programs.address(settings)}/readyz"):
        if any(process.poll() is not None for process in started) or time.monotonic() > deadline:
            raise Unavailable("the bot could not be started for the rehearsal")
        time.sleep(0.2)
