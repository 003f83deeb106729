"""`porewell seed-demo`: it never writes where the salon's settings lead."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from salon.cli import app
from salon.db import use_vault
from salon.secrets import Vault
from salon.settings import load_settings


@pytest.fixture(autouse=True)
def own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, vault: Vault) -> "object":
    """Let the settings name a salon's home and database, and give the tests' vault back."""
    monkeypatch.setenv("POREWELL_HOME", str(tmp_path / "salon"))
    monkeypatch.setenv("POREWELL_DATABASE_URL", f"sqlite:///{tmp_path / 'salon' / 'real.db'}")
    monkeypatch.setenv("POREWELL_NOW", "2027-03-01T10:00")
    monkeypatch.setenv("POREWELL_ENGINE_SECRET", "hush")
    load_settings.cache_clear()
    yield
    load_settings.cache_clear()
    use_vault(vault)


def test_seed_demo_fills_a_home_of_its_own(tmp_path: Path) -> None:
    home = tmp_path / "demo"

    result = CliRunner().invoke(app, ["seed-demo", "--home", str(home), "--conversations", "3", "--days", "3"])

    assert result.exit_code == 0, result.output
    assert result.output.startswith("Made: 3 conversations, ")
    assert f"POREWELL_HOME={home} make run" in result.output
    assert (home / "porewell.db").exists()
    assert not (tmp_path / "salon").exists()


def test_seed_demo_into_a_database_that_is_named(tmp_path: Path) -> None:
    home, file = tmp_path / "demo", tmp_path / "other.db"
    wanted = [
        "seed-demo",
        "--home",
        str(home),
        "--database",
        f"sqlite:///{file}",
        "--conversations",
        "1",
        "--days",
        "2",
    ]

    result = CliRunner().invoke(app, wanted)

    assert result.exit_code == 0, result.output
    assert file.exists() and not (home / "porewell.db").exists()
