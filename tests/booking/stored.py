"""What the tests of the booking service share: moments, a service at a later one, and which cells are held."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from salon.booking.appointments import BookingRequest
from salon.booking.models import AppointmentCell
from salon.booking.service import BookingService
from salon.clock import fixed_clock
from salon.db import Database
from salon.salon_file import Salon
from salon.secrets import Vault

LONDON = ZoneInfo("Europe/London")
Wish = Callable[..., BookingRequest]


def at(day: int, hour: int, minute: int = 0, month: int = 3) -> datetime:
    """Return that moment of 2027, local to London."""
    return datetime(2027, month, day, hour, minute, tzinfo=LONDON)


def later(database: Database, salon: Salon, vault: Vault, moment: datetime) -> BookingService:
    """Return the service as it is at a later moment."""
    return BookingService(database, salon, fixed_clock(moment), vault)


def held(database: Database) -> set[tuple[str, datetime]]:
    """Return (cosmetologist, cell) of every cell that anybody holds."""
    with database.reading() as session:
        rows = session.execute(select(AppointmentCell.cosmetologist_id, AppointmentCell.starts_at))
        return {(row[0], row[1]) for row in rows}


def span(who: str, starts_at: datetime, minutes: int) -> set[tuple[str, datetime]]:
    """Return the cells that an appointment must hold."""
    return {(who, starts_at.astimezone(UTC) + timedelta(minutes=minute)) for minute in range(0, minutes, 5)}
