"""Blocks and what became of appointments: kept what was stored before, and taken back."""

from datetime import UTC, datetime

from alembic import command
from sqlalchemy import inspect, text

from salon.booking.blocks import Blocks
from salon.booking.diary_entries import NewBlock
from salon.booking.models import Appointment, AppointmentCell
from salon.clock import Clock
from salon.db import Database
from salon.migrate import migrate
from salon.salon_file import Salon
from tests.migrations.test_0003_holding_and_rating import config

NOW = datetime(2027, 3, 1, 10, tzinfo=UTC)
CELLS = "SELECT cosmetologist_id, appointment_id FROM appointment_cell"


def store_appointment(database: Database, status: str = "booked") -> None:
    """Store an appointment with one cell."""
    with database.transaction() as session:
        appointment = Appointment(
            id="a", treatment_id="deep_cleaning", cosmetologist_id="maya", starts_at=NOW, ends_at=NOW, name="Anna"
        )
        appointment.phone, appointment.phone_fingerprint, appointment.status = "+447700900123", "f", status
        appointment.conversation_id, appointment.idempotency_key = "c", "k"
        appointment.consent_at = appointment.created_at = NOW
        session.add(appointment)
        session.flush()
        session.add(AppointmentCell(cosmetologist_id="maya", starts_at=NOW, appointment_id="a"))


def test_appointments_and_their_cells_are_kept(database: Database, database_url: str) -> None:
    store_appointment(database)
    database.engine.dispose()
    command.downgrade(config(database_url), "0005")

    migrate(database_url)

    with database.engine.connect() as connection:
        assert [tuple(row) for row in connection.execute(text(CELLS))] == [("maya", "a")]
        query = "SELECT cancel_reason, confirmed_at, no_show_at, booked_by, exception_reason FROM appointment"
        assert [tuple(row) for row in connection.execute(text(query))] == [(None,) * 5]


def test_downgrade_frees_blocked_time(database: Database, database_url: str, salon: Salon, clock: Clock) -> None:
    store_appointment(database, "no_show")
    Blocks(database, salon, clock).block(
        NewBlock(NOW.replace(day=2), NOW.replace(day=3), "training", "Noor", "key", "maya")
    )
    database.engine.dispose()

    command.downgrade(config(database_url), "0005")

    with database.engine.connect() as connection:
        assert "block" not in inspect(connection).get_table_names()
        assert [tuple(row) for row in connection.execute(text(CELLS))] == [("maya", "a")]
        assert connection.scalar(text("SELECT status FROM appointment")) == "cancelled"
    database.engine.dispose()
    migrate(database_url)
