"""Every query of one conversation's page, and of what staff note. The inbox room's services enter."""

from collections.abc import Collection, Sequence

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from salon.booking.models import Appointment
from salon.conversations.models import Conversation, Handoff, Message
from salon.errors import NotFound
from salon.inbox.filters import Review
from salon.inbox.models import ConversationNote, ConversationTag, ConversationWork, SavedView


def conversation(session: Session, conversation_id: str) -> Conversation:
    """Return the conversation.

    Raises:
        NotFound: there is no such conversation.
    """
    found = session.get(Conversation, conversation_id)
    if found is None:
        raise NotFound("there is no such conversation, or it was erased")
    return found


def newest_lines(session: Session, conversation_id: str, limit: int, before: int | None) -> list[Message]:
    """Return up to `limit` lines in order: the newest, or the newest before a line."""
    query = select(Message).where(Message.conversation_id == conversation_id)
    if before is not None:
        query = query.where(Message.seq < before)
    return list(session.scalars(query.order_by(Message.seq.desc()).limit(limit)))[::-1]


def replies_to(session: Session, seqs: Collection[int]) -> Sequence[Message]:
    """Return the bot's answers to lines of clients, in order."""
    return session.scalars(select(Message).where(Message.answers.in_(seqs)).order_by(Message.seq)).all()


def handoffs(session: Session, conversation_id: str) -> Sequence[Handoff]:
    """Return the conversation's hand-offs, oldest first."""
    query = select(Handoff).where(Handoff.conversation_id == conversation_id)
    return session.scalars(query.order_by(Handoff.created_at, Handoff.id)).all()


def appointments(session: Session, conversation_id: str) -> Sequence[Appointment]:
    """Return the conversation's appointments of every status, by start."""
    query = select(Appointment).where(Appointment.conversation_id == conversation_id)
    return session.scalars(query.order_by(Appointment.starts_at, Appointment.id)).all()


def tags(session: Session, conversation_id: str) -> Sequence[str]:
    """Return the conversation's tags, in alphabetical order."""
    query = select(ConversationTag.tag).where(ConversationTag.conversation_id == conversation_id)
    return session.scalars(query.order_by(ConversationTag.tag)).all()


def add_tag(session: Session, conversation_id: str, tag: str) -> None:
    """Tag a conversation, unless it bears the tag."""
    if session.get(ConversationTag, (conversation_id, tag)) is None:
        session.add(ConversationTag(conversation_id=conversation_id, tag=tag))


def remove_tag(session: Session, conversation_id: str, tag: str) -> None:
    """Take a tag off a conversation, if it bears it."""
    own = (ConversationTag.conversation_id == conversation_id, ConversationTag.tag == tag)
    session.execute(delete(ConversationTag).where(*own))


def notes(session: Session, conversation_id: str) -> Sequence[ConversationNote]:
    """Return the conversation's notes, oldest first."""
    query = select(ConversationNote).where(ConversationNote.conversation_id == conversation_id)
    return session.scalars(query.order_by(ConversationNote.created_at, ConversationNote.id)).all()


def note(session: Session, conversation_id: str, note_id: str) -> ConversationNote | None:
    """Return the note, if it is of this conversation."""
    found = session.get(ConversationNote, note_id)
    return found if found and found.conversation_id == conversation_id else None


def work(session: Session, conversation_id: str) -> ConversationWork | None:
    """Return what is noted of who looks after the conversation."""
    return session.get(ConversationWork, conversation_id)


def work_to_change(session: Session, conversation_id: str) -> ConversationWork:
    """Return that row, new if there is none; the conversation must be locked."""
    found = work(session, conversation_id)
    if found is None:
        found = ConversationWork(conversation_id=conversation_id, review=Review.NEW)
        session.add(found)
    return found


def saved_views(session: Session, staff_id: str) -> Sequence[SavedView]:
    """Return a member's own views, and those that others share, by name."""
    query = select(SavedView).where(or_(SavedView.owner_id == staff_id, SavedView.shared))
    return session.scalars(query.order_by(SavedView.name, SavedView.id)).all()


def saved_view(session: Session, view_id: str, staff_id: str) -> SavedView | None:
    """Return the view, if it is this member's own."""
    found = session.get(SavedView, view_id)
    return found if found and found.owner_id == staff_id else None


def add_view(session: Session, view: SavedView) -> None:
    """Store a view."""
    session.add(view)
    session.flush()
