"""Signing in: password, second factor, recovery code, invitation. Doors enter.

Whoever guesses learns nothing: an unknown login is answered as a wrong password is, as slowly, and counts as many tries.
"""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from salon.clock import Clock
from salon.db import Database
from salon.errors import NotFound, Refused
from salon.secrets import Vault
from salon.staff import second_factor, store
from salon.staff.audit import Audit
from salon.staff.member import Member
from salon.staff.models import LONGEST_LOGIN, SignInAttempt, StaffAccount, StaffSession
from salon.staff.passwords import check_password, hash_password, is_outdated, is_password, one_time_code, read_code
from salon.staff.roles import SECOND_FACTOR_NEEDED, Role
from salon.staff.sessions import CODE, ENROL, OPEN, Opened, Sessions

MOST_TRIES = 10
WINDOW = timedelta(minutes=15)
FREE_TRIES = 5
"""Tries from one address before each further one is slowed down."""
FIRST_DELAY_SECONDS = 0.25
LONGEST_DELAY_SECONDS = 8.0
RECOVERY_CODES = 10


class SignInRefused(Refused):
    """Login, password or code is wrong; nobody is told which."""


class TooManyTries(Refused):
    """Too many tries at this login in the last quarter of an hour, right or wrong."""


@dataclass(frozen=True)
class Step:
    """How far signing in has come: the new token, and the stage that it opens."""

    token: str
    stage: str


