"""Opens the booking room: its services, wired together once per process. `salon/services.py` enters."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from salon.booking.blocks import Blocks
from salon.booking.calendar_files import CalendarFiles
from salon.booking.cards import Cards
from salon.booking.coming import ComingAppointments
from salon.booking.diary import Diary
from salon.booking.diary_booking import DiaryBooking
from salon.booking.diary_changes import DiaryChanges
from salon.booking.months import FreeMonths
from salon.booking.reception import Reception
from salon.booking.service import BookingService
from salon.booking.written import Written
from salon.clock import Clock
from salon.db import Database
from salon.responses import Responses
from salon.salon_file import Salon
from salon.secrets import Vault


@dataclass(frozen=True)
class BookingRoom:
    """Booking, for clients and for staff."""

    booking: BookingService
    reception: Reception
    written: Written
    cards: Cards
    months: FreeMonths
    calendar_files: CalendarFiles
    diary: Diary
    diary_changes: DiaryChanges
    diary_booking: DiaryBooking
    blocks: Blocks
    coming: ComingAppointments


def open_booking(
    database: Database,
    salon: Salon,
    clock: Clock,
    vault: Vault,
    responses: Responses,
    is_known: Callable[[Session, str], bool],
) -> BookingRoom:
    """Return the room's services; `is_known` as in `BookingService`."""
    booking = BookingService(database, salon, clock, vault, is_known)
    written = Written(salon, clock)
    cards = Cards(salon, written)
    return BookingRoom(
        booking=booking,
        reception=Reception(booking, salon, clock),
        written=written,
        cards=cards,
        months=FreeMonths(database, salon, clock),
        calendar_files=CalendarFiles(database, salon, cards, responses, clock),
        diary=Diary(database, salon, clock),
        diary_changes=DiaryChanges(database, salon, clock),
        diary_booking=DiaryBooking(database, salon, clock, vault),
        blocks=Blocks(database, salon, clock),
        coming=ComingAppointments(database, salon, clock),
    )
