"""The tables of the booking room; only `store.py` queries them.

A time can't be given away twice because the database forbids it: an appointment, or a block, holds one row of
`appointment_cell` for each five minutes of its cosmetologist, and that pair is the primary key. Cells are always
inserted sorted, so that two writers who want the same ones wait for each other instead of deadlocking.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from salon.db import Base, EncryptedText, UtcDateTime

STAFF_NAME = String(80)


class Appointment(Base):
    """One visit; moving it changes this row, cancelling it keeps it. `phone` is E.164, `phone_fingerprint` finds it.

    `conversation_id` is empty where staff booked (`booked_by` names them) or the conversation was erased. `cancel_reason`
    tells for whom staff cancelled; it is empty where the client did so in the chat. `exception_reason` is why staff
    booked against a rule.
    """

    __tablename__ = "appointment"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    treatment_id: Mapped[str] = mapped_column(String(64))
    cosmetologist_id: Mapped[str] = mapped_column(String(64))
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    name: Mapped[str] = mapped_column(EncryptedText)
    phone: Mapped[str] = mapped_column(EncryptedText)
    phone_fingerprint: Mapped[str] = mapped_column(String(64), index=True)
    status: Mapped[str] = mapped_column(String(16))
    conversation_id: Mapped[str] = mapped_column(String(64), index=True)
    consent_at: Mapped[datetime] = mapped_column(UtcDateTime)
    idempotency_key: Mapped[str] = mapped_column(String(200), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    moved_from: Mapped[datetime | None] = mapped_column(UtcDateTime)
    cancelled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    cancel_reason: Mapped[str | None] = mapped_column(String(16))
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    no_show_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    booked_by: Mapped[str | None] = mapped_column(STAFF_NAME)
    exception_reason: Mapped[str | None] = mapped_column(EncryptedText)


class Block(Base):
    """Time in which nobody may be booked with one cosmetologist; without a cosmetologist, with any of the team."""

    __tablename__ = "block"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    cosmetologist_id: Mapped[str | None] = mapped_column(String(64))
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    label: Mapped[str] = mapped_column(EncryptedText)
    created_by: Mapped[str] = mapped_column(STAFF_NAME)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    idempotency_key: Mapped[str] = mapped_column(String(200), unique=True)


class AppointmentCell(Base):
    """Five minutes of one cosmetologist, held by a booked appointment or by a block, never by both."""

    __tablename__ = "appointment_cell"
    __table_args__ = (
        CheckConstraint("(appointment_id IS NULL) <> (block_id IS NULL)", name="ck_appointment_cell_one_holder"),
    )

    cosmetologist_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime, primary_key=True)
    appointment_id: Mapped[str | None] = mapped_column(ForeignKey("appointment.id", ondelete="CASCADE"), index=True)
    block_id: Mapped[str | None] = mapped_column(ForeignKey("block.id", ondelete="CASCADE"), index=True)


class AppointmentMove(Base):
    """One move of an appointment; its key makes a repeated wish to move harmless, even after a later move.

    `moved_by` names who of the staff moved it, and is empty where the client did. `exception_reason` is why staff moved
    it against a rule.
    """

    __tablename__ = "appointment_move"

    appointment_id: Mapped[str] = mapped_column(ForeignKey("appointment.id", ondelete="CASCADE"), primary_key=True)
    idempotency_key: Mapped[str] = mapped_column(String(200), primary_key=True)
    moved_from: Mapped[datetime] = mapped_column(UtcDateTime)
    moved_to: Mapped[datetime] = mapped_column(UtcDateTime)
    moved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    cosmetologist_from: Mapped[str | None] = mapped_column(String(64))
    cosmetologist_to: Mapped[str | None] = mapped_column(String(64))
    moved_by: Mapped[str | None] = mapped_column(STAFF_NAME)
    exception_reason: Mapped[str | None] = mapped_column(EncryptedText)
