"""Every query of the privacy room, but for what an export reads. Its services enter, with a session that they opened.

Rows that the database would erase by itself, with those that they belong to, are named here: so they are counted. A table
that hangs on conversations or appointments and is not named fails `tests/privacy/test_tables.py`.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, delete, exists, func, literal, or_, select, true, update
from sqlalchemy.orm import Session

from salon.booking.appointments import NOBODY, Status
from salon.booking.models import Appointment, AppointmentCell, AppointmentMove
from salon.conversations.models import Button, Conversation, Handoff, Message
from salon.db import Base
from salon.inbox.models import ConversationNote, ConversationTag, ConversationWork
from salon.messaging.models import Chat, MovingCode, Photo
from salon.privacy.models import ErasureProof, RetentionRun
from salon.privacy.subjects import Subject
from salon.review.models import DROPPED, WAITING, Correction, CorrectionMention

OF_CONVERSATIONS: tuple[type[Base], ...] = (
    Photo,
    Message,
    Button,
    Handoff,
    ConversationNote,
    ConversationTag,
    ConversationWork,
    CorrectionMention,
    Chat,
    MovingCode,
)
"""Tables whose rows belong to one conversation, by a column `conversation_id`; those that others refer to come last."""

Part = tuple[type[Base], ColumnElement[bool]]


def parts(session: Session, subject: Subject, kept_from: datetime | None) -> list[Part]:
    """Return everything of a client: tables with the rows that are theirs, in an order in which they can be erased.

    A correction goes with the last conversation that it was made on, unless it was accepted: then it is a phrase that
    staff have read and freed of personal data.

    Args:
        kept_from: booked appointments that end after this moment are left out; None: none is. Their moves are in it all
            the same: they are what the client wrote when.
    """
    conversations = subject.conversation_ids
    own = _own(subject)
    gone = and_(
        own, or_(Appointment.status != Status.BOOKED, Appointment.ends_at <= kept_from) if kept_from else true()
    )
    return [
        *((model, model.__table__.c.conversation_id.in_(conversations)) for model in OF_CONVERSATIONS),
        (Correction, Correction.id.in_(_lonely_corrections(session, conversations))),
        (Conversation, Conversation.id.in_(conversations)),
        (AppointmentMove, AppointmentMove.appointment_id.in_(_ids(own))),
        (AppointmentCell, AppointmentCell.appointment_id.in_(_ids(gone))),
        (Appointment, gone),
    ]


def lock(session: Session, conversation_id: str) -> None:
    """Keep other writers out of a conversation until the transaction ends; its client may have erased it a moment ago."""
    session.get(Conversation, conversation_id, with_for_update=True)


def count(session: Session, what: Sequence[Part]) -> dict[str, int]:
    """Return how many rows these are, by table."""
    return {
        model.__tablename__: session.scalar(select(func.count()).select_from(model).where(condition)) or 0
        for model, condition in what
    }


def erase(session: Session, what: Sequence[Part]) -> dict[str, int]:
    """Erase these rows, in that order; return how many they were, by table."""
    rows: dict[str, int] = {}
    for model, condition in what:
        query = delete(model).where(condition).returning(literal(1))
        found = session.execute(query, execution_options={"synchronize_session": False})
        rows[model.__tablename__] = len(found.all())
    return rows


def cut_loose(session: Session, subject: Subject) -> int:
    """Leave nothing in the appointments that are left that leads to a conversation; return how many there are."""
    query = (
        update(Appointment)
        .where(_own(subject))
        .values(conversation_id=NOBODY, idempotency_key=Appointment.id)  # a key holds the conversation's id
        .returning(literal(1))
    )
    return len(session.execute(query, execution_options={"synchronize_session": False}).all())


def conversations_of_phone(session: Session, fingerprint: str) -> set[str]:
    """Return the ids of the conversations in which appointments under this number were made, as far as they are there."""
    wanted = select(Appointment.conversation_id).where(Appointment.phone_fingerprint == fingerprint)
    return set(session.scalars(select(Conversation.id).where(Conversation.id.in_(wanted))))


def conversations_at_addresses(session: Session, fingerprints: Collection[str]) -> set[str]:
    """Return the conversations held in messaging apps under one of these addresses: some apps' are telephone numbers."""
    return set(session.scalars(select(Chat.conversation_id).where(Chat.address_fingerprint.in_(fingerprints))))


def conversations_to_ring_back(session: Session, phone: str) -> set[str]:
    """Return the ids of the conversations whose client asked to be rung on this number (E.164)."""
    query = select(Handoff.conversation_id, Handoff.callback_phone).where(Handoff.callback_phone.is_not(None))
    return {row[0] for row in session.execute(query) if row[1] == phone}


