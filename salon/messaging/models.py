"""Tables of the messaging room. Where a client can be reached is encrypted at rest, and found again by a keyed hash."""

from datetime import datetime

from sqlalchemy import ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from salon.conversations.models import ID
from salon.db import Base, EncryptedText, UtcDateTime


class Chat(Base):
    """One client's chat in one messaging app, and the conversation that is held there.

    The conversation's own lines are what has to go out: `sent_seq` is the last that needs nothing more, `sent_posts` how
    many posts of the line behind it went out already. Nothing is sent before `due_at`; `tries` counts failures in a row.
    Until `leased_until` one process alone sends, or none where the app asked for a pause: what a client writes ends
    `due_at`, but not that. `menu` is JSON: the presses behind "1", "2" ... of the list that was shown last since the
    client wrote.
    `gone_at`: the client blocked us, or is no more; the next thing that comes from there ends it.
    """

    __tablename__ = "chats"
    __table_args__ = (UniqueConstraint("channel", "address_fingerprint"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    channel: Mapped[str] = mapped_column(String(20))
    address: Mapped[str] = mapped_column(EncryptedText)
    address_fingerprint: Mapped[str] = mapped_column(String(64), index=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    sent_seq: Mapped[int] = mapped_column(Integer, default=0)
    sent_posts: Mapped[int] = mapped_column(Integer, default=0)
    tries: Mapped[int] = mapped_column(Integer, default=0)
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    leased_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    failing_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    menu: Mapped[str | None] = mapped_column(Text)
    gone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_in_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_out_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Receipt(Base):
    """That something was taken from an app: what comes again under the same key does nothing.

    `id` is a hash of channel and key, from which nobody can be told.
    """

    __tablename__ = "receipts"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class MovingCode(Base):
    """A code that carries a conversation to a messaging app, once; `id` is its keyed hash."""

    __tablename__ = "moving_codes"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Photo(Base):
    """A photo that a client sent with a line; `content` is base64, encrypted, None until it was fetched.

    `reference` is by which the app gives it out. Without `due_at` there is no further try.
    """

    __tablename__ = "photos"

    seq: Mapped[int] = mapped_column(ForeignKey("messages.seq", ondelete="CASCADE"), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    channel: Mapped[str] = mapped_column(String(20))
    reference: Mapped[str] = mapped_column(EncryptedText)
    content: Mapped[str | None] = mapped_column(EncryptedText)
    mime_type: Mapped[str | None] = mapped_column(String(40))
    tries: Mapped[int] = mapped_column(Integer)
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
