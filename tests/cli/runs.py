"""Running a command, and reading what it says."""

import sys

import pytest
from typer.testing import CliRunner

from salon.cli import app, main


def run(*arguments: object) -> str:
    """Return what a command prints that ends well."""
    ended = CliRunner().invoke(app, [str(one) for one in arguments], catch_exceptions=False)
    assert ended.exit_code == 0, ended.output
    return ended.stdout


def refused(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """Return the line in which a command says no."""
    monkeypatch.setattr(sys, "argv", ["porewell", *map(str, arguments)])
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # Typer puts its own there
    with pytest.raises(SystemExit) as ended:
        main()
    said = capsys.readouterr()
    assert (ended.value.code, said.out) == (2, "")
    return said.err
