"""An empty folder in which the commands work."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from salon import db
from salon.settings import load_settings

KEY = "b2xkIGtleSBvZiB0aGUgdGVzdHMsIDMyIGJ5dGVzIDo="


@pytest.fixture(autouse=True)
def home(tmp_path: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return an empty folder to work in; the settings lead to a migrated, empty SQLite file beside it."""
    folder = tmp_path / "home"
    folder.mkdir()
    for name in [name for name in os.environ if name.upper().startswith("POREWELL_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("POREWELL_HOME", str(folder))
    monkeypatch.setenv("POREWELL_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("POREWELL_SECRET_KEY", KEY)
    monkeypatch.setattr(db, "_vault", None)  # and back to the tests' own afterwards
    load_settings.cache_clear()
    yield folder
    load_settings.cache_clear()
