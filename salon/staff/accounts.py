"""Accounts of the staff: invite, rename, change the role, switch off. Doors enter.

Nobody is ever given a password: whoever is invited gets a one-time code, and sets a password with it.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy.orm import Session

from salon.clock import Clock
from salon.conversations.models import LONGEST_STAFF_NAME
from salon.db import Database
from salon.errors import BadInput, NotFound, Refused
from salon.staff import store
from salon.staff.audit import Audit
from salon.staff.member import Member
from salon.staff.models import StaffAccount
from salon.staff.passwords import check_password, hash_password, one_time_code
from salon.staff.roles import Role
from salon.staff.sessions import Sessions
from salon.staff.signing_in import SigningIn, SignInRefused

INVITATION = timedelta(days=3)
_LOGIN = re.compile(r"[a-z0-9][a-z0-9._+-]{1,40}(@[a-z0-9.-]{3,38})?")


class LastOwner(Refused):
    """Somebody must stay the owner."""


@dataclass(frozen=True)
class AccountView:
    """An account as its owner may see it. Moments are UTC."""

    id: str
    login: str
    name: str
    role: Role
    second_factor: bool
    recovery_codes_left: int
    invited_until: datetime | None
    signed_in_at: datetime | None
    disabled: bool


class Accounts:
    """Everybody who may use the desk."""

    def __init__(
        self, database: Database, clock: Clock, sessions: Sessions, signing_in: SigningIn, audit: Audit
    ) -> None:
        self._database = database
        self._clock = clock
        self._sessions = sessions
        self._signing_in = signing_in
        self._audit = audit

    def all(self) -> list[AccountView]:
        """Return all accounts by name, those that are switched off last."""
        with self._database.reading() as session:
            return [_view(session, row) for row in store.accounts(session)]

    def get(self, staff_id: str) -> AccountView:
        """Return one account.

        Raises:
            NotFound: there is none.
        """
        with self._database.reading() as session:
            return _view(session, _there(session, staff_id))

    def exists(self) -> bool:
        """Tell whether anybody has an account."""
        with self._database.reading() as session:
            return bool(store.accounts(session))

    def invite(self, login: str, name: str, role: Role, by: Member | None) -> tuple[str, str]:
        """Make an account; return its id, and the one-time code with which its owner sets a password.

        Raises:
            BadInput: login or name can't be used; says what would be right.
            Refused: another account has that login, or that name.
        """
        login, name = _login(login), _name(name)
        with self._database.transaction() as session:
            store.lock(session, "accounts")
            if store.account_of(session, login):
                raise Refused("Another account has this login.")
            _refuse_taken(session, name)
            account = StaffAccount(id=str(uuid4()), login=login, name=name, role=role, created_at=self._clock())
            session.add(account)
            session.flush()
            self._audit.note_in(session, by, "account.invited", account.id, role=role)
            return account.id, self._new_code(account)

    def invite_again(self, staff_id: str, by: Member | None) -> str:
        """Return a new one-time code for somebody who lost theirs, or forgot the password.

        Password and second factor are taken away and every session ends: it begins anew.

        Raises:
            NotFound: there is no such account.
        """
        with self._database.transaction() as session:
            account = _there(session, staff_id, lock=True)
            account.totp_key = account.totp_since = account.totp_step = None
            store.replace_recovery_codes(session, staff_id, [])
            store.end_sessions(session, staff_id)
            account.password_hash = None
            self._audit.note_in(session, by, "account.invited_again", staff_id)
            return self._new_code(account)

    def change(self, staff_id: str, name: str, role: Role, by: Member | None) -> None:
        """Rename somebody, or give them another role, which ends their sessions.

        Raises:
            NotFound: there is no such account.
            BadInput: the name can't be used.
            Refused: another account has that name; `LastOwner`: nobody else is the owner.
        """
        name = _name(name)
        with self._database.transaction() as session:
            store.lock(session, "accounts")
            account = _there(session, staff_id, lock=True)
            _refuse_taken(session, name, but=staff_id)
            if role != Role.OWNER:
                _refuse_last_owner(session, account)
            if account.role != role:
                store.end_sessions(session, staff_id)
            self._audit.note_in(session, by, "account.changed", staff_id, role=[account.role, role])
            account.name, account.role = name, role

    def switch(self, staff_id: str, by: Member | None, *, on: bool) -> None:
        """Switch an account off, which ends its sessions at once, or on again.

        Raises:
            NotFound: there is no such account.
            Refused: its name was given to somebody else meanwhile; `LastOwner`: nobody else is the owner.
        """
        with self._database.transaction() as session:
            store.lock(session, "accounts")
            account = _there(session, staff_id, lock=True)
            if on:
                _refuse_taken(session, account.name, but=staff_id)
            else:
                _refuse_last_owner(session, account)
                store.end_sessions(session, staff_id)
            account.disabled_at = None if on else self._clock()
            self._audit.note_in(session, by, "account.switched_on" if on else "account.switched_off", staff_id)

    def change_password(self, member: Member, old: str, new: str, address: str) -> None:
        """Change one's own password; all other sessions end.

        Raises:
            SignInRefused: the old one is wrong.
            TooManyTries: wait a quarter of an hour.
            BadInput: the new one will not do.
        """
        check_password(new, self.get(member.id).login)
        known = self._signing_in.confirm(member, old, address)
        hashed = hash_password(new)
        with self._database.transaction() as session:
            account = _there(session, member.id, lock=True)
            if account.password_hash != known:
                raise SignInRefused("the password was changed meanwhile")
            account.password_hash = hashed
            store.end_sessions(session, member.id, but=member.session_id)
            self._audit.note_in(session, member, "account.password_changed", member.id)

    def _new_code(self, account: StaffAccount) -> str:
        code = one_time_code()
        account.invitation = self._signing_in.invitation(code)
        account.invited_until = self._clock() + INVITATION
        return code


def _there(session: Session, staff_id: str, *, lock: bool = False) -> StaffAccount:
    account = store.account(session, staff_id, lock=lock)
    if account is None:
        raise NotFound("There is no such account.")
    return account


def _login(login: str) -> str:
    login = login.strip().casefold()
    if not _LOGIN.fullmatch(login):
        raise BadInput("A login is an e-mail address, or 2 to 40 small letters, digits, dots and hyphens.")
    return login


def _name(name: str) -> str:
    name = " ".join(unicodedata.normalize("NFC", name).split())
    if not 0 < len(name) <= LONGEST_STAFF_NAME or not name.isprintable():
        raise BadInput(
            f"A name has 1 to {LONGEST_STAFF_NAME} characters; clients see it when this person answers them."
        )
    return name


def _refuse_taken(session: Session, name: str, but: str = "") -> None:
    if any(one.id != but for one in store.named(session, name)):
        raise Refused("Somebody else here has this name; clients and colleagues could not tell you apart.")


def _refuse_last_owner(session: Session, account: StaffAccount) -> None:
    is_owner = account.role == Role.OWNER and not account.disabled_at
    if is_owner and not store.others_in_use(session, Role.OWNER, but=account.id):
        raise LastOwner("This is the only owner who can sign in. Make somebody else owner first.")


def _view(session: Session, row: StaffAccount) -> AccountView:
    return AccountView(
        id=row.id,
        login=row.login,
        name=row.name,
        role=Role(row.role),
        second_factor=row.totp_since is not None,
        recovery_codes_left=store.recovery_codes_left(session, row.id),
        invited_until=row.invited_until if row.invitation else None,
        signed_in_at=row.signed_in_at,
        disabled=row.disabled_at is not None,
    )
