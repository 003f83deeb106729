"""Every query of the booking room. Only its services enter, each with a session of its own; nothing commits here."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import and_, delete, func, insert, or_, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from salon.booking.appointments import NOBODY, Status
from salon.booking.models import Appointment, AppointmentCell, AppointmentMove
from salon.errors import WindowTaken


def lock_conversation(session: Session, conversation_id: str) -> None:
    """Let the writers of one conversation pass one after another until the transaction ends.

    SQLite has one writer anyway; PostgreSQL would otherwise let two cleanings slip past the minimum gap at once.
    """
    lock(session, f"booking {conversation_id}")


def lock(session: Session, name: str) -> None:
    """Hold the lock of that name until the transaction ends, on PostgreSQL."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))"), {"name": name})


def by_key(session: Session, idempotency_key: str) -> Appointment | None:
    """Return the appointment that this key booked."""
    return session.scalar(select(Appointment).where(Appointment.idempotency_key == idempotency_key))


def by_id(session: Session, appointment_id: str, conversation_id: str, *, lock: bool = False) -> Appointment | None:
    """Return the conversation's appointment, whatever its status; `lock` keeps other writers off it."""
    query = select(Appointment).where(Appointment.id == appointment_id, Appointment.conversation_id == conversation_id)
    return session.scalar(query.with_for_update() if lock else query)


def upcoming(session: Session, conversation_id: str, after: datetime) -> Sequence[Appointment]:
    """Return the conversation's booked appointments that start after `after`, by start."""
    query = select(Appointment).where(
        Appointment.conversation_id == conversation_id,
        Appointment.status == Status.BOOKED,
        Appointment.starts_at > after,
    )
    return session.scalars(query.order_by(Appointment.starts_at, Appointment.id)).all()


def all_upcoming(session: Session, after: datetime) -> Sequence[Appointment]:
    """Return all booked appointments that start after `after`, by start."""
    query = select(Appointment).where(Appointment.status == Status.BOOKED, Appointment.starts_at > after)
    return session.scalars(query.order_by(Appointment.starts_at, Appointment.id)).all()


def upcoming_by_treatment(session: Session, after: datetime) -> dict[str, int]:
    """Return how many booked appointments start after `after`, by treatment; those without any are absent."""
    query = select(Appointment.treatment_id, func.count()).where(
        Appointment.status == Status.BOOKED, Appointment.starts_at > after
    )
    return {row[0]: row[1] for row in session.execute(query.group_by(Appointment.treatment_id))}


def every(session: Session) -> Sequence[Appointment]:
    """Return all appointments of every status, by start."""
    return session.scalars(select(Appointment).order_by(Appointment.starts_at, Appointment.id)).all()


def booked_between(
    session: Session,
    conversation_id: str,
    treatment_ids: Collection[str],
    since: datetime,
    until: datetime,
    *,
    but: str = "",
    phone_fingerprint: str | None = None,
) -> Sequence[datetime]:
    """Return when the conversation's booked appointments for these treatments in [since, until) start, without `but`.

    With `phone_fingerprint` those under that number count too, whichever way they were booked; the conversation may be
    empty then, and is nobody's.
    """
    own = Appointment.conversation_id == conversation_id
    if phone_fingerprint is not None:
        own = or_(and_(own, Appointment.conversation_id != NOBODY), Appointment.phone_fingerprint == phone_fingerprint)
    query = select(Appointment.starts_at).where(
        own,
        Appointment.id != but,
        Appointment.status == Status.BOOKED,
        Appointment.treatment_id.in_(treatment_ids),
        Appointment.starts_at >= since,
        Appointment.starts_at < until,
    )
    return session.scalars(query).all()


def visits_by_cosmetologist(session: Session, since: datetime, until: datetime) -> dict[str, int]:
    """Return how many booked appointments start in [since, until), by cosmetologist; those without any are absent."""
    query = select(Appointment.cosmetologist_id, func.count()).where(
        Appointment.status == Status.BOOKED, Appointment.starts_at >= since, Appointment.starts_at < until
    )
    return {row[0]: row[1] for row in session.execute(query.group_by(Appointment.cosmetologist_id))}


def held_cells(
    session: Session, cosmetologist_ids: Collection[str], since: datetime, until: datetime, *, but: str = ""
) -> set[tuple[str, datetime]]:
    """Return (cosmetologist, cell) of every cell held in [since, until), in UTC, without those of appointment `but`."""
    query = select(AppointmentCell.cosmetologist_id, AppointmentCell.starts_at).where(
        AppointmentCell.cosmetologist_id.in_(cosmetologist_ids),
        AppointmentCell.starts_at >= since,
        AppointmentCell.starts_at < until,
        AppointmentCell.appointment_id.is_distinct_from(but),  # a block's cells have none
    )
    return {(row[0], row[1]) for row in session.execute(query)}


def cells_of(session: Session, appointment_id: str) -> set[tuple[str, datetime]]:
    """Return (cosmetologist, cell) of every cell that the appointment holds."""
    query = select(AppointmentCell.cosmetologist_id, AppointmentCell.starts_at)
    return {(row[0], row[1]) for row in session.execute(query.where(AppointmentCell.appointment_id == appointment_id))}


def add(session: Session, appointment: Appointment) -> None:
    """Insert the appointment.

    Raises:
        IntegrityError: its idempotency key has booked before; the transaction is lost.
    """
    session.add(appointment)
    session.flush()


def hold(session: Session, appointment_id: str, wanted: Collection[tuple[str, datetime]]) -> None:
    """Take cells for an appointment.

    Raises:
        WindowTaken: somebody holds one of them; the transaction is lost.
    """
    if not wanted:
        return
    keys = ("cosmetologist_id", "starts_at", "appointment_id")
    rows = [dict(zip(keys, (*cell, appointment_id), strict=True)) for cell in sorted(wanted)]
    try:
        session.execute(insert(AppointmentCell).values(rows))
    except IntegrityError as error:
        raise WindowTaken("the cosmetologist is not free for the whole treatment") from error


def release(session: Session, appointment_id: str, cells: Collection[tuple[str, datetime]] | None = None) -> None:
    """Give back some cells of an appointment; None: all of them."""
    query = delete(AppointmentCell).where(AppointmentCell.appointment_id == appointment_id)
    if cells is None:
        session.execute(query)
        return
    for who, cell in sorted(cells):
        session.execute(query.where(AppointmentCell.cosmetologist_id == who, AppointmentCell.starts_at == cell))


def has_moved(session: Session, appointment_id: str, idempotency_key: str) -> bool:
    """Tell whether this key has moved this appointment."""
    return session.get(AppointmentMove, (appointment_id, idempotency_key)) is not None


def moves(session: Session, appointment_id: str) -> int:
    """Return how often the appointment was moved."""
    query = select(func.count()).where(AppointmentMove.appointment_id == appointment_id)
    return session.scalar(query) or 0


def add_move(session: Session, move: AppointmentMove) -> None:
    """Insert the move; its appointment must be locked."""
    session.add(move)
    session.flush()
