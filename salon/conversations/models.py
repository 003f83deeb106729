"""Tables of the conversations room. What people wrote, and the engine's state, are encrypted at rest."""

from datetime import datetime

from sqlalchemy import Float, ForeignKey, Index, Integer, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from salon.db import Base, EncryptedText, UtcDateTime

ENGLISH = "to_tsvector('english'::regconfig, translate(searchable, '<>&./-_@:', '         '))"
"""PostgreSQL's search index of a line. Joined words are parted: its parser would take
"nose.also" for a computer's name, and leave out what looks like markup."""


def _part_index(name: str, *columns: str, rows: str) -> Index:
    """Return an index over some rows alone."""
    return Index(name, *columns, sqlite_where=text(rows), postgresql_where=text(rows))


ID = String(36)
STAFF_ID = String(36)
LONGEST_STAFF_NAME = 80
STAFF_NAME = String(LONGEST_STAFF_NAME)


class Conversation(Base):
    """One client's talk with the salon, on one channel.

    `state` is JSON: the engine's events and the question that waits for an answer. `red_flag` is the gravest level that
    was met. `failures` counts the turns in a row that ended in an apology. While `held_by` names a member of staff, the
    bot is silent; `held_by_id` is who that is, for names change. `stars` (1..5) is the client's last rating.
    """

    __tablename__ = "conversations"
    __table_args__ = (Index("ix_conversations_inbox", "last_activity_at", "id", "channel", "red_flag", "stars"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    channel: Mapped[str] = mapped_column(String(20))
    token_fingerprint: Mapped[str] = mapped_column(String(64), unique=True)
    state: Mapped[str | None] = mapped_column(EncryptedText)
    red_flag: Mapped[str | None] = mapped_column(String(20))
    failures: Mapped[int] = mapped_column(Integer, default=0)
    held_by: Mapped[str | None] = mapped_column(STAFF_NAME)
    held_by_id: Mapped[str | None] = mapped_column(STAFF_ID, index=True)
    held_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    stars: Mapped[int | None] = mapped_column(Integer)
    rated_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    last_activity_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class Message(Base):
    """One line of a transcript, by client, bot or staff.

    A client's line: `external_id` is the channel's id (unique in the conversation), `text` has its phone numbers
    masked, `unanswered` holds what was really written until it is answered, or until staff let go. A bot's line:
    `answers` is the line it replies to, `response` the name of the sentence, `details` JSON (buttons, sources, what is
    asked). A line of staff bears the name of who wrote it.

    `searchable` is what the desk's search may know of the line (`searchable.py`): "" is nothing, None is not looked at.
    """

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("conversation_id", "external_id"),
        Index("ix_messages_conversation_seq", "conversation_id", "seq"),
        # All that `salon/figures` counts, so that it need not read the lines themselves.
        Index(
            "ix_messages_figures",
            "created_at",
            "author",
            "topic",
            "response",
            "conversation_id",
            "confidence",
            "latency_ms",
            "answers",
        ),
        # From here on: the desk's filters and its search.
        Index("ix_messages_line", "seq", "conversation_id"),
        _part_index("ix_messages_answered_topic", "topic", "conversation_id", "seq", rows="answers IS NOT NULL"),
        _part_index("ix_messages_confidence", "confidence", "conversation_id", rows="confidence IS NOT NULL"),
        _part_index("ix_messages_response", "response", "conversation_id", rows="response IS NOT NULL"),
        _part_index("ix_messages_not_indexed", "seq", rows="searchable IS NULL"),
        Index("ix_messages_search", text(f"({ENGLISH})"), postgresql_using="gin").ddl_if(dialect="postgresql"),
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
    searchable: Mapped[str | None] = mapped_column(Text)


class Button(Base):
    """A button that was shown. Clients send its id; what it means never leaves the server."""

    __tablename__ = "buttons"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = mapped_column(EncryptedText)
    payload: Mapped[str] = mapped_column(EncryptedText)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Handoff(Base):
    """A conversation that a person has to look at: why, since when, and what became of it.

    It waits while both `taken_at` and `closed_at` are empty. `outcome` tells how it was closed: "given_back", or
    "dismissed" by somebody who found nothing to do, for the reason in `note`. `callback_phone` (E.164) is where the client
    asked to be rung, with the moment of their yes; it is forgotten when the hand-off is closed.

    `mailed_at` tells that staff were written to; until then it is tried again from `mail_due_at` on, `mail_tries` times so
    far.
    """

    __tablename__ = "handoffs"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    reason: Mapped[str] = mapped_column(String(30))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    taken_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    taken_by: Mapped[str | None] = mapped_column(STAFF_NAME)
    taken_by_id: Mapped[str | None] = mapped_column(STAFF_ID)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    closed_by_id: Mapped[str | None] = mapped_column(STAFF_ID)
    outcome: Mapped[str | None] = mapped_column(String(20))
    note: Mapped[str | None] = mapped_column(EncryptedText)
    callback_phone: Mapped[str | None] = mapped_column(EncryptedText)
    callback_consent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    mailed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    mail_due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    mail_tries: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
