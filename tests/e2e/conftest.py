"""The whole product for tests: supervisor, app and a real engine on free ports, in a home of its own.

The trained models are those of `make train`; if the present one is missing, the first start trains it (a minute).
"""

import os
import socket
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from salon import processes
from salon.processes import Process, Program
from salon.programs import answers
from salon.settings import ROOT

DEFAULTS = {
    "POREWELL_NOW": "2027-03-01T10:00",
    "POREWELL_MESSAGES_PER_MINUTE": "100000",
    "POREWELL_ADDRESS_REQUESTS_PER_MINUTE": "100000",
    "POREWELL_ENGINE_DEADLINE_SECONDS": "15",  # a browser beside it slows the engine down; a dead one fails at once
}
STARTING_SECONDS = 400.0
STOPPING_SECONDS = 12.0


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Have one worker take all that needs a browser, and another one the rest (`--dist loadgroup`): two are too slow."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            has_browser = "chromium" in getattr(item, "fixturenames", ())
            item.add_marker(pytest.mark.xdist_group("browser" if has_browser else "no browser"))


class LiveApp(str):  # noqa: SLOT000  it carries attributes
    """The address of a running Porewell, and what else is known of it.

    Attributes:
        environment: its `POREWELL_…` settings and all else that it sees.
        home: its folder; the log is `supervisor.log` there.
        process: the supervisor; app and engine are its children.
    """

    environment: Mapping[str, str]
    home: Path
    process: Process

    @property
    def url(self) -> str:
        """The address, without a slash at its end."""
        return str(self)

    @property
    def database_url(self) -> str:
        """The SQLAlchemy URL of its database."""
        return self.environment.get("POREWELL_DATABASE_URL") or f"sqlite:///{self.home / 'porewell.db'}"

    @property
    def log(self) -> str:
        """What supervisor, app and engine printed."""
        return (self.home / "supervisor.log").read_text(errors="replace")

    def stop(self) -> int:
        """Stop it as Ctrl-C does, and return the supervisor's exit status; a second call changes nothing."""
        processes.stop([self.process], STOPPING_SECONDS)
        return int(self.process.returncode)


StartApp = Callable[..., LiveApp]


@pytest.fixture(scope="module")
def start_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StartApp]:
    """Return what starts a Porewell and returns when its bot is awake (ten seconds or more).

    `start_app(home=None, **environment)`: settings by their names in the environment; they come before our defaults
    (Monday, 1 March 2027, 10:00; no limits). A home that was used before is taken up again. All are stopped with the
    module: each that runs on takes processors and memory from the browser.
    """
    with _starting(tmp_path_factory) as start:
        yield start


@pytest.fixture(scope="session")
def live_app(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveApp]:
    """Return a running Porewell, one for all tests; with `indirect` parameters, one with those settings."""
    with _starting(tmp_path_factory) as start:
        yield start(**getattr(request, "param", {}))


@contextmanager
def _starting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StartApp]:
    started: list[LiveApp] = []

    def start(home: Path | None = None, **environment: str) -> LiveApp:
        app = _launch(home or tmp_path_factory.mktemp("home"), environment)
        started.append(app)
        _wait_until_awake(app)
        return app

    try:
        yield start
    finally:
        for app in started:
            app.stop()


def _launch(home: Path, environment: Mapping[str, str]) -> LiveApp:
    port, engine_port = _free_ports()
    app = LiveApp(f"http://127.0.0.1:{port}")
    app.home = home
    # Settings of whoever runs the tests are left out; so is a `.env`, since that is looked for in the folder.
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("POREWELL_")}
    own = {
        "POREWELL_HOME": str(home),
        "POREWELL_PORT": str(port),
        "POREWELL_ENGINE_URLS": f"http://127.0.0.1:{engine_port}",
    }
    app.environment = {**inherited, **DEFAULTS, **own, **environment}
    _share_models(home)
    command = (sys.executable, "-m", "salon.supervise")
    log = home / "supervisor.log"
    app.process = processes.launch(Program("supervisor", command, app.environment, home, log))
    return app


def _share_models(home: Path) -> None:
    models = Path(os.environ.get("POREWELL_HOME", ROOT / "var")).resolve() / "models"
    models.mkdir(parents=True, exist_ok=True)
    if not (home / "models").exists():
        (home / "models").symlink_to(models)


def _free_ports() -> tuple[int, int]:
    with socket.socket() as one, socket.socket() as other:
        one.bind(("127.0.0.1", 0))
        other.bind(("127.0.0.1", 0))
        return one.getsockname()[1], other.getsockname()[1]


def _wait_until_awake(app: LiveApp) -> None:
    deadline = time.monotonic() + STARTING_SECONDS
    while not answers(f"{app}/readyz"):
        if app.process.poll() is not None or time.monotonic() > deadline:
            app.stop()
            pytest.fail(f"Porewell did not start:\n{app.log[-3000:]}")
        time.sleep(0.2)
