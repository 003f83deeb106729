"""Every query about corrections and clients' messages. The room's services enter, with a session that they opened."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from salon.booking.models import Appointment
from salon.conversations.models import Conversation, Message
from salon.conversations.searchable import names_in
from salon.conversations.state import State
from salon.errors import NotFound
from salon.review.models import DROPPED, Correction, CorrectionMention
from salon.topics import FALLBACK


@dataclass(frozen=True)
class Mentioned:
    """A correction, how many messages it was made on, and the newest of their conversations."""

    correction: Correction
    count: int
    conversation_id: str | None


def message(session: Session, message_id: str) -> Message:
    """Return a client's message.

    Raises:
        NotFound: there is none, or it was erased, or it is not a client's.
    """
    found = session.scalars(select(Message).where(Message.id == message_id)).one_or_none()
    if found is None or found.author != "client":
        raise NotFound("This message is not there any more.")
    return found


def names_of(session: Session, conversation_id: str) -> list[str]:
    """Return the names that are known in a conversation: of its appointments, and of what the bot has understood."""
    conversation = session.get(Conversation, conversation_id)
    booked = session.scalars(select(Appointment.name).where(Appointment.conversation_id == conversation_id))
    return [*booked, *(names_in(State.load(conversation.state)) if conversation else ())]


def not_understood(session: Session, since: datetime, below: float, limit: int) -> Sequence[Message]:
    """Return clients' messages that the bot did not understand or was unsure of, and that nobody corrected; newest first.

    Args:
        since: nothing older.
        below: confidence (0..1) under which the bot counts as unsure.
        limit: most messages.
    """
    corrected = select(CorrectionMention.message_id).where(CorrectionMention.message_id == Message.id).exists()
    unsure: ColumnElement[bool] = or_(Message.intent == FALLBACK, Message.confidence < below)
    wanted = select(Message).where(Message.author == "client", Message.created_at >= since, unsure, ~corrected)
    return session.scalars(wanted.order_by(Message.seq.desc()).limit(limit)).all()


def correction(session: Session, correction_id: str) -> Correction:
    """Return a correction, and keep other writers out until the transaction ends.

    Raises:
        NotFound: there is none.
    """
    found = session.get(Correction, correction_id, with_for_update=True)
    if found is None:
        raise NotFound("This correction is not there any more.")
    return found


def same(session: Session, fingerprint: str, intent: str) -> Correction | None:
    """Return the correction of that phrase to that intent."""
    wanted = select(Correction).where(Correction.fingerprint == fingerprint, Correction.intent == intent)
    return session.scalars(wanted.with_for_update()).one_or_none()


def in_states(session: Session, states: Collection[str]) -> Sequence[Correction]:
    """Return the corrections in these states, oldest first."""
    wanted = select(Correction).where(Correction.state.in_(states))
    return session.scalars(wanted.order_by(Correction.created_at, Correction.id)).all()


def counts(session: Session) -> dict[str, int]:
    """Return how many corrections there are in each state."""
    rows = session.execute(select(Correction.state, func.count()).group_by(Correction.state))
    return {row[0]: row[1] for row in rows.all()}


def mentioned(session: Session, state: str, limit: int) -> list[Mentioned]:
    """Return the newest corrections in a state, with what they were made on."""
    wanted = select(Correction).where(Correction.state == state)
    found = session.scalars(wanted.order_by(Correction.created_at.desc(), Correction.id).limit(limit)).all()
    per = (
        select(CorrectionMention.correction_id, func.count(), func.max(CorrectionMention.id))
        .where(CorrectionMention.correction_id.in_([one.id for one in found]))
        .group_by(CorrectionMention.correction_id)
    )
    count = {row[0]: (row[1], row[2]) for row in session.execute(per).all()}
    newest = select(CorrectionMention.id, CorrectionMention.conversation_id).where(
        CorrectionMention.id.in_([last for _, last in count.values()])
    )
    places = {row[0]: row[1] for row in session.execute(newest).all()}
    none = (0, 0)
    return [Mentioned(one, count.get(one.id, none)[0], places.get(count.get(one.id, none)[1])) for one in found]


def made_on(session: Session, message_id: str) -> Sequence[Correction]:
    """Return the corrections that were made on a message, without those that were dropped."""
    wanted = (
        select(Correction)
        .join(CorrectionMention, CorrectionMention.correction_id == Correction.id)
        .where(CorrectionMention.message_id == message_id, Correction.state != DROPPED)
    )
    return session.scalars(wanted.order_by(Correction.created_at)).all()


def mention(session: Session, correction_id: str, message_id: str) -> CorrectionMention | None:
    """Return what ties a correction to a message."""
    wanted = select(CorrectionMention).where(
        CorrectionMention.correction_id == correction_id, CorrectionMention.message_id == message_id
    )
    return session.scalars(wanted).one_or_none()


def said_in(session: Session, conversation_id: str, limit: int) -> Sequence[Message]:
    """Return the client's first lines in a conversation, in order."""
    wanted = select(Message).where(Message.conversation_id == conversation_id, Message.author == "client")
    return session.scalars(wanted.order_by(Message.seq).limit(limit)).all()
