"""What an export reads. The export enters, with a session that it opened."""

from collections.abc import Iterable, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from salon.booking.models import Appointment, AppointmentMove
from salon.conversations.models import Conversation, Handoff, Message
from salon.inbox.models import ConversationNote, ConversationTag, ConversationWork


def conversation(session: Session, conversation_id: str) -> Conversation | None:
    """Return the conversation; None: it was erased meanwhile."""
    return session.get(Conversation, conversation_id)


def messages(session: Session, conversation_id: str) -> Iterable[Message]:
    """Return a conversation's lines, in order."""
    wanted = select(Message).where(Message.conversation_id == conversation_id).order_by(Message.seq)
    return session.scalars(wanted.execution_options(yield_per=500))


def handoffs(session: Session, conversation_id: str) -> Sequence[Handoff]:
    """Return a conversation's hand-offs, oldest first."""
    wanted = select(Handoff).where(Handoff.conversation_id == conversation_id)
    return session.scalars(wanted.order_by(Handoff.created_at, Handoff.id)).all()


def notes(session: Session, conversation_id: str) -> Sequence[ConversationNote]:
    """Return what staff noted on a conversation, oldest first."""
    wanted = select(ConversationNote).where(ConversationNote.conversation_id == conversation_id)
    return session.scalars(wanted.order_by(ConversationNote.created_at, ConversationNote.id)).all()


def tags(session: Session, conversation_id: str) -> Sequence[str]:
    """Return a conversation's tags, sorted."""
    wanted = select(ConversationTag.tag).where(ConversationTag.conversation_id == conversation_id)
    return session.scalars(wanted.order_by(ConversationTag.tag)).all()


def work(session: Session, conversation_id: str) -> ConversationWork | None:
    """Return who of the staff looks after a conversation."""
    return session.get(ConversationWork, conversation_id)


def moves(session: Session, appointment: Appointment) -> Sequence[AppointmentMove]:
    """Return the moves of an appointment, oldest first."""
    wanted = select(AppointmentMove).where(AppointmentMove.appointment_id == appointment.id)
    return session.scalars(wanted.order_by(AppointmentMove.moved_at)).all()


def count_messages(session: Session, conversation_id: str) -> int:
    """Return how many lines a conversation has."""
    return session.scalar(select(func.count()).where(Message.conversation_id == conversation_id)) or 0
