"""The made-up staff. Passwords are random and told once: no demo has one that somebody else could know."""

import random
import secrets
from dataclasses import dataclass

from salon.conversations.holding import Holder
from salon.services import Services
from salon.staff.roles import Role

_TEAM = (
    ("nora", "Nora", Role.OWNER),
    ("theo", "Theo", Role.MANAGER),
    ("maya", "Maya", Role.STAFF),
    ("elena", "Elena", Role.STAFF),
    ("iris", "Iris", Role.VIEWER),
)
_SPEAK = (Role.MANAGER, Role.STAFF)


@dataclass(frozen=True)
class SignIn:
    """How somebody of the team signs in: by a password, or the owner, who sets her own, by a one-time code first.

    Whoever had an account before has neither.
    """

    login: str
    role: Role
    password: str | None
    code: str | None


@dataclass(frozen=True)
class Team:
    """Who works there: how each signs in, and who of them speaks with clients."""

    sign_ins: tuple[SignIn, ...]
    speakers: tuple[Holder, ...]

    def somebody(self, chance: random.Random) -> Holder:
        """Return who has time: mostly the two at the reception."""
        return chance.choice(self.speakers)


def hire(services: Services) -> Team:
    """Make the accounts; one whose login is there already stays as it is.

    Raises:
        Refused: another account has one of the names.
    """
    there = {one.login: one for one in services.accounts.all()}
    made = [
        (SignIn(login, role, None, None), Holder(there[login].id, there[login].name))
        if login in there
        else _hire(services, login, name, role)
        for login, name, role in _TEAM
    ]
    return Team(tuple(one for one, _ in made), tuple(holder for one, holder in made if one.role in _SPEAK))


def new_owner_code(services: Services, team: Team) -> Team:
    """Return the team with a one-time code for the owner that is good from now on."""
    accounts = {one.login: one.id for one in services.accounts.all()}
    fresh = tuple(
        SignIn(one.login, one.role, None, services.accounts.invite_again(accounts[one.login], None))
        if one.code
        else one
        for one in team.sign_ins
    )
    return Team(fresh, team.speakers)


def _hire(services: Services, login: str, name: str, role: Role) -> tuple[SignIn, Holder]:
    staff_id, code = services.accounts.invite(login, name, role, None)
    if role is Role.OWNER:
        return SignIn(login, role, None, code), Holder(staff_id, name)
    password = secrets.token_urlsafe(12)
    services.signing_in.accept(login, code, password, "demo", "demo")
    return SignIn(login, role, password, None), Holder(staff_id, name)
