"""`porewell retention` and `porewell rotate-key`: what they print, and what they leave alone."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import create_engine, text

from salon.booking.appointments import BookingRequest
from salon.booking.service import BookingService
from salon.clock import fixed_clock
from salon.salon_file import Salon
from salon.secrets import Vault
from salon.services import open_database
from salon.settings import load_settings
from tests.cli.conftest import KEY
from tests.cli.runs import refused, run

NOW = datetime(2027, 3, 1, 10, tzinfo=UTC)


@pytest.fixture
def booked(salon: Salon, monkeypatch: pytest.MonkeyPatch) -> None:
    """Store an appointment of 2 March 2027; two years later it is old."""
    database, vault = open_database(load_settings())
    starts_at = datetime(2027, 3, 2, 10, tzinfo=UTC)
    wish = BookingRequest("skin_consultation", starts_at, "Zoë Dear", "07700 900124", "", NOW, "key")
    BookingService(database, salon, fixed_clock(NOW), vault).book(wish)
    database.engine.dispose()
    monkeypatch.setenv("POREWELL_NOW", "2029-03-03T10:00")
    load_settings.cache_clear()


def stored(column: str) -> list[str]:
    """Return a column of the appointments, as it is stored."""
    engine = create_engine(load_settings().url)
    with engine.connect() as connection:
        found = [row[0] for row in connection.execute(text(f"SELECT {column} FROM appointment"))]  # noqa: S608
    engine.dispose()
    return found


def test_retention_of_nothing() -> None:
    assert run("retention", "--dry-run") == "Old now: nothing.\n"
    assert run("retention") == "Erased: nothing.\n"


def test_retention_counts_first(booked: None) -> None:
    assert run("retention", "--dry-run") == "Old now: appointment_cell 6, appointment 1.\n"
    assert len(stored("id")) == 1


def test_retention_erases(booked: None) -> None:
    assert json.loads(run("retention", "--json")) == {"appointment_cell": 6, "appointment": 1}
    assert stored("id") == []


def test_rotate_key_without_the_old_one(
    booked: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("POREWELL_SECRET_KEY", Fernet.generate_key().decode())
    load_settings.cache_clear()
    before = stored("name")

    said = refused(monkeypatch, capsys, "rotate-key")

    assert (
        said
        == "porewell: a value of appointment is under none of the keys; put the key of that time behind the newest\n"
    )
    assert stored("name") == before


def test_rotate_key(booked: None, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new = Fernet.generate_key().decode()
    monkeypatch.setenv("POREWELL_SECRET_KEY", f"{new},{KEY}")
    load_settings.cache_clear()

    said = run("rotate-key")

    assert "appointment                      1 rows, 2 values encrypted anew\n" in said
    assert [Vault([new]).decrypt(token) for token in stored("name")] == ["Zoë Dear"]
