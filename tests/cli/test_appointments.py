"""`porewell appointments`: what it refuses in one line, and what it prints."""

import json
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import create_engine, text

from salon.booking.appointments import BookingRequest
from salon.booking.service import BookingService
from salon.clock import fixed_clock
from salon.salon_file import Salon
from salon.services import open_database
from salon.settings import load_settings
from tests.cli.runs import refused, run

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2027, 3, 1, 10, tzinfo=LONDON)


@pytest.fixture
def booked(salon: Salon) -> list[str]:
    """Return the ids of two stored appointments by start; the first is cancelled."""
    database, vault = open_database(load_settings())
    booking = BookingService(database, salon, fixed_clock(NOW), vault)
    ids = []
    for name, phone, day in (("Zoë Dear", "07700 900124", 4), ("Anna Lindqvist", "07700 900123", 2)):
        starts_at = datetime(2027, 3, day, 10, tzinfo=LONDON)
        consent_at = datetime(2027, 3, 1, 9, tzinfo=UTC)
        wish = BookingRequest("deep_cleaning", starts_at, name, phone, f"conversation of {day}", consent_at, name)
        ids.append(booking.book(wish).id)
    booking.cancel(ids[1], "conversation of 2")
    database.engine.dispose()
    return ids[::-1]


def test_appointments_with_a_wrong_salon_file(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("POREWELL_SALON_FILE", str(home / "missing.yml"))

    said = refused(monkeypatch, capsys, "appointments")

    assert said == (
        f"porewell: salon file: {home / 'missing.yml'} can't be read (No such file or directory); "
        "set POREWELL_SALON_FILE\n"
    )


def test_appointments_of_none() -> None:
    assert run("appointments") == "No appointments are stored.\n"


def test_appointments_of_none_as_json() -> None:
    assert run("appointments", "--json") == "[]\n"


def test_appointments_by_start(booked: list[str]) -> None:
    assert run("appointments").splitlines() == [
        "2027-03-02 10:00  cancelled  deep cleaning, Anna Lindqvist",
        "2027-03-04 10:00  booked     deep cleaning, Zoë Dear",
    ]


def test_appointments_as_json(booked: list[str]) -> None:
    said = run("appointments", "--json")

    assert '"name": "Zoë Dear"' in said
    assert json.loads(said) == [
        {
            "id": booked[0],
            "treatment": "deep cleaning",
            "starts_at": "2027-03-02T10:00:00+00:00",
            "name": "Anna Lindqvist",
            "phone": "+447700900123",
            "status": "cancelled",
            "conversation_id": "conversation of 2",
        },
        {
            "id": booked[1],
            "treatment": "deep cleaning",
            "starts_at": "2027-03-04T10:00:00+00:00",
            "name": "Zoë Dear",
            "phone": "+447700900124",
            "status": "booked",
            "conversation_id": "conversation of 4",
        },
    ]


def test_appointments_for_a_treatment_that_is_no_longer_offered(booked: list[str], sqlite_url: str) -> None:
    with create_engine(sqlite_url).begin() as connection:
        connection.execute(text("UPDATE appointment SET treatment_id = 'mud_bath'"))

    assert [row["treatment"] for row in json.loads(run("appointments", "--json"))] == ["mud_bath"] * 2
