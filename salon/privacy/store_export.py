"""What only an export reads, or an overview before it. The room's services enter, with a session that they opened."""

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from salon.conversations.models import Conversation, Message


def conversation(session: Session, conversation_id: str) -> Conversation | None:
    """Return the conversation; None: it was erased meanwhile."""
    return session.get(Conversation, conversation_id)


def messages(session: Session, conversation_id: str) -> Iterable[Message]:
    """Return a conversation's lines, in order."""
    wanted = select(Message).where(Message.conversation_id == conversation_id).order_by(Message.seq)
    return session.scalars(wanted.execution_options(yield_per=500))


def count_messages(session: Session, conversation_id: str) -> int:
    """Return how many lines a conversation has."""
    return session.scalar(select(func.count()).where(Message.conversation_id == conversation_id)) or 0
