"""Every query of the conversations room. Its services enter, with a session that they opened."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from salon.conversations.models import Button, Conversation, Handoff, Message
from salon.errors import NotFound


def conversation(session: Session, conversation_id: str) -> Conversation:
    """Return the conversation, to be read.

    Raises:
        NotFound: there is no such conversation.
    """
    return _there(session.get(Conversation, conversation_id))


def locked(session: Session, conversation_id: str) -> Conversation:
    """Return the conversation, and keep other writers out until the transaction ends.

    Everybody who adds a line takes this lock first. So within a conversation, lines are committed in the order of their
    `seq`, and a reader who goes on behind the last one that it saw misses none.

    Raises:
        NotFound: there is no such conversation.
    """
    return _there(session.get(Conversation, conversation_id, with_for_update=True))


def _there(found: Conversation | None) -> Conversation:
    if found is None:
        raise NotFound("no such conversation")
    return found


def is_known(session: Session, conversation_id: str) -> bool:
    """Tell whether there is such a conversation; until the transaction ends nobody erases it."""
    query = select(Conversation.id).where(Conversation.id == conversation_id)
    return session.scalar(query.with_for_update(read=True, key_share=True)) is not None


def message_of(session: Session, conversation_id: str, external_id: str) -> Message | None:
    """Return the client's message with the channel's id."""
    wanted = select(Message).where(Message.conversation_id == conversation_id, Message.external_id == external_id)
    return session.scalars(wanted).one_or_none()


def replies_to(session: Session, seq: int) -> Sequence[Message]:
    """Return the bot's answers to a client's message, in order."""
    return session.scalars(select(Message).where(Message.answers == seq).order_by(Message.seq)).all()


def messages_after(session: Session, conversation_id: str, seq: int, limit: int) -> Sequence[Message]:
    """Return up to `limit` messages of all authors behind `seq`, in order."""
    wanted = select(Message).where(Message.conversation_id == conversation_id, Message.seq > seq)
    return session.scalars(wanted.order_by(Message.seq).limit(limit)).all()


def unanswered(session: Session, before: datetime) -> Sequence[Message]:
    """Return the clients' messages that came until a moment and were never answered, oldest first."""
    wanted = select(Message).where(
        Message.author == "client", Message.answered_at.is_(None), Message.created_at <= before
    )
    return session.scalars(wanted.order_by(Message.seq)).all()


def forget_said(session: Session, conversation_id: str) -> None:
    """Erase what was really written in lines that nobody has to answer any more; their masked text stays."""
    answered = (Message.conversation_id == conversation_id, Message.answered_at.is_not(None))
    session.execute(update(Message).where(*answered, Message.unanswered.is_not(None)).values(unanswered=None))


def button(session: Session, conversation_id: str, button_id: str) -> Button | None:
    """Return the button, if it was shown in this conversation."""
    found = session.get(Button, button_id)
    return found if found and found.conversation_id == conversation_id else None


def unstored_buttons(session: Session, button_ids: Collection[str]) -> set[str]:
    """Return those of these ids that no button has yet."""
    return set(button_ids) - set(session.scalars(select(Button.id).where(Button.id.in_(button_ids))))


def open_handoff(session: Session, conversation_id: str, reason: str) -> Handoff | None:
    """Return the hand-off for that reason that is not closed yet."""
    wanted = select(Handoff).where(
        Handoff.conversation_id == conversation_id, Handoff.reason == reason, Handoff.closed_at.is_(None)
    )
    return session.scalars(wanted).first()