def appointments(session: Session, subject: Subject) -> Sequence[Appointment]:
    """Return the client's appointments of every status, by start."""
    return session.scalars(
        select(Appointment).where(_own(subject)).order_by(Appointment.starts_at, Appointment.id)
    ).all()


def add_proof(session: Session, proof: ErasureProof) -> None:
    """Keep the proof of an erasure."""
    session.add(proof)
    session.flush()


def proof(session: Session, number: str) -> ErasureProof | None:
    """Return the proof of that number."""
    return session.get(ErasureProof, number)


def old_conversations(session: Session, before: datetime, now: datetime) -> Sequence[str]:
    """Return the ids of the conversations that ended before a moment and that nobody waits for, oldest first.

    Those with an appointment to come, an open hand-off, or a member of staff in them are not among them.
    """
    query = select(Conversation.id).where(_is_old(before, now))
    return session.scalars(query.order_by(Conversation.last_activity_at, Conversation.id)).all()


def is_old(session: Session, conversation_id: str, before: datetime, now: datetime) -> bool:
    """Tell whether a conversation is one of `old_conversations` still; `lock` it before."""
    query = select(Conversation.id).where(Conversation.id == conversation_id, _is_old(before, now))
    return session.scalar(query) is not None


def _is_old(before: datetime, now: datetime) -> ColumnElement[bool]:
    coming = exists().where(
        Appointment.conversation_id == Conversation.id, Appointment.status == Status.BOOKED, Appointment.ends_at > now
    )
    waiting = exists().where(Handoff.conversation_id == Conversation.id, Handoff.closed_at.is_(None))
    return and_(Conversation.last_activity_at < before, Conversation.held_by.is_(None), ~coming, ~waiting)


def old_appointments(cancelled_before: datetime, ended_before: datetime) -> list[Part]:
    """Return the appointments that were cancelled before one moment, or that ended before another, with their parts."""
    cancelled = and_(
        Appointment.status == Status.CANCELLED,
        func.coalesce(Appointment.cancelled_at, Appointment.ends_at) < cancelled_before,
    )
    gone = or_(cancelled, Appointment.ends_at < ended_before)
    return [
        (AppointmentMove, AppointmentMove.appointment_id.in_(_ids(gone))),
        (AppointmentCell, AppointmentCell.appointment_id.in_(_ids(gone))),
        (Appointment, gone),
    ]


def claim_run(session: Session, day: str, now: datetime, stale: timedelta) -> bool:
    """Take a day's erasing of what is old; False: another process did it, or is about it.

    Raises:
        IntegrityError: another process takes it at this moment; the transaction is lost.
    """
    row = session.get(RetentionRun, day, with_for_update=True)
    if row is None:
        session.add(RetentionRun(day=day, started_at=now))
        session.flush()
        return True
    if row.finished_at is not None or now - row.started_at < stale:
        return False
    row.started_at = now
    return True


def finish_run(session: Session, day: str, now: datetime, rows: Mapping[str, int]) -> None:
    """Note what a day's erasing came to; earlier days are forgotten."""
    session.execute(delete(RetentionRun).where(RetentionRun.day < day))
    session.execute(
        update(RetentionRun).where(RetentionRun.day == day).values(finished_at=now, rows=json.dumps(dict(rows)))
    )


def last_run(session: Session) -> RetentionRun | None:
    """Return the latest day's erasing."""
    return session.scalars(select(RetentionRun).order_by(RetentionRun.day.desc()).limit(1)).first()


def _lonely_corrections(session: Session, conversation_ids: Sequence[str]) -> Sequence[str]:
    """Return the corrections that nobody accepted and that were made on these conversations alone."""
    here = select(CorrectionMention.correction_id).where(CorrectionMention.conversation_id.in_(conversation_ids))
    elsewhere = exists().where(
        CorrectionMention.correction_id == Correction.id, CorrectionMention.conversation_id.not_in(conversation_ids)
    )
    wanted = select(Correction.id).where(Correction.id.in_(here), Correction.state.in_((WAITING, DROPPED)), ~elsewhere)
    return session.scalars(wanted).all()


def _own(subject: Subject) -> ColumnElement[bool]:
    own = Appointment.conversation_id.in_(subject.conversation_ids)
    if subject.phone_fingerprint is None:
        return own
    return or_(own, Appointment.phone_fingerprint == subject.phone_fingerprint)


def _ids(condition: ColumnElement[bool]) -> Select[str]:
    return select(Appointment.id).where(condition)
