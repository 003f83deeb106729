"""Every query of the conversations room. Its services enter, with a session that they opened."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session, defer

from salon.conversations.models import Button, Conversation, Handoff, Message
from salon.errors import NotFound

WAITING = (Handoff.closed_at.is_(None), Handoff.taken_at.is_(None))
"""Of a hand-off that nobody has taken."""


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
    """Return the message with the channel's id: a client's, or one that staff sent from the desk."""
    wanted = select(Message).where(Message.conversation_id == conversation_id, Message.external_id == external_id)
    return session.scalars(wanted).one_or_none()


def last_said(session: Session, conversation_id: str, limit: int) -> Sequence[Message]:
    """Return the last lines of the client's, the newest first."""
    wanted = select(Message).where(Message.conversation_id == conversation_id, Message.author == "client")
    return session.scalars(wanted.order_by(Message.seq.desc()).limit(limit)).all()


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


def has_line(session: Session, line_id: str) -> bool:
    """Tell whether there is a line of that id, in any conversation."""
    return session.scalar(select(Message.seq).where(Message.id == line_id)) is not None


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


def open_handoffs(session: Session, conversation_id: str) -> Sequence[Handoff]:
    """Return the conversation's hand-offs that are not closed, oldest first."""
    wanted = select(Handoff).where(Handoff.conversation_id == conversation_id, Handoff.closed_at.is_(None))
    return session.scalars(wanted.order_by(Handoff.created_at, Handoff.id)).all()


def waiting_handoffs(session: Session, conversation_id: str) -> list[Handoff]:
    """Return the conversation's hand-offs that nobody has taken, oldest first."""
    return [one for one in open_handoffs(session, conversation_id) if one.taken_at is None]


def all_waiting(session: Session) -> Sequence[tuple[Handoff, Conversation]]:
    """Return every hand-off that nobody has taken, by conversation, the oldest first in each."""
    wanted = (
        select(Handoff, Conversation)
        .join(Conversation, Conversation.id == Handoff.conversation_id)
        .where(*WAITING)
        .options(defer(Conversation.state))
        .order_by(Handoff.conversation_id, Handoff.created_at, Handoff.id)
    )
    return [(row[0], row[1]) for row in session.execute(wanted)]


def all_held(session: Session) -> Sequence[tuple[Conversation, str]]:
    """Return every conversation that staff hold, with the author of its last line."""
    last = select(func.max(Message.seq)).where(Message.conversation_id == Conversation.id).correlate(Conversation)
    wanted = (
        select(Conversation, Message.author)
        .join(Message, Message.seq == last.scalar_subquery())
        .where(Conversation.held_by_id.is_not(None))
        .options(defer(Conversation.state))
    )
    return [(row[0], row[1]) for row in session.execute(wanted)]


def last_seq(session: Session, conversation_id: str) -> int:
    """Return the number of the conversation's last line; 0 if it has none."""
    return session.scalar(select(func.max(Message.seq)).where(Message.conversation_id == conversation_id)) or 0


def handoffs_to_mail(session: Session, now: datetime, since: datetime, limit: int) -> Sequence[Handoff]:
    """Return hand-offs from `since` on that wait, that nobody was written to about, and whose next try is due.

    They are locked until the transaction ends; those that another process has locked are left out.
    """
    due = or_(Handoff.mail_due_at.is_(None), Handoff.mail_due_at <= now)
    recent = (Handoff.created_at >= since, Handoff.mailed_at.is_(None))
    wanted = select(Handoff).where(*WAITING, *recent, due).order_by(Handoff.created_at)
    return session.scalars(wanted.limit(limit).with_for_update(skip_locked=True)).all()
