"""Tables of the inbox room: what staff note on conversations. Notes and saved views are encrypted at rest."""

from datetime import datetime

from sqlalchemy import Boolean, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from salon.conversations.models import ID, STAFF_NAME
from salon.db import Base, EncryptedText, UtcDateTime

LONGEST_TAG = 30
LONGEST_VIEW_NAME = 60


class ConversationWork(Base):
    """Who looks after a conversation, and whether it was reviewed; one without a row is new, and nobody's.

    `review` is "new", "in_work" or "reviewed". Names are those of the moment; accounts may go, names stay.
    """

    __tablename__ = "conversation_work"

    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True)
    assignee_id: Mapped[str | None] = mapped_column(ForeignKey("staff_accounts.id", ondelete="SET NULL"), index=True)
    assignee: Mapped[str | None] = mapped_column(STAFF_NAME)
    review: Mapped[str] = mapped_column(String(10), index=True)
    reviewed_by: Mapped[str | None] = mapped_column(STAFF_NAME)
    reviewed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ConversationTag(Base):
    """A short word on a conversation, in small letters."""

    __tablename__ = "conversation_tags"

    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True)
    tag: Mapped[str] = mapped_column(String(LONGEST_TAG), primary_key=True, index=True)


class ConversationNote(Base):
    """What staff tell each other of a conversation; no client ever sees it, and no search finds it."""

    __tablename__ = "conversation_notes"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[str | None] = mapped_column(ForeignKey("staff_accounts.id", ondelete="SET NULL"))
    author: Mapped[str] = mapped_column(STAFF_NAME)
    text: Mapped[str] = mapped_column(EncryptedText)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class SavedView(Base):
    """Filters with a name. `query` is a query string as `Filters.render` writes it; it may hold words of a client."""

    __tablename__ = "saved_views"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    owner_id: Mapped[str] = mapped_column(ForeignKey("staff_accounts.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(LONGEST_VIEW_NAME))
    query: Mapped[str] = mapped_column(EncryptedText)
    shared: Mapped[bool] = mapped_column(Boolean)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
