"""Tables of the staff room. No password, code or token is stored: only hashes, and the second factor's key encrypted."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from salon.db import Base, EncryptedText, UtcDateTime

ID = String(36)
FINGERPRINT = String(64)
LONGEST_LOGIN = 80


class StaffAccount(Base):
    """Somebody who works here.

    `login` is in small letters. `password_hash` is argon2id, None until the invitation was taken up. `totp_key` is the
    second factor's, in use once `totp_since` is set; `totp_step` is the last time step whose code was used (a code opens
    once). `invited_until` bounds the one-time code whose fingerprint is `invitation`.
    """

    __tablename__ = "staff_accounts"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    login: Mapped[str] = mapped_column(String(LONGEST_LOGIN), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    role: Mapped[str] = mapped_column(String(10))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    totp_key: Mapped[str | None] = mapped_column(EncryptedText)
    totp_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    totp_step: Mapped[int | None] = mapped_column(Integer)
    invitation: Mapped[str | None] = mapped_column(FINGERPRINT)
    invited_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    disabled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    signed_in_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class RecoveryCode(Base):
    """A code that stands in for the second factor, once."""

    __tablename__ = "staff_recovery_codes"

    fingerprint: Mapped[str] = mapped_column(FINGERPRINT, primary_key=True)
    staff_id: Mapped[str] = mapped_column(ForeignKey("staff_accounts.id", ondelete="CASCADE"), index=True)


class StaffSession(Base):
    """A browser that is signed in, or half so: `stage` is "code", "enrol" or "open" (see `sessions.py`).

    `fingerprint` is of the cookie's token; `id` names the session to people. `device` is what the browser says of itself.
    `pending_key` is a second factor's that is being set up.
    """

    __tablename__ = "staff_sessions"

    fingerprint: Mapped[str] = mapped_column(FINGERPRINT, primary_key=True)
    id: Mapped[str] = mapped_column(ID, unique=True)
    staff_id: Mapped[str] = mapped_column(ForeignKey("staff_accounts.id", ondelete="CASCADE"), index=True)
    stage: Mapped[str] = mapped_column(String(10))
    device: Mapped[str] = mapped_column(String(200))
    pending_key: Mapped[str | None] = mapped_column(EncryptedText)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)


class SignInAttempt(Base):
    """A try to sign in that failed: at which login and from which address, as fingerprints."""

    __tablename__ = "staff_attempts"
    __table_args__ = (
        Index("ix_staff_attempts_login", "login", "at"),
        Index("ix_staff_attempts_address", "address", "at"),
    )

    seq: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True)
    login: Mapped[str] = mapped_column(FINGERPRINT)
    address: Mapped[str] = mapped_column(FINGERPRINT)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class AuditEntry(Base):
    """One thing that somebody did; never changed (the database refuses), and chained, so that a gap shows.

    `subject` is an id, `details` JSON of ids, names of fields and plain settings: nothing of a client. `link` is a keyed
    hash over this row and the link before it.
    """

    __tablename__ = "audit_log"

    seq: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    staff_id: Mapped[str | None] = mapped_column(ID, index=True)
    staff_name: Mapped[str] = mapped_column(String(80))
    action: Mapped[str] = mapped_column(String(60), index=True)
    subject: Mapped[str] = mapped_column(String(80), index=True)
    details: Mapped[str] = mapped_column(Text)
    link: Mapped[str] = mapped_column(FINGERPRINT)