class SigningIn:
    """The way into the desk."""

    def __init__(
        self, database: Database, vault: Vault, clock: Clock, sessions: Sessions, audit: Audit, salon_name: str
    ) -> None:
        self._database = database
        self._vault = vault
        self._clock = clock
        self._sessions = sessions
        self._audit = audit
        self._salon_name = salon_name

    def delay_seconds(self, address: str) -> float:
        """Return how long the next try from an address has to wait."""
        with self._database.reading() as session:
            tries = store.attempts_from(session, self._hash("address", address), self._clock() - WINDOW)
        if tries < FREE_TRIES:
            return 0.0
        return min(LONGEST_DELAY_SECONDS, FIRST_DELAY_SECONDS * 2.0 ** min(tries - FREE_TRIES, 10))

    def with_password(self, login: str, password: str, address: str, device: str) -> Step:
        """Take the first step.

        Raises:
            SignInRefused: login or password is wrong, or the account is switched off.
            TooManyTries: wait a quarter of an hour.
        """
        login = login.strip().casefold()
        self._count_try(login, address)
        with self._database.reading() as session:
            account = store.account_of(session, login)
        known = account if account and not account.disabled_at else None
        if not is_password(known.password_hash if known else None, password) or known is None:
            raise SignInRefused("login or password is wrong")
        with self._database.transaction() as session:
            account = _in_use(store.account(session, known.id, lock=True))
            if account.password_hash != known.password_hash:
                raise SignInRefused("the password was changed meanwhile")
            if is_outdated(account.password_hash or ""):
                account.password_hash = hash_password(password)
            return self._after_password(session, account, device)

    def with_code(self, token: str, code: str, address: str, device: str) -> Step:
        """Take the second step, by a code of the app or a recovery code; each opens once.

        Raises:
            NotFound: the first step is too long ago, or was never taken.
            SignInRefused: the code is wrong or was used before.
            TooManyTries: wait a quarter of an hour.
        """
        opened = self._halfway(token, CODE)
        self._count_try(opened.login, address)
        with self._database.transaction() as session:
            account = _in_use(store.account(session, opened.member.id, lock=True))
            session.delete(self._step_in(session, token, CODE))
            if not self._is_right(session, account, code):
                raise SignInRefused("the code is wrong")
            return self._let_in(session, account, device)

    def enrolment(self, token: str) -> tuple[str, str]:
        """Return what the authenticator app has to be told: the key, and the QR code as SVG.

        Raises:
            NotFound: this session has nothing to set up.
        """
        opened = self._halfway(token, ENROL)
        with self._database.reading() as session:
            key = self._step_in(session, token, ENROL).pending_key or ""
        return key, second_factor.picture(second_factor.address(key, opened.login, self._salon_name))

    def enrol(self, token: str, code: str, address: str, device: str) -> tuple[Step, list[str]]:
        """Take the second factor into use; return the session that it opens, and the recovery codes, shown once.

        All other sessions of the account end.

        Raises:
            NotFound: this session has nothing to set up.
            SignInRefused: the code is not the app's.
            TooManyTries: wait a quarter of an hour.
        """
        opened = self._halfway(token, ENROL)
        self._count_try(opened.login, address)
        with self._database.transaction() as session:
            account = _in_use(store.account(session, opened.member.id, lock=True))
            key = self._step_in(session, token, ENROL).pending_key
            step = second_factor.step_of(key, code, self._clock()) if key else None
            if step is None:
                raise SignInRefused("the code is wrong")
            account.totp_key, account.totp_since, account.totp_step = key, self._clock(), step
            store.end_sessions(session, account.id)
            codes = self._new_recovery_codes(session, account.id)
            self._audit.note_in(session, opened.member, "account.second_factor_set_up", account.id)
            return self._let_in(session, account, device), codes

    def accept(self, login: str, code: str, password: str, address: str, device: str) -> Step:
        """Take up an invitation: set the password, and take the first step with it.

        Raises:
            SignInRefused: there is no such invitation, or it has run out.
            TooManyTries: wait a quarter of an hour.
            BadInput: the password will not do.
        """
        login = login.strip().casefold()
        self._count_try(login, address)
        given = self.invitation(read_code(code))
        with self._database.transaction() as session:
            account = store.account_of(session, login, lock=True)
            good = (
                account is not None
                and not account.disabled_at
                and account.invitation == given
                and account.invited_until is not None
                and account.invited_until > self._clock()
            )
            if account is None or not good:
                raise SignInRefused("there is no such invitation")
            check_password(password, login)
            account.password_hash = hash_password(password)
            account.invitation = account.invited_until = None
            store.end_sessions(session, account.id)
            return self._after_password(session, account, device)

    def begin_enrolment(self, member: Member, password: str, address: str, device: str) -> Step:
        """Let somebody who is signed in set up a second factor anew; a session for that takes the place of theirs.

        The old one is good until the new one has proved itself.

        Raises:
            SignInRefused: the password is wrong.
            TooManyTries: wait a quarter of an hour.
        """
        known = self.confirm(member, password, address)
        with self._database.transaction() as session:
            account = _in_use(store.account(session, member.id, lock=True))
            if account.password_hash != known or not store.end_sessions(session, member.id, only=member.session_id):
                raise SignInRefused("the password was changed meanwhile")
            return Step(self._sessions.begin_in(session, member.id, ENROL, device), ENROL)

    def confirm(self, member: Member, password: str, address: str) -> str:
        """Look whether a password is that of somebody who is signed in, who may not be who sits there; return its hash.

        Raises:
            SignInRefused: it is not.
            TooManyTries: wait a quarter of an hour.
        """
        with self._database.reading() as session:
            account = session.get_one(StaffAccount, member.id)
        self._count_try(account.login, address)
        if not is_password(account.password_hash, password) or not account.password_hash:
            raise SignInRefused("the password is wrong")
        with self._database.transaction() as session:
            store.forget_attempts(session, self._hash("login", account.login))
        return account.password_hash

    def invitation(self, code: str) -> str:
        """Return the hash under which an invitation's code is stored."""
        return self._hash("invitation", code)

    def forget_old_tries(self) -> int:
        """Forget the tries that count no more; return how many."""
        with self._database.transaction() as session:
            return store.forget_old_attempts(session, self._clock() - WINDOW)

    def _after_password(self, session: Session, account: StaffAccount, device: str) -> Step:
        if account.totp_since:
            return Step(self._sessions.begin_in(session, account.id, CODE, device), CODE)
        if Role(account.role) in SECOND_FACTOR_NEEDED:
            return Step(self._sessions.begin_in(session, account.id, ENROL, device), ENROL)
        return self._let_in(session, account, device)

    def _let_in(self, session: Session, account: StaffAccount, device: str) -> Step:
        account.signed_in_at = self._clock()
        store.forget_attempts(session, self._hash("login", account.login))
        token = self._sessions.begin_in(session, account.id, OPEN, device)
        member = Member(account.id, account.name, Role(account.role), "")
        self._audit.note_in(session, member, "account.signed_in", account.id)
        return Step(token, OPEN)

    def _new_recovery_codes(self, session: Session, staff_id: str) -> list[str]:
        """Return new recovery codes; those from before are good no more."""
        codes = [one_time_code() for _ in range(RECOVERY_CODES)]
        store.replace_recovery_codes(session, staff_id, [self._hash("recovery", code) for code in codes])
        return codes

    def _is_right(self, session: Session, account: StaffAccount, code: str) -> bool:
        step = second_factor.step_of(account.totp_key or "", code, self._clock()) if account.totp_key else None
        if step is not None and step > (account.totp_step or 0):
            account.totp_step = step
            return True
        return store.take_recovery_code(session, account.id, self._hash("recovery", read_code(code)))

    def _halfway(self, token: str, stage: str) -> Opened:
        opened = self._sessions.open(token)
        if opened is None or opened.stage != stage:
            raise NotFound("this step of signing in is over")
        return opened

    def _step_in(self, session: Session, token: str, stage: str) -> StaffSession:
        """Return the halfway session's row, unless it ended just now."""
        row = store.session_of(session, self._sessions.fingerprint(token))
        if row is None or row.stage != stage:
            raise NotFound("this step of signing in is over")
        return row

    def _count_try(self, login: str, address: str) -> None:
        """Count a try before it is looked at, so that many at once are not counted as one.

        Raises:
            TooManyTries: there were too many.
        """
        if len(login) > LONGEST_LOGIN or not login.isprintable():  # nobody's, and the database could not look
            raise SignInRefused("login or password is wrong")
        name, now = self._hash("login", login), self._clock()
        with self._database.transaction() as session:
            store.lock(session, f"login {name}")
            too_many = store.attempts_at(session, name, now - WINDOW) >= MOST_TRIES
            if not too_many:
                session.add(SignInAttempt(login=name, address=self._hash("address", address), at=now))
        if too_many:
            raise TooManyTries("too many tries at this login")

    def _hash(self, kind: str, value: str) -> str:
        return self._vault.fingerprint(f"desk {kind} {value}")


def _in_use(account: StaffAccount | None) -> StaffAccount:
    if account is None or account.disabled_at:
        raise SignInRefused("the account was switched off meanwhile")
    return account
