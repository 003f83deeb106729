"""The staff room on a fresh database of each kind, with a clock that the tests move."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import Any

import pyotp
import pytest

from salon.db import Database
from salon.secrets import Vault
from salon.staff.accounts import Accounts
from salon.staff.audit import Audit
from salon.staff.member import Member
from salon.staff.roles import Role
from salon.staff.sessions import ENROL, Sessions
from salon.staff.signing_in import SigningIn

PASSWORD = "plum kettle harbour nine"
NEW = "another kettle by the plum"
ADDRESS = "192.0.2.7"
DEVICE = "a tablet"
UNREADABLE = ["", " ", "\0", "maya\0", "\ud800", "x" * 81, "x" * 100_000, "ж", "maya@"]
"""Logins that nobody can have."""
IDLE = timedelta(minutes=60)
LONGEST = timedelta(hours=12)


class MovingClock:
    """Shows Monday, 1 March 2027, 10:00 in London until time passes."""

    def __init__(self) -> None:
        self.now = datetime(2027, 3, 1, 10, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def let_pass(self, span: timedelta) -> None:
        self.now += span


@dataclass(frozen=True)
class Joined:
    """Somebody who took up their invitation: `key` is the second factor's, `token` opens their session."""

    id: str
    login: str
    token: str
    key: str = ""
    recovery_codes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class StaffRoom:
    """All services of the room."""

    database: Database
    clock: MovingClock
    audit: Audit
    sessions: Sessions
    signing_in: SigningIn
    accounts: Accounts

    def join(self, login: str, role: Role = Role.STAFF, name: str = "") -> Joined:
        """Invite somebody who takes the invitation up at once, and sets up a second factor if it is needed."""
        staff_id, code = self.accounts.invite(login, name or login.title(), role, None)
        step = self.signing_in.accept(login, code, PASSWORD, ADDRESS, DEVICE)
        if step.stage != ENROL:
            return Joined(staff_id, login, step.token)
        key, _ = self.signing_in.enrolment(step.token)
        opened, codes = self.signing_in.enrol(step.token, self.code(key), ADDRESS, DEVICE)
        return Joined(staff_id, login, opened.token, key, codes)

    def member(self, joined: Joined) -> Member:
        """Return who is signed in with the session of their joining."""
        opened = self.sessions.open(joined.token)
        assert opened is not None
        return opened.member

    def password(self, login: str, password: str = PASSWORD) -> Any:
        """Take the first step."""
        return self.signing_in.with_password(login, password, ADDRESS, DEVICE)

    def code(self, key: str) -> str:
        """Return what an authenticator app shows now."""
        return pyotp.TOTP(key).at(self.clock())

    def next_code(self, key: str) -> str:
        """Wait for the app's next code, and return it."""
        self.clock.let_pass(timedelta(seconds=30))
        return self.code(key)


def all_at_once(times: int, what: Callable[[int], Any]) -> list[Any]:
    """Call something so many times side by side, with 0, 1, …; return what each returned or raised, in that order."""
    ready = Barrier(times)

    def call(number: int) -> Any:
        ready.wait()
        try:
            return what(number)
        except Exception as error:  # noqa: BLE001  the tests look at it
            return error

    with ThreadPoolExecutor(times) as threads:
        return list(threads.map(call, range(times)))


def kinds(results: list[object]) -> dict[str, int]:
    """Count what came, by kind."""
    names = [type(one).__name__ for one in results]
    return {name: names.count(name) for name in names}


@pytest.fixture
def room(database: Database, vault: Vault) -> StaffRoom:
    """Return the room with nobody in it."""
    clock = MovingClock()
    audit = Audit(database, vault, clock)
    sessions = Sessions(database, vault, clock, IDLE, LONGEST)
    signing_in = SigningIn(database, vault, clock, sessions, audit, "Example Salon")
    accounts = Accounts(database, clock, sessions, signing_in, audit)
    return StaffRoom(database, clock, audit, sessions, signing_in, accounts)


@pytest.fixture
def olga(room: StaffRoom) -> Joined:
    """Return an owner, who has a second factor, signed in some time ago."""
    joined = room.join("olga", Role.OWNER)
    room.clock.let_pass(timedelta(minutes=5))
    return joined
