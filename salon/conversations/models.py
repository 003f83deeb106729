"""Tables of the conversations room. What people wrote, and the engine's state, are encrypted at rest."""

from datetime import datetime

from sqlalchemy import Float, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from salon.db import Base, EncryptedText, UtcDateTime

ID = String(36)
LONGEST_STAFF_NAME = 80
STAFF_NAME = String(LONGEST_STAFF_NAME)


class Conversation(Base):
    """One client's talk with the salon, on one channel.

    `state` is JSON: the engine's events and the question that waits for an answer. `red_flag` is the gravest level that
    was met. `failures` counts the turns in a row that ended in an apology. While `held_by` names a member of staff, the
    bot is silent. `stars` (1..5) is the client's last rating.
    """

    __tablename__ = "conversations"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    channel: Mapped[str] = mapped_column(String(20))
    token_fingerprint: Mapped[str] = mapped_column(String(64), unique=True)
    state: Mapped[str | None] = mapped_column(EncryptedText)
    red_flag: Mapped[str | None] = mapped_column(String(20))
    failures: Mapped[int] = mapped_column(Integer, default=0)
    held_by: Mapped[str | None] = mapped_column(STAFF_NAME)
    held_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    stars: Mapped[int | None] = mapped_column(Integer)
    rated_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_activity_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class Message(Base):
    """One line of a transcript, by client, bot or staff.

    A client's line: `external_id` is the channel's id (unique in the conversation), `text` has its phone numbers
    masked, `unanswered` holds what was really written until it is answered, or until staff let go. A bot's line:
    `answers` is the line it replies to, `response` the name of the sentence, `details` JSON (buttons, sources, what is
    asked). A line of staff bears the name of who wrote it.
    """

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("conversation_id", "external_id"),
        Index("ix_messages_conversation_seq", "conversation_id", "seq"),
    )

    seq: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    id: Mapped[str] = mapped_column(ID, unique=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"))
    author: Mapped[str] = mapped_column(String(10))
    staff_name: Mapped[str | None] = mapped_column(STAFF_NAME)
    external_id: Mapped[str | None] = mapped_column(String(64))
    answers: Mapped[int | None] = mapped_column(Integer, index=True)
    text: Mapped[str] = mapped_column(EncryptedText)
    unanswered: Mapped[str | None] = mapped_column(EncryptedText)
    topic: Mapped[str | None] = mapped_column(String(120), index=True)
    intent: Mapped[str | None] = mapped_column(String(60))
    confidence: Mapped[float | None] = mapped_column(Float)
    ranking: Mapped[str | None] = mapped_column(EncryptedText)
    response: Mapped[str | None] = mapped_column(String(60))
    details: Mapped[str | None] = mapped_column(EncryptedText)
    latency_ms: Mapped[float | None] = mapped_column(Float)
    model: Mapped[str | None] = mapped_column(String(40))
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Button(Base):
    """A button that was shown. Clients send its id; what it means never leaves the server."""

    __tablename__ = "buttons"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = mapped_column(EncryptedText)
    payload: Mapped[str] = mapped_column(EncryptedText)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Handoff(Base):
    """A conversation that a person has to look at: why, since when, and until when."""

    __tablename__ = "handoffs"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    reason: Mapped[str] = mapped_column(String(30))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
