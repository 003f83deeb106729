"""Tables of the review room. Phrases are encrypted at rest, redacted or not."""

from datetime import datetime

from sqlalchemy import Boolean, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from salon.db import Base, EncryptedText, UtcDateTime

WAITING, ACCEPTED, DROPPED, LEARNED = "waiting", "accepted", "dropped", "learned"
"""The states of a correction."""

_ID = String(36)
_NAME = String(80)
_MODEL = String(16)
"""A model's fingerprint."""


class Correction(Base):
    """A phrase that staff say the meaning of.

    `fingerprint` is the keyed hash of the phrase without its case, blanks and marks; with the intent it is unique, so a
    repeated correction is counted (see `CorrectionMention`), not kept twice. `state`: waiting (for a decision about its
    conflict), accepted (goes into the next training), dropped, learned (in the model that serves, `learned_in`).
    `together` is shared by the two parts of one message. `conflict` is JSON: what else says nearly the same and stands
    under another intent (`conflicts.py`).
    """

    __tablename__ = "corrections"
    __table_args__ = (UniqueConstraint("fingerprint", "intent"),)

    id: Mapped[str] = mapped_column(_ID, primary_key=True)
    phrase: Mapped[str] = mapped_column(EncryptedText)
    fingerprint: Mapped[str] = mapped_column(String(64))
    intent: Mapped[str] = mapped_column(String(60))
    state: Mapped[str] = mapped_column(String(12), index=True)
    together: Mapped[str | None] = mapped_column(_ID)
    conflict: Mapped[str | None] = mapped_column(EncryptedText)
    learned_in: Mapped[str | None] = mapped_column(_MODEL)
    created_by: Mapped[str] = mapped_column(_NAME)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    decided_by: Mapped[str | None] = mapped_column(_NAME)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class CorrectionMention(Base):
    """One message that a correction was made on, and what the bot had taken it for. Erased with its conversation."""

    __tablename__ = "correction_mentions"
    __table_args__ = (UniqueConstraint("correction_id", "message_id"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    correction_id: Mapped[str] = mapped_column(ForeignKey("corrections.id", ondelete="CASCADE"))
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    message_id: Mapped[str] = mapped_column(_ID, index=True)
    answered_as: Mapped[str | None] = mapped_column(String(60))
    made_by: Mapped[str] = mapped_column(_NAME)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Training(Base):
    """One training and its regression check.

    `running` is 1 while it runs and empty afterwards; being unique, it lets one run at a time, whichever process started
    it. `beat_at` is the last sign of life, real time: without one for long, the training broke off. `reviewed` is the
    candidate's file, `shares` and `seconds` JSON: stage -> done (0..1), and -> what it took. `comparison` is JSON once it
    is done (`comparison.py`), `failed` says what went wrong.
    """

    __tablename__ = "trainings"

    id: Mapped[str] = mapped_column(_ID, primary_key=True)
    running: Mapped[int | None] = mapped_column(Integer, unique=True)
    reviewed: Mapped[str] = mapped_column(EncryptedText)
    old_model: Mapped[str] = mapped_column(_MODEL)
    model: Mapped[str | None] = mapped_column(_MODEL)
    stage: Mapped[str] = mapped_column(String(20))
    shares: Mapped[str] = mapped_column(Text, default="{}")
    seconds: Mapped[str] = mapped_column(Text, default="{}")
    comparison: Mapped[str | None] = mapped_column(EncryptedText)
    failed: Mapped[str | None] = mapped_column(String(200))
    started_by: Mapped[str] = mapped_column(_NAME)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    began_at: Mapped[datetime] = mapped_column(UtcDateTime)
    beat_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ServedModel(Base):
    """A model that was put into service, in order, with all that it takes to bring it back."""

    __tablename__ = "served_models"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    model: Mapped[str] = mapped_column(_MODEL)
    reviewed: Mapped[str] = mapped_column(EncryptedText)
    training_id: Mapped[str | None] = mapped_column(_ID)
    brought_back: Mapped[bool] = mapped_column(Boolean, default=False)
    put_by: Mapped[str] = mapped_column(_NAME)
    put_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ModelCheck(Base):
    """What a model made of the regression check, kept: the same model and material always give the same.

    `material` is the hash of all that it was checked on; `result` is JSON (`checking.py`).
    """

    __tablename__ = "model_checks"
    __table_args__ = (Index("ix_model_checks_made_at", "made_at"),)

    model: Mapped[str] = mapped_column(_MODEL, primary_key=True)
    material: Mapped[str] = mapped_column(String(64), primary_key=True)
    result: Mapped[str] = mapped_column(EncryptedText)
    seconds: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
