"""Every query of the messaging room. Its services enter, with a session that they opened."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Row, delete, exists, func, or_, select
from sqlalchemy.orm import Session

from salon.conversations.models import Conversation, Message
from salon.messaging.models import Chat, MovingCode, Photo, Receipt


def is_received(session: Session, receipt_id: str) -> bool:
    """Tell whether something was taken under this id."""
    return session.get(Receipt, receipt_id) is not None


def forget_receipts(session: Session, before: datetime) -> int:
    """Erase receipts from before a moment; return how many."""
    return _rows(session, delete(Receipt).where(Receipt.received_at < before))


def forget_codes(session: Session, now: datetime) -> int:
    """Erase codes that are good no more; return how many."""
    return _rows(session, delete(MovingCode).where(MovingCode.expires_at <= now))


def chat_at(session: Session, channel: str, fingerprint: str, *, lock: bool = True) -> Chat | None:
    """Return the chat with that address; locked, other writers are kept out of it until the transaction ends."""
    wanted = select(Chat).where(Chat.channel == channel, Chat.address_fingerprint == fingerprint)
    return session.scalars(wanted.with_for_update() if lock else wanted).one_or_none()


def chat(session: Session, chat_id: str) -> Chat | None:
    """Return the chat, and keep other writers out until the transaction ends; None: it was erased."""
    return session.get(Chat, chat_id, with_for_update=True)


def chats_of(session: Session, conversation_id: str) -> Sequence[Chat]:
    """Return the chats in which a conversation is held, the oldest first."""
    wanted = select(Chat).where(Chat.conversation_id == conversation_id)
    return session.scalars(wanted.order_by(Chat.created_at, Chat.id)).all()


def due(
    session: Session, channels: Collection[str], now: datetime, conversation_id: str | None = None
) -> Sequence[str]:
    """Return the chats with something to be sent now, by id; of one conversation, or of all."""
    wanted = select(Chat.id).where(Chat.channel.in_(channels), *_is_due(now), _has_lines())
    if conversation_id:
        wanted = wanted.where(Chat.conversation_id == conversation_id)
    return session.scalars(wanted.order_by(Chat.id)).all()


def next_due(session: Session, channels: Collection[str], now: datetime) -> datetime | None:
    """Return when the next chat is due that is not due yet; None if nothing waits."""
    wanted = select(func.min(Chat.due_at)).where(Chat.channel.in_(channels), Chat.due_at > now, Chat.gone_at.is_(None))
    return session.scalar(wanted.where(_has_lines()))


def lines_to_send(session: Session, one: Chat, limit: int) -> Sequence[Message]:
    """Return the next lines of a chat's conversation, clients' own among them, in order."""
    wanted = select(Message).where(Message.conversation_id == one.conversation_id, Message.seq > one.sent_seq)
    return session.scalars(wanted.order_by(Message.seq).limit(limit)).all()


def last_seq(session: Session, conversation_id: str) -> int:
    """Return the number of a conversation's last line; 0 if there is none."""
    return session.scalar(select(func.max(Message.seq)).where(Message.conversation_id == conversation_id)) or 0


def line(session: Session, conversation_id: str, seq: int) -> Message | None:
    """Return a line of a conversation by its number."""
    found = session.get(Message, seq)
    return found if found and found.conversation_id == conversation_id else None


def photo(session: Session, conversation_id: str, seq: int, *, lock: bool = False) -> Photo | None:
    """Return the photo of a line, perhaps to be changed; None: it has none, or is another conversation's."""
    found = session.get(Photo, seq, with_for_update=lock)
    return found if found and found.conversation_id == conversation_id else None


def photos_due(session: Session, channels: Collection[str], now: datetime) -> Sequence[tuple[str, int]]:
    """Return conversation and line of the photos that are to be fetched now, the oldest first."""
    wanted = select(Photo.conversation_id, Photo.seq).where(Photo.channel.in_(channels), Photo.due_at <= now)
    return [(row[0], row[1]) for row in session.execute(wanted.order_by(Photo.seq))]


def photos_of(session: Session, conversation_id: str) -> Sequence[Photo]:
    """Return the photos of a conversation, in order."""
    return session.scalars(select(Photo).where(Photo.conversation_id == conversation_id).order_by(Photo.seq)).all()


def standings(session: Session) -> Sequence[Row[str, int, int, int, datetime | None, datetime | None]]:
    """Return for each channel: chats, those that wait for another try, those that are gone, last moments in and out."""
    columns = (
        Chat.channel,
        func.count(),
        func.count(Chat.failing_since),
        func.count(Chat.gone_at),
        func.max(Chat.last_in_at),
        func.max(Chat.last_out_at),
    )
    return session.execute(select(*columns).group_by(Chat.channel).order_by(Chat.channel)).all()


def is_rated(session: Session, conversation_id: str) -> bool:
    """Tell whether the client has said how content they are."""
    return session.scalar(select(Conversation.stars).where(Conversation.id == conversation_id)) is not None


def code(session: Session, code_id: str) -> MovingCode | None:
    """Return the code, and keep others from using it until the transaction ends."""
    return session.get(MovingCode, code_id, with_for_update=True)


def _is_due(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        Chat.gone_at.is_(None),
        or_(Chat.due_at.is_(None), Chat.due_at <= now),
        or_(Chat.leased_until.is_(None), Chat.leased_until <= now),
    )


def _has_lines() -> ColumnElement[bool]:
    behind = (Message.conversation_id == Chat.conversation_id, Message.seq > Chat.sent_seq, Message.author != "client")
    return exists().where(*behind).correlate(Chat)


def _rows(session: Session, statement: object) -> int:
    return session.execute(statement).rowcount or 0  # type: ignore[call-overload]
