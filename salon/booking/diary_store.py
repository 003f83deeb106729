"""The queries that the diary adds to those of `store.py`. Only the diary's services enter; nothing commits here."""

import re
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, func, insert, or_, select, true
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from salon.booking import store
from salon.booking.appointments import Status
from salon.booking.models import Appointment, AppointmentCell, AppointmentMove, Block
from salon.errors import WindowTaken

_ID = re.compile(r"[0-9a-f-]{36}")
_ROWS_AT_ONCE = 1000
"""A long block has more cells than SQLite takes values in one statement."""


def lock_person(session: Session, phone_fingerprint: str) -> None:
    """Let members of staff who write for one person pass one after another; taken after the conversation's lock.

    Two tablets would otherwise book the same client twice inside the minimum gap. SQLite has one writer anyway.
    """
    store.lock(session, f"booking person {phone_fingerprint}")


def appointment(session: Session, appointment_id: str, *, lock: bool = False) -> Appointment | None:
    """Return anybody's appointment, whatever its status; `lock` keeps other writers off it."""
    if not _ID.fullmatch(appointment_id):  # comes from an address, and PostgreSQL can't even be asked for some texts
        return None
    query = select(Appointment).where(Appointment.id == appointment_id)
    # Read anew: who waited for the lock would otherwise see what was there before.
    query = query.with_for_update().execution_options(populate_existing=True) if lock else query
    return session.scalar(query)


def appointments_between(
    session: Session, since: datetime, until: datetime, cosmetologist_id: str | None
) -> Sequence[Appointment]:
    """Return the appointments of every status that touch [since, until), by start; None: of the whole team."""
    query = select(Appointment).where(
        Appointment.starts_at < until,
        Appointment.ends_at > since,
        _with(Appointment.cosmetologist_id, cosmetologist_id),
    )
    return session.scalars(query.order_by(Appointment.starts_at, Appointment.id)).all()


def blocks_between(session: Session, since: datetime, until: datetime, cosmetologist_id: str | None) -> Sequence[Block]:
    """Return the blocks that touch [since, until), by start; None: of anybody, else hers and everybody's."""
    wanted = _with(Block.cosmetologist_id, cosmetologist_id)
    query = select(Block).where(
        Block.starts_at < until, Block.ends_at > since, or_(wanted, Block.cosmetologist_id.is_(None))
    )
    return session.scalars(query.order_by(Block.starts_at, Block.id)).all()


def move(session: Session, appointment_id: str, idempotency_key: str) -> AppointmentMove | None:
    """Return the move that this key made."""
    return session.get(AppointmentMove, (appointment_id, idempotency_key))


def moves(session: Session, appointment_id: str) -> Sequence[AppointmentMove]:
    """Return the appointment's moves, oldest first."""
    query = select(AppointmentMove).where(AppointmentMove.appointment_id == appointment_id)
    return session.scalars(query.order_by(AppointmentMove.moved_at, AppointmentMove.idempotency_key)).all()


def booked_count(session: Session, cosmetologist_ids: Collection[str], since: datetime, until: datetime) -> int:
    """Return how many booked appointments of these cosmetologists touch [since, until)."""
    query = select(func.count(Appointment.id)).where(
        Appointment.status == Status.BOOKED,
        Appointment.cosmetologist_id.in_(cosmetologist_ids),
        Appointment.starts_at < until,
        Appointment.ends_at > since,
    )
    return session.scalar(query) or 0


def block(session: Session, block_id: str) -> Block | None:
    """Return the block."""
    return session.get(Block, block_id) if _ID.fullmatch(block_id) else None


def block_by_key(session: Session, idempotency_key: str) -> Block | None:
    """Return the block that this key made."""
    return session.scalar(select(Block).where(Block.idempotency_key == idempotency_key))


def add_block(session: Session, new: Block, wanted: Collection[tuple[str, datetime]]) -> None:
    """Insert a block with its cells.

    Raises:
        IntegrityError: its idempotency key made one before; the transaction is lost.
        WindowTaken: somebody holds one of the cells; the transaction is lost.
    """
    session.add(new)
    session.flush()
    keys = ("cosmetologist_id", "starts_at", "block_id")
    rows = [dict(zip(keys, (*cell, new.id), strict=True)) for cell in sorted(wanted)]
    try:
        for first in range(0, len(rows), _ROWS_AT_ONCE):
            session.execute(insert(AppointmentCell).values(rows[first : first + _ROWS_AT_ONCE]))
    except IntegrityError as error:
        raise WindowTaken("the time is not free for its whole length") from error


def remove_block(session: Session, block_id: str) -> None:
    """Delete a block and its cells."""
    session.execute(delete(AppointmentCell).where(AppointmentCell.block_id == block_id))
    session.execute(delete(Block).where(Block.id == block_id))


def _with(column: Any, cosmetologist_id: str | None) -> ColumnElement[bool]:
    return true() if cosmetologist_id is None else column == cosmetologist_id
