"""The two sides as programs on free ports: Porewell (app and engine), stock Rasa (server and action server)."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from benchmarks import usage
from benchmarks.messages import ROOT
from benchmarks.stock_project import STOCK, Document, write_endpoints, write_project
from benchmarks.talks import EngineTalk, ProductTalk, StockTalk
from salon import processes, programs
from salon.processes import Process, Program
from salon.secrets import engine_secret
from salon.settings import Settings

HOME = ROOT / "var" / "benchmark"
STOCK_ENVIRONMENT = HOME / "stock-environment"
_STARTING_SECONDS = 300
_NO_LIMIT = 1_000_000


@dataclass
class Side:
    """One of the two sides, running.

    Attributes:
        main: the process that runs Rasa.
        other: what else answers its clients (the app; the action server).
        cpu_until_ready: CPU seconds that `main` needed before it answered.
    """

    main: Process
    other: list[Process] = field(default_factory=list)
    cpu_until_ready: float = 0.0

    def cpu_seconds(self) -> float:
        """Return the CPU seconds that all its processes have used."""
        return usage.cpu_seconds([self.main.pid, *(process.pid for process in self.other)])

    def stop(self) -> None:
        """Stop all its processes."""
        processes.stop([self.main, *self.other])


@dataclass
class Porewell(Side):
    """App and engine, with a database of their own."""

    url: str = ""
    engine_url: str = ""
    secret: str = ""

    def product(self) -> ProductTalk:
        """Begin a conversation with the whole product."""
        return ProductTalk(self.url)

    def engine(self) -> EngineTalk:
        """Begin a conversation with the engine alone."""
        return EngineTalk(self.engine_url, self.secret)


@dataclass
class Stock(Side):
    """`rasa run` and `rasa run actions`."""

    url: str = ""

    def rest(self) -> StockTalk:
        """Begin a conversation."""
        return StockTalk(self.url)


def start_porewell(home: Path, model: Path, turns_kept: int | None = None, **more_settings: Any) -> Porewell:
    """Start app and engine in `home`, emptied first; return once both answer.

    Args:
        home: folder for database, keys and logs.
        model: of the engine.
        turns_kept: how many turns the engine carries; None for what it does by itself.
        more_settings: of the app.
    """
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    settings = _settings(home, more_settings)
    engine = programs.engine(settings, settings.engine_urls, model)
    more = {} if turns_kept is None else {"POREWELL_TURNS_KEPT": str(turns_kept)}
    engine = replace(engine, environment={**(engine.environment or {}), **more}, log=home / "engine.log")
    main = processes.launch(engine)
    app = processes.launch(replace(programs.app(settings), log=home / "app.log"))
    side = Porewell(main, [app], 0.0, programs.address(settings), settings.engine_urls, engine_secret(settings))
    _wait(side, engine.answers or (lambda: True))
    wait_for(lambda: programs.answers(f"{side.url}/readyz"), [app])
    return side


def start_stock(folder: Path, connectors: Document | None = None, telegram_url: str = "") -> Stock:
    """Start the stock bot that was trained in `folder`; return once both its servers answer.

    Args:
        folder: its project.
        connectors: of Rasa's, besides REST, each with its credentials.
        telegram_url: where Telegram is, for Rasa's connector.
    """
    port, action_port = free_port(), free_port()
    write_endpoints(folder, f"http://127.0.0.1:{action_port}/webhook", connectors)
    (folder / "conversations.db").unlink(missing_ok=True)
    actions = processes.launch(rasa(folder, "run", "actions", "--port", str(action_port)))
    model = folder / "models" / "stock.tar.gz"
    main = processes.launch(rasa(folder, "run", "--port", str(port), "--model", str(model), telegram_url=telegram_url))
    side = Stock(main, [actions], 0.0, f"http://127.0.0.1:{port}")
    _wait(side, lambda: programs.answers(f"{side.url}/"))
    wait_for(lambda: programs.answers(f"http://127.0.0.1:{action_port}/health"), [actions])
    return side


def install_stock() -> None:
    """Install what benchmarks/stock locks (1.5 GB), unless it is there."""
    environment = {**os.environ, "UV_PROJECT_ENVIRONMENT": str(STOCK_ENVIRONMENT)}
    uv = os.environ.get("UV") or shutil.which("uv") or "uv"
    subprocess.run([uv, "sync", "--quiet", "--locked", "--project", str(STOCK)], env=environment, check=True)


def train_stock(folder: Path) -> None:
    """Write the stock project and train it, unless that was done for the same data."""
    if (folder / "models" / "stock.tar.gz").exists() and not _is_newer(ROOT / "data", folder / "models"):
        return
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    write_project(folder, "http://127.0.0.1:1/webhook")
    process = processes.launch(rasa(folder, "train", "--fixed-model-name", "stock"))
    if process.wait():
        raise SystemExit(f"Stock Rasa could not be trained: see {folder / 'train.log'}.")


def rasa(folder: Path, *arguments: str, telegram_url: str = "") -> Program:
    """Return a command of stock Rasa, run in its project; perhaps with another address for Telegram."""
    environment = {
        **os.environ,
        "RASA_TELEMETRY_ENABLED": "false",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "PYTHONWARNINGS": "ignore",
        "FREE_TIMES": str(folder / "free_times.db"),
    }
    name = "-".join(word for word in arguments[:2] if word.isalpha())
    entry = [str(STOCK / "telegram_elsewhere.py"), telegram_url] if telegram_url else ["-m", "rasa"]
    command = [str(STOCK_ENVIRONMENT / "bin" / "python"), *entry, *arguments]
    return Program(name, command, environment, folder, folder / f"{name}.log")


def wait_for(answers: Callable[[], bool], watched: Sequence[Process]) -> None:
    """Return once `answers()` is true.

    Raises:
        RuntimeError: a process ended, or five minutes went by.
    """
    deadline = time.monotonic() + _STARTING_SECONDS
    while not answers():
        if any(process.poll() is not None for process in watched) or time.monotonic() > deadline:
            raise RuntimeError("A server did not start: see the logs in var/benchmark.")
        time.sleep(0.1)


def free_port() -> int:
    """Return a port of the loopback address on which nobody listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _wait(side: Side, answers: Callable[[], bool]) -> None:
    wait_for(answers, [side.main])
    side.cpu_until_ready = usage.cpu_seconds([side.main.pid])


def _settings(home: Path, more: dict[str, Any]) -> Settings:
    """Return settings that share nothing with the salon's own: no database, no keys, no limits."""
    return Settings(
        **more,
        home=home,
        database_url=f"sqlite:///{home / 'porewell.db'}",
        secret_key="",
        engine_secret="",
        now="2027-03-01T10:00",
        limits_url="memory://",
        host="127.0.0.1",
        port=free_port(),
        engine_urls=f"http://127.0.0.1:{free_port()}",
        messages_per_minute=_NO_LIMIT,
        address_requests_per_minute=_NO_LIMIT,
    )


def _is_newer(folder: Path, reference: Path) -> bool:
    return any(file.stat().st_mtime > reference.stat().st_mtime for file in folder.rglob("*.yml"))
