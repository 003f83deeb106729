"""Every query of the staff room. Its services enter, with a session that they opened; nothing commits here."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, select, text
from sqlalchemy.orm import Session

from salon.staff.models import AuditEntry, RecoveryCode, SignInAttempt, StaffAccount, StaffSession


def lock(session: Session, name: str) -> None:
    """Let those who name the same thing pass one after another until the transaction ends.

    SQLite has one writer anyway.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))"), {"name": f"staff {name}"})


def account(session: Session, staff_id: str, *, lock: bool = False) -> StaffAccount | None:
    """Return the account, whether it may sign in or not; whoever locks it waits for all others who did."""
    return session.get(StaffAccount, staff_id, with_for_update=lock)


def account_of(session: Session, login: str, *, lock: bool = False) -> StaffAccount | None:
    """Return the account of a login (small letters)."""
    query = select(StaffAccount).where(StaffAccount.login == login)
    return session.scalar(query.with_for_update() if lock else query)


def accounts(session: Session) -> Sequence[StaffAccount]:
    """Return all accounts by name, those that are switched off last."""
    query = select(StaffAccount).order_by(StaffAccount.disabled_at.is_not(None), StaffAccount.name, StaffAccount.id)
    return session.scalars(query).all()


def named(session: Session, name: str) -> Sequence[StaffAccount]:
    """Return the accounts in use whose name is this one, however it is capitalised."""
    query = select(StaffAccount).where(StaffAccount.disabled_at.is_(None))
    return [one for one in session.scalars(query) if one.name.casefold() == name.casefold()]


def others_in_use(session: Session, role: str, but: str) -> int:
    """Return how many accounts of a role can sign in (invited alone is not enough), `but` one aside."""
    query = select(func.count()).select_from(StaffAccount).where(StaffAccount.role == role, StaffAccount.id != but)
    can = query.where(StaffAccount.disabled_at.is_(None), StaffAccount.password_hash.is_not(None))
    return session.scalar(can) or 0


def take_recovery_code(session: Session, staff_id: str, fingerprint: str) -> bool:
    """Use a recovery code up; tell whether there was one."""
    code = session.get(RecoveryCode, fingerprint, with_for_update=True)
    if code is None or code.staff_id != staff_id:
        return False
    session.delete(code)
    return True


def replace_recovery_codes(session: Session, staff_id: str, fingerprints: Sequence[str]) -> None:
    """Forget the account's codes and keep these."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.staff_id == staff_id))
    session.add_all(RecoveryCode(fingerprint=one, staff_id=staff_id) for one in fingerprints)


def recovery_codes_left(session: Session, staff_id: str) -> int:
    """Return how many codes were not used yet."""
    query = select(func.count()).select_from(RecoveryCode)
    return session.scalar(query.where(RecoveryCode.staff_id == staff_id)) or 0


def session_of(session: Session, fingerprint: str) -> StaffSession | None:
    """Return the browser's session."""
    return session.get(StaffSession, fingerprint)


def sessions_of(session: Session, staff_id: str, stage: str) -> Sequence[StaffSession]:
    """Return an account's sessions of a stage, the last used first."""
    query = select(StaffSession).where(StaffSession.staff_id == staff_id, StaffSession.stage == stage)
    return session.scalars(query.order_by(StaffSession.seen_at.desc(), StaffSession.id)).all()


def end_sessions(session: Session, staff_id: str, *, but: str = "", only: str | None = None) -> int:
    """End an account's sessions, all but one, or `only` one (ids); return how many ended."""
    query = delete(StaffSession).where(StaffSession.staff_id == staff_id, StaffSession.id != but)
    ended = session.execute(query if only is None else query.where(StaffSession.id == only))
    return ended.rowcount  # type: ignore[attr-defined, no-any-return]


def end_old_sessions(session: Session, seen_before: datetime, begun_before: datetime) -> int:
    """Forget the sessions that nobody can go on with; return how many."""
    old = (StaffSession.seen_at < seen_before) | (StaffSession.created_at < begun_before)
    return session.execute(delete(StaffSession).where(old)).rowcount  # type: ignore[attr-defined, no-any-return]


def attempts_at(session: Session, login: str, since: datetime) -> int:
    """Return how many tries at a login (fingerprint) there were since a moment."""
    query = select(func.count()).select_from(SignInAttempt)
    return session.scalar(query.where(SignInAttempt.login == login, SignInAttempt.at > since)) or 0


def attempts_from(session: Session, address: str, since: datetime) -> int:
    """Return how many tries from an address (fingerprint) there were since a moment."""
    query = select(func.count()).select_from(SignInAttempt)
    return session.scalar(query.where(SignInAttempt.address == address, SignInAttempt.at > since)) or 0


def forget_attempts(session: Session, login: str) -> None:
    """Forget the tries at a login (fingerprint)."""
    session.execute(delete(SignInAttempt).where(SignInAttempt.login == login))


def forget_old_attempts(session: Session, before: datetime) -> int:
    """Forget tries that count no more; return how many."""
    gone = session.execute(delete(SignInAttempt).where(SignInAttempt.at < before))
    return gone.rowcount  # type: ignore[attr-defined, no-any-return]


def last_link(session: Session) -> str:
    """Return the link of the newest entry of the audit log; empty if there is none."""
    return session.scalar(select(AuditEntry.link).order_by(AuditEntry.seq.desc()).limit(1)) or ""


def entries(
    session: Session,
    *,
    before: int | None,
    limit: int,
    staff_id: str | None = None,
    action: str | None = None,
    subject: str | None = None,
) -> Sequence[AuditEntry]:
    """Return entries of the log, newest first; `action` is the beginning of one, like "settings."."""
    query = select(AuditEntry).order_by(AuditEntry.seq.desc()).limit(limit)
    if before is not None:
        query = query.where(AuditEntry.seq < before)
    if staff_id:
        query = query.where(AuditEntry.staff_id == staff_id)
    if action:
        query = query.where(AuditEntry.action.startswith(action, autoescape=True))
    if subject:
        query = query.where(AuditEntry.subject == subject)
    return session.scalars(query).all()


def entries_in_order(session: Session, after: int, limit: int) -> Sequence[AuditEntry]:
    """Return up to `limit` entries behind one, oldest first."""
    return session.scalars(select(AuditEntry).where(AuditEntry.seq > after).order_by(AuditEntry.seq).limit(limit)).all()


def forget_old_entries(session: Session, before: datetime) -> int:
    """Forget entries from before a moment; return how many."""
    gone = session.execute(delete(AuditEntry).where(AuditEntry.at < before))
    return gone.rowcount  # type: ignore[attr-defined, no-any-return]
