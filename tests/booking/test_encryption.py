"""At rest, neither the file nor a plain query shows who the client is."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import text

from salon.booking.appointments import BookingRequest
from salon.booking.service import BookingService
from salon.clock import Clock
from salon.db import Database
from salon.salon_file import Salon
from salon.secrets import Vault

SECRETS = ("Lindqvist", "7700900123", "7700 900123", "900123")
START = datetime(2027, 3, 2, 10, tzinfo=ZoneInfo("Europe/London"))


def test_sqlite_files_hold_no_personal_data(
    sqlite_url: str, salon: Salon, clock: Clock, vault: Vault, wish: Callable[..., BookingRequest]
) -> None:
    database = Database(sqlite_url)
    booking = BookingService(database, salon, clock, vault)
    booked = booking.book(wish(START, conversation_id="conversation-in-clear"))
    booking.reschedule(booked.id, booked.conversation_id, START.replace(day=3), "move")
    booking.cancel(booked.id, booked.conversation_id)

    folder = Path(sqlite_url.removeprefix("sqlite:///")).parent
    content = {file.name: file.read_bytes() for file in folder.iterdir()}

    assert "porewell.db-wal" in content
    assert b"conversation-in-clear" in b"".join(content.values())
    found = [(name, secret) for name, data in content.items() for secret in SECRETS if secret.encode() in data]
    assert found == []
    database.engine.dispose()


def test_columns_hold_tokens(
    database: Database, booking: BookingService, wish: Callable[..., BookingRequest], vault: Vault
) -> None:
    booking.book(wish(START))

    with database.reading() as session:
        name, phone = session.execute(text("SELECT name, phone FROM appointment")).one()

    assert (vault.decrypt(name), vault.decrypt(phone)) == ("Anna Lindqvist", "+447700900123")
    assert [secret for secret in SECRETS if secret in name + phone] == []
