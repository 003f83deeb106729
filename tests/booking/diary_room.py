"""What the tests of the diary share: its services at a moment, and wishes to fill in."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from salon.booking.blocks import Blocks
from salon.booking.diary import Diary
from salon.booking.diary_booking import DiaryBooking
from salon.booking.diary_changes import DiaryChanges
from salon.booking.diary_entries import NewBlock, StaffBooking, StaffMove
from salon.clock import fixed_clock
from salon.db import Database
from salon.salon_file import Salon
from salon.secrets import Vault


@dataclass(frozen=True)
class Room:
    """The diary's services, all at one moment."""

    diary: Diary
    changes: DiaryChanges
    booking: DiaryBooking
    blocks: Blocks


def open_diary(database: Database, salon: Salon, vault: Vault, now: datetime) -> Room:
    """Return the diary as it is at `now`."""
    clock = fixed_clock(now)
    return Room(
        Diary(database, salon, clock),
        DiaryChanges(database, salon, clock),
        DiaryBooking(database, salon, clock, vault),
        Blocks(database, salon, clock),
    )


def call(starts_at: datetime, key: str = "form-1", **changes: Any) -> StaffBooking:
    """Return what staff write down while a client rings."""
    values: dict[str, Any] = {
        "treatment_id": "deep_cleaning",
        "name": "Bea Okafor",
        "phone": "07700 900124",
        "has_consented": True,
        "staff_name": "Noor",
    }
    return StaffBooking(starts_at=starts_at, idempotency_key=key, **(values | changes))


def move(appointment_id: str, starts_at: datetime, key: str = "move-1", **changes: Any) -> StaffMove:
    """Return a wish to move an appointment."""
    return StaffMove(appointment_id, starts_at, "Noor", key, **changes)


def block(starts_at: datetime, ends_at: datetime, key: str = "block-1", **changes: Any) -> NewBlock:
    """Return time to be blocked with Maya."""
    values: dict[str, Any] = {"label": "training", "staff_name": "Noor", "cosmetologist_id": "maya"}
    return NewBlock(starts_at, ends_at, idempotency_key=key, **(values | changes))
