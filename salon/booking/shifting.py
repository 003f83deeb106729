"""Change when and with whom an appointment is: its row, its cells, and the note of the move. The services enter."""

from datetime import datetime

from sqlalchemy.orm import Session

from salon.booking import store
from salon.booking.calendar import cells
from salon.booking.models import Appointment, AppointmentMove


def shift(
    session: Session,
    appointment: Appointment,
    starts_at: datetime,
    cosmetologist_id: str,
    key: str,
    now: datetime,
    *,
    moved_by: str | None = None,
    exception_reason: str | None = None,
) -> AppointmentMove:
    """Move a locked appointment to a start (UTC) and a cosmetologist, and return the note of it.

    A time that was confirmed is not confirmed for another one.

    Raises:
        WindowTaken: the cosmetologist is not free then; the transaction is lost.
    """
    before, length = appointment.starts_at, appointment.ends_at - appointment.starts_at
    move = AppointmentMove(
        idempotency_key=key,
        appointment_id=appointment.id,
        moved_from=before,
        moved_to=starts_at,
        moved_at=now,
        cosmetologist_from=appointment.cosmetologist_id,
        cosmetologist_to=cosmetologist_id,
        moved_by=moved_by,
        exception_reason=exception_reason,
    )
    appointment.cosmetologist_id = cosmetologist_id
    if starts_at != before:
        appointment.starts_at, appointment.ends_at = starts_at, starts_at + length
        appointment.moved_from, appointment.confirmed_at = before, None
    store.add_move(session, move)
    held, wanted = store.cells_of(session, appointment.id), cells_wanted(appointment)
    # Taking before giving back: two who want each other's time would otherwise deadlock on PostgreSQL.
    store.hold(session, appointment.id, wanted - held)
    store.release(session, appointment.id, held - wanted)
    return move


def cells_wanted(appointment: Appointment) -> set[tuple[str, datetime]]:
    """Return (cosmetologist, cell) of every cell that the appointment has to hold."""
    return {(appointment.cosmetologist_id, cell) for cell in cells(appointment.starts_at, appointment.ends_at)}
