"""What Porewell consists of at run time, as programs to start: app, training, engines. `supervise.py`, `chat.py` enter.

The engine sees no more of the environment than it needs: no database, no keys, no tokens of messaging apps.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlsplit

from salon.errors import BadInput, Unavailable
from salon.processes import Program
from salon.secrets import engine_secret
from salon.settings import ROOT, Settings

ENGINE_PYTHON = ROOT / "bot" / ".venv" / "bin" / "python"
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
"""For numpy: a message is too little work for two threads, which would wait for each other by spinning."""
ENGINE_MAY_SEE = (
    *("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR", "LD_LIBRARY_PATH", "PYTHONDONTWRITEBYTECODE"),
    *("POREWELL_ENGINE_MEMORY_MB", "POREWELL_ACTION_DEADLINE_SECONDS", "POREWELL_TURNS_KEPT"),
)
_LOOPBACK = {"127.0.0.1", "localhost"}
_WILDCARDS = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  looked up, not bound
_CHECK_SECONDS = 2.0


def address(settings: Settings) -> str:
    """Return the URL, without a slash at its end, under which this machine reaches the app."""
    host = _WILDCARDS.get(settings.host, settings.host)
    return f"http://[{host}]:{settings.port}" if ":" in host else f"http://{host}:{settings.port}"


def local_engines(settings: Settings) -> list[str]:
    """Return the URLs of the engines that are ours to start, in order; the others run on other machines."""
    urls = (url.strip() for url in settings.engine_urls.split(","))
    return [url for url in urls if urlsplit(url).hostname in _LOOPBACK]


def port_of(url: str) -> int:
    """Return the port in a URL, 80 if it names none.

    Raises:
        BadInput: what stands there is no port.
    """
    try:
        return urlsplit(url).port or 80
    except ValueError as error:
        raise BadInput(f"{url!r} has no port that can be read; write it like http://127.0.0.1:5005") from error


def app(settings: Settings) -> Program:
    """Return the app; what was set for us holds for it too, wherever it was set."""
    options = {
        "host": settings.host,
        "port": str(settings.port),
        "log-level": "warning",
        "timeout-graceful-shutdown": "5",
        "ws-max-size": "65536",
    }
    command = [sys.executable, "-m", "uvicorn", "salon.app:create_app", "--factory", "--no-access-log"]
    url = address(settings)
    return Program(
        name="app",
        command=[*command, "--no-server-header", *(word for name in options for word in (f"--{name}", options[name]))],
        environment=_environment(settings) | ONE_THREAD,
        answers=lambda: answers(f"{url}/healthz"),
        awake=(
            f"The page: {url}  (it says that the bot is waking up until the engine is ready)\n"
            f"The desk, for staff: {url}/desk  (the first account is made by: .venv/bin/porewell staff add)"
        ),
    )


def supervisor(settings: Settings, log: Path) -> Program:
    """Return `supervise.run` with these settings as a program of its own, its messages in a log."""
    return Program("supervisor", [sys.executable, "-m", "salon.supervise"], _environment(settings), log=log)


def training(settings: Settings, reviewed: Path | None = None, keep: Sequence[str] = ()) -> Program:
    """Return what trains the model that `model_path` names; its messages go where ours go.

    Args:
        settings: of the app.
        reviewed: what staff corrected, in place of the file in service.
        keep: file names of old models that are not deleted.
    """
    # Else Rasa draws a progress bar for each of its steps.
    quiet = {"LOG_LEVEL": "WARNING", "PYTHONWARNINGS": "ignore"}
    kept = [f"--keep={name}" for name in keep]
    command = _engine_command("bot.train", *_candidate(reviewed), *kept)
    return Program("training", command, _engine_environment(settings) | quiet, ROOT)


def engine(settings: Settings, url: str, model: Path, *, exactly: bool = False) -> Program:
    """Return the engine that answers at `url` with that model.

    Args:
        settings: of the app.
        url: its port is the engine's.
        model: a trained one.
        exactly: never another; else an engine that is started again takes the model that is in service by then.
    """
    secret = engine_secret(settings)
    more = {
        "POREWELL_ENGINE_SECRET": secret,
        "POREWELL_ACTIONS_URL": f"{address(settings)}/actions",
        "PYTHONWARNINGS": "ignore",
        "SANIC_DEPRECATION_FILTER": "ignore",
    }
    return Program(
        name="engine",
        command=_engine_command(
            "bot.serve", str(model), "--port", str(port_of(url)), *([] if exactly else ["--or-in-service"])
        ),
        environment=_engine_environment(settings) | more | ONE_THREAD,
        folder=ROOT,
        answers=lambda: answers(f"{url}/webhooks/salon/ready", {"X-Porewell-Secret": secret}),
        awake=f"The engine is ready: the bot is awake at {address(settings)}",
    )


def model_path(settings: Settings, reviewed: Path | None = None) -> Path:
    """Return where the model lies, or will lie after training, that fits the present configuration and data.

    Args:
        settings: of the app.
        reviewed: what staff corrected, in place of the file in service.

    Raises:
        Unavailable: the engine's environment is missing or broken.
    """
    try:
        asked = subprocess.run(
            _engine_command("bot.train", "--path", *_candidate(reviewed)),
            env=_engine_environment(settings),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError) as error:
        raise Unavailable("The engine's environment is missing or broken: run `make setup`.", permanent=True) from error
    return Path(asked.stdout.splitlines()[-1])


def answers(url: str, headers: dict[str, str] | None = None) -> bool:
    """Return whether a GET of an http URL is answered with 200 within two seconds; no proxy is asked."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=_CHECK_SECONDS)
    try:
        connection.request("GET", parts.path, headers=headers or {})
        return connection.getresponse().status == HTTPStatus.OK
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _environment(settings: Settings) -> dict[str, str]:
    given = settings.model_dump(mode="json", exclude_unset=True)
    return os.environ | {f"POREWELL_{name.upper()}": str(value) for name, value in given.items()}


def _engine_command(module: str, *arguments: str) -> list[str]:
    return [str(ENGINE_PYTHON), "-m", module, *arguments]


def _engine_environment(settings: Settings) -> dict[str, str]:
    seen = {name: os.environ[name] for name in ENGINE_MAY_SEE if name in os.environ}
    return seen | {
        "POREWELL_HOME": str(settings.home.resolve()),
        "POREWELL_REVIEWED_FILE": str(settings.reviewed_file.resolve()),
    }


def _candidate(reviewed: Path | None) -> list[str]:
    return [f"--reviewed={reviewed.resolve()}"] if reviewed else []
