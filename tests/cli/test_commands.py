"""The command line as a whole: what it refuses in one line, and how it ends."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from salon import chat, supervise
from salon.cli import app
from salon.settings import Settings, load_settings
from tests.cli.runs import refused, run


def test_command_that_is_none() -> None:
    ended = CliRunner().invoke(app, ["appointment"])

    assert (ended.exit_code, ended.stdout) == (2, "")


def test_command_with_a_wrong_setting(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("POREWELL_PORT", "hush")

    said = refused(monkeypatch, capsys, "migrate")

    assert said == "porewell: POREWELL_PORT: Input should be a valid integer, unable to parse string as an integer\n"


def test_migrate(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POREWELL_DATABASE_URL", "")

    said = run("migrate")

    assert said == "The database is up to date.\n"
    assert (home / "porewell.db").exists()


@pytest.mark.parametrize(("command", "module", "service"), [("run", supervise, "run"), ("chat", chat, "chat")])
def test_command_ends_as_its_service_did(
    monkeypatch: pytest.MonkeyPatch, command: str, module: object, service: str
) -> None:
    given: list[Settings] = []
    monkeypatch.setattr(module, service, lambda settings: given.append(settings) or 3)

    ended = CliRunner().invoke(app, [command])

    assert (ended.exit_code, given) == (3, [load_settings()])
