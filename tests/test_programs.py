"""The programs that Porewell consists of: what the engine may not see, addresses, and whether somebody answers."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from salon import programs
from salon.errors import BadInput, Unavailable
from salon.settings import ROOT, Settings

URL = "http://127.0.0.1:5005"
ENGINE_ONLY = {
    "POREWELL_HOME",
    "POREWELL_REVIEWED_FILE",
    "POREWELL_ENGINE_SECRET",
    "POREWELL_ACTIONS_URL",
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "PYTHONWARNINGS",
    "SANIC_DEPRECATION_FILTER",
}


def settings(home: Path, **changes: Any) -> Settings:
    """Return settings that read no `.env`."""
    return Settings(_env_file=None, home=home, **changes)  # type: ignore[call-arg]


def fake_python(folder: Path, script: str) -> Path:
    """Return an executable that stands in for the engine's Python."""
    path = folder / "python"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


class Door(BaseHTTPRequestHandler):
    """Answers 200 on `/open` to who brings the header, 503 to others."""

    def do_GET(self) -> None:
        """Answer."""
        self.send_response(200 if self.path == "/open" and self.headers["X-Porewell-Secret"] == "s" else 503)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def door() -> Iterator[str]:
    """Return the URL of a small server."""
    server = HTTPServer(("127.0.0.1", 0), Door)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_model_path_without_the_engines_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "ENGINE_PYTHON", tmp_path / "missing")

    with pytest.raises(Unavailable, match="run `make setup`") as refusal:
        programs.model_path(settings(tmp_path))

    assert refusal.value.permanent


def test_model_path_with_a_broken_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "ENGINE_PYTHON", fake_python(tmp_path, "exit 1"))

    with pytest.raises(Unavailable, match="run `make setup`"):
        programs.model_path(settings(tmp_path))


def test_model_path_is_the_last_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = 'echo noise; echo "$POREWELL_HOME/models/$3.tar.gz"'
    monkeypatch.setattr(programs, "ENGINE_PYTHON", fake_python(tmp_path, script))
    home = tmp_path / "home"

    assert programs.model_path(settings(home)) == home / "models" / "--path.tar.gz"


def test_port_of_no_port() -> None:
    with pytest.raises(BadInput, match=r"'http://127\.0\.0\.1:none' has no port"):
        programs.port_of("http://127.0.0.1:none")


@pytest.mark.parametrize(("url", "port"), [(URL, 5005), ("http://127.0.0.1", 80)])
def test_port_of(url: str, port: int) -> None:
    assert programs.port_of(url) == port


@pytest.mark.parametrize("path", ["/open", "/shut"])
def test_answers_not_without_the_secret(door: str, path: str) -> None:
    assert not programs.answers(door + path)


def test_answers_not_when_nobody_listens() -> None:
    assert not programs.answers("http://127.0.0.1:1/open")


def test_answers(door: str) -> None:
    assert programs.answers(f"{door}/open", {"X-Porewell-Secret": "s"})


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000"),
        ("0.0.0.0", "http://127.0.0.1:8000"),
        ("::", "http://[::1]:8000"),
        ("192.168.1.5", "http://192.168.1.5:8000"),
    ],
)
def test_address(tmp_path: Path, host: str, expected: str) -> None:
    assert programs.address(settings(tmp_path, host=host)) == expected


def test_local_engines(tmp_path: Path) -> None:
    urls = "http://127.0.0.1:5005, http://engines.example:5005,http://localhost:5006"

    assert programs.local_engines(settings(tmp_path, engine_urls=urls)) == [URL, "http://localhost:5006"]


@pytest.mark.parametrize("name", ["POREWELL_DATABASE_URL", "POREWELL_SECRET_KEY", "TELEGRAM_TOKEN", "PGPASSWORD"])
def test_engine_sees_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "hush")

    program = programs.engine(settings(tmp_path), URL, tmp_path / "model.tar.gz")

    assert program.environment
    assert program.environment.keys() - set(programs.ENGINE_MAY_SEE) == ENGINE_ONLY
    assert "hush" not in program.environment.values()


def test_training_sees_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POREWELL_ENGINE_SECRET", "hush")

    program = programs.training(settings(tmp_path))

    assert program.environment
    assert program.environment.keys() - set(programs.ENGINE_MAY_SEE) == {
        "POREWELL_HOME",
        "POREWELL_REVIEWED_FILE",
        "LOG_LEVEL",
        "PYTHONWARNINGS",
    }
    assert list(program.command) == [str(programs.ENGINE_PYTHON), "-m", "bot.train"]


def test_engine(tmp_path: Path) -> None:
    model = tmp_path / "model.tar.gz"

    program = programs.engine(settings(tmp_path, engine_secret="s", port=8123), "http://127.0.0.1:5009", model)

    assert list(program.command) == [
        *(str(programs.ENGINE_PYTHON), "-m", "bot.serve", str(model)),
        *("--port", "5009", "--or-in-service"),
    ]
    assert program.folder == ROOT
    assert program.environment
    assert {name: program.environment[name] for name in ENGINE_ONLY} == {
        "POREWELL_HOME": str(tmp_path),
        "POREWELL_REVIEWED_FILE": str(ROOT / "data" / "nlu" / "reviewed.yml"),
        "POREWELL_ENGINE_SECRET": "s",
        "POREWELL_ACTIONS_URL": "http://127.0.0.1:8123/actions",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "PYTHONWARNINGS": "ignore",
        "SANIC_DEPRECATION_FILTER": "ignore",
    }


def test_engine_that_serves_exactly_one_model(tmp_path: Path) -> None:
    program = programs.engine(settings(tmp_path), URL, tmp_path / "model.tar.gz", exactly=True)

    assert "--or-in-service" not in program.command


def test_training_of_a_candidate_that_keeps_old_models(tmp_path: Path) -> None:
    program = programs.training(settings(tmp_path), tmp_path / "candidate.yml", ["a.tar.gz"])

    assert list(program.command)[3:] == [f"--reviewed={tmp_path / 'candidate.yml'}", "--keep=a.tar.gz"]


def test_engine_has_the_secret_of_the_home(tmp_path: Path) -> None:
    program = programs.engine(settings(tmp_path), URL, tmp_path / "model.tar.gz")

    assert program.environment
    assert program.environment["POREWELL_ENGINE_SECRET"] == (tmp_path / "engine.secret").read_text()


def test_app_is_given_what_was_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POREWELL_PORT", "8001")
    monkeypatch.delenv("POREWELL_NOW", raising=False)

    program = programs.app(settings(tmp_path, port=8002, salon_file=tmp_path / "salon.yml"))

    assert program.environment
    assert program.environment["POREWELL_PORT"] == "8002"
    assert program.environment["POREWELL_SALON_FILE"] == str(tmp_path / "salon.yml")
    assert "POREWELL_NOW" not in program.environment
    assert list(program.command)[3:5] == ["salon.app:create_app", "--factory"]
    assert list(program.command)[7:11] == ["--host", "127.0.0.1", "--port", "8002"]
