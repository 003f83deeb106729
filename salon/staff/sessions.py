"""Sessions of the desk: which browser is signed in as whom, until when. Doors and the room's services enter.

A session goes through stages: "code" (the password was right, the second factor is due), "enrol" (a second factor has to
be set up first), "open". With each stage the token is a new one. What a browser holds is never stored, only its hash.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy.orm import Session

from salon.clock import Clock
from salon.db import Database
from salon.secrets import Vault
from salon.staff import second_factor, store
from salon.staff.member import Member
from salon.staff.models import StaffAccount, StaffSession
from salon.staff.roles import Role

CODE, ENROL, OPEN = "code", "enrol", "open"
HALFWAY = timedelta(minutes=10)
"""How long the second factor may take."""
_SEEN_EVERY = timedelta(minutes=1)
_LONGEST_DEVICE = 200


@dataclass(frozen=True)
class Opened:
    """A session that is good still: whose it is, and how far the signing in has come."""

    member: Member
    stage: str
    login: str


@dataclass(frozen=True)
class Device:
    """A browser that is signed in, as its owner may see it. Moments are UTC."""

    id: str
    device: str
    created_at: datetime
    seen_at: datetime


class Sessions:
    """Every browser that is signed in, or about to be.

    Args:
        idle: a session that was not used for so long has ended.
        longest: so has one that is older, used or not.
    """

    def __init__(self, database: Database, vault: Vault, clock: Clock, idle: timedelta, longest: timedelta) -> None:
        self._database = database
        self._vault = vault
        self._clock = clock
        self._idle = idle
        self._longest = longest

    @property
    def longest(self) -> timedelta:
        """How long a browser may keep its cookie."""
        return self._longest

    def open(self, token: str, *, used: bool = True) -> Opened | None:
        """Return the session that a token opens, None if it has ended or never was.

        Args:
            used: a person asks, which puts off the time-out; false for what a page does by itself.
        """
        if not token or not token.isascii():
            return None
        now = self._clock()
        with self._database.reading() as session:
            row = store.session_of(session, self.fingerprint(token))
            if row is None or not self._is_good(row, now):
                return None
            account = store.account(session, row.staff_id)
            if account is None or account.disabled_at:
                return None
            opened = Opened(_member(account, row), row.stage, account.login)
            idle = now - row.seen_at
        if used and idle >= _SEEN_EVERY:
            self._see(token, now)
        return opened

    def begin_in(self, session: Session, staff_id: str, stage: str, device: str) -> str:
        """Begin a session within a transaction; return its token."""
        token, now = secrets.token_urlsafe(32), self._clock()
        row = StaffSession(
            fingerprint=self.fingerprint(token),
            id=str(uuid4()),
            staff_id=staff_id,
            stage=stage,
            device="".join(letter for letter in device if letter.isprintable())[:_LONGEST_DEVICE],
            pending_key=second_factor.new_key() if stage == ENROL else None,
            created_at=now,
            seen_at=now,
        )
        session.add(row)
        return token

    def begin(self, staff_id: str, device: str = "") -> str:
        """Begin an open session without a sign-in: for the tests and the demonstration; return its token."""
        with self._database.transaction() as session:
            return self.begin_in(session, staff_id, OPEN, device)

    def end(self, token: str) -> None:
        """End a session; one that has ended is left alone."""
        with self._database.transaction() as session:
            if row := store.session_of(session, self.fingerprint(token)):
                session.delete(row)

    def devices(self, staff_id: str) -> list[Device]:
        """Return where somebody is signed in, the last used first."""
        now = self._clock()
        with self._database.reading() as session:
            rows = [row for row in store.sessions_of(session, staff_id, OPEN) if self._is_good(row, now)]
            return [Device(row.id, row.device, row.created_at, row.seen_at) for row in rows]

    def revoke(self, staff_id: str, session_id: str) -> bool:
        """End one session of somebody; tell whether there was one."""
        with self._database.transaction() as session:
            return bool(store.end_sessions(session, staff_id, only=session_id))

    def revoke_others(self, staff_id: str, session_id: str = "") -> int:
        """End all sessions of somebody but one; return how many."""
        with self._database.transaction() as session:
            return store.end_sessions(session, staff_id, but=session_id)

    def forget_old(self) -> int:
        """Forget the sessions that have ended by themselves; return how many."""
        now = self._clock()
        with self._database.transaction() as session:
            return store.end_old_sessions(session, now - self._idle, now - self._longest)

    def fingerprint(self, token: str) -> str:
        """Return the hash under which a token's session is stored."""
        return self._vault.fingerprint(f"desk session {token}")

    def form_token(self, token: str) -> str:
        """Return what a form must bring to be taken from the browser that holds this token."""
        return self._vault.fingerprint(f"desk form {token}")

    def _is_good(self, row: StaffSession, now: datetime) -> bool:
        if row.stage != OPEN:
            return now - row.created_at < HALFWAY
        return now - row.seen_at < self._idle and now - row.created_at < self._longest

    def _see(self, token: str, now: datetime) -> None:
        with self._database.transaction() as session:
            if row := store.session_of(session, self.fingerprint(token)):
                row.seen_at = now


def _member(account: StaffAccount, row: StaffSession) -> Member:
    return Member(account.id, account.name, Role(account.role), row.id)
