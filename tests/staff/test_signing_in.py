"""Signing in by password: who is let in, how often one may try, and what guessing teaches."""

from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import func, select

from salon.staff import passwords, signing_in
from salon.staff.models import SignInAttempt, StaffAccount
from salon.staff.roles import Role
from salon.staff.sessions import CODE, ENROL, OPEN
from salon.staff.signing_in import MOST_TRIES, WINDOW, SignInRefused, TooManyTries
from tests.staff.conftest import ADDRESS, PASSWORD, UNREADABLE, Joined, StaffRoom, all_at_once, kinds


def tries(room: StaffRoom) -> int:
    """Return how many tries are counted."""
    with room.database.reading() as session:
        return session.scalar(select(func.count()).select_from(SignInAttempt)) or 0


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the list of passwords that were compared with anything."""
    seen: list[str] = []

    def is_password(stored: str | None, password: str) -> bool:
        seen.append(password)
        return passwords.is_password(stored, password)

    monkeypatch.setattr(signing_in, "is_password", is_password)
    return seen


def test_login_that_nobody_can_have_is_wrong(room: StaffRoom) -> None:
    room.join("maya")

    for login in UNREADABLE:
        with pytest.raises(SignInRefused):
            room.password(login)


def test_unknown_login_is_answered_as_a_wrong_password_is(room: StaffRoom, looked_at: list[str]) -> None:
    room.join("maya")
    room.accounts.invite("invited", "Invited", Role.STAFF, None)
    gone = room.join("gone")
    room.accounts.switch(gone.id, None, on=False)
    answers = []

    for login, password in [("nobody", PASSWORD), ("maya", "x"), ("invited", PASSWORD), ("gone", PASSWORD)]:
        with pytest.raises(SignInRefused) as refused:
            room.password(login, password)
        answers.append(str(refused.value))

    assert set(answers) == {"login or password is wrong"}
    assert looked_at == [PASSWORD, "x", PASSWORD, PASSWORD]  # which takes the time


@pytest.mark.parametrize("login", ["nobody", "maya"])
def test_eleventh_try_is_not_looked_at(room: StaffRoom, looked_at: list[str], login: str) -> None:
    room.join("maya")
    for _ in range(MOST_TRIES):
        with pytest.raises(SignInRefused):
            room.password(login, "x")

    with pytest.raises(TooManyTries):
        room.password(login)

    assert looked_at == ["x"] * MOST_TRIES


@pytest.mark.parametrize("login", ["nobody", "maya"])
def test_no_more_than_ten_of_fifty_at_once_are_looked_at(room: StaffRoom, looked_at: list[str], login: str) -> None:
    room.join("maya")

    results = all_at_once(50, lambda number: room.password(login, f"wrong {number}"))

    assert kinds(results) == {"SignInRefused": MOST_TRIES, "TooManyTries": 50 - MOST_TRIES}
    assert len(looked_at) == MOST_TRIES


def test_tries_at_one_login_are_one_whatever_its_capitals(room: StaffRoom) -> None:
    room.join("maya")
    for login in ["maya", "MAYA", " Maya ", "mAyA", "maya"] * 2:
        with pytest.raises(SignInRefused):
            room.password(login, "x")

    with pytest.raises(TooManyTries):
        room.password("MaYa")


def test_tries_at_one_login_do_not_count_at_another(room: StaffRoom) -> None:
    room.join("maya")
    room.join("zoe")
    for _ in range(MOST_TRIES):
        with pytest.raises(SignInRefused):
            room.password("maya", "x")

    assert room.password("zoe").stage == OPEN


def test_after_a_quarter_of_an_hour_one_may_try_again(room: StaffRoom) -> None:
    room.join("maya")
    for _ in range(MOST_TRIES):
        with pytest.raises(SignInRefused):
            room.password("maya", "x")

    room.clock.let_pass(WINDOW - timedelta(seconds=1))
    with pytest.raises(TooManyTries):
        room.password("maya")
    room.clock.let_pass(timedelta(seconds=1))

    assert room.password("maya").stage == OPEN


def test_tries_that_were_not_looked_at_put_nothing_off(room: StaffRoom) -> None:
    room.join("maya")
    for _ in range(MOST_TRIES):
        with pytest.raises(SignInRefused):
            room.password("maya", "x")

    room.clock.let_pass(WINDOW / 2)
    with pytest.raises(TooManyTries):
        room.password("maya", "x")
    room.clock.let_pass(WINDOW / 2)

    assert room.password("maya").stage == OPEN


def test_who_is_let_in_begins_to_count_anew(room: StaffRoom) -> None:
    room.join("maya")
    for _ in range(3):
        for _ in range(MOST_TRIES - 1):
            with pytest.raises(SignInRefused):
                room.password("maya", "x")
        assert room.password("maya").stage == OPEN

    assert tries(room) == 0


@pytest.mark.parametrize("login", ["maya@salon.example", "MAYA@Salon.Example", " maya@salon.example\n"])
def test_right_password_opens(room: StaffRoom, login: str) -> None:
    maya = room.join("maya@salon.example", name="Maya")

    step = room.password(login)

    opened = room.sessions.open(step.token)
    assert opened is not None
    assert (opened.member.id, opened.stage) == (maya.id, OPEN)
    assert step.token != maya.token


def test_password_of_a_second_factor_opens_nothing_yet(room: StaffRoom, olga: Joined) -> None:
    step = room.password("olga")

    opened = room.sessions.open(step.token)
    assert opened is not None
    assert (step.stage, opened.stage) == (CODE, CODE)


def test_owner_without_a_second_factor_has_to_set_it_up(room: StaffRoom) -> None:
    maya = room.join("maya")
    room.accounts.change(maya.id, "Maya", Role.OWNER, None)

    assert room.password("maya").stage == ENROL


def test_password_changed_between_looking_and_letting_in_opens_nothing(
    room: StaffRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    maya = room.join("maya")

    def changed_meanwhile(stored: str | None, password: str) -> bool:
        room.accounts.invite_again(maya.id, None)
        return passwords.is_password(stored, password)

    monkeypatch.setattr(signing_in, "is_password", changed_meanwhile)

    with pytest.raises(SignInRefused):
        room.password("maya")
    assert room.sessions.devices(maya.id) == []


def test_hash_of_weaker_parameters_is_made_anew(room: StaffRoom) -> None:
    maya = room.join("maya")
    old = PasswordHasher(time_cost=2, memory_cost=8, parallelism=1).hash(PASSWORD)
    with room.database.transaction() as session:
        session.get_one(StaffAccount, maya.id).password_hash = old

    assert room.password("maya").stage == OPEN

    with room.database.reading() as session:
        stored = session.get_one(StaffAccount, maya.id).password_hash or ""
    assert stored != old
    assert not passwords.is_outdated(stored)
    assert room.password("maya").stage == OPEN


def test_address_waits_longer_and_longer(room: StaffRoom) -> None:
    waits = []
    for number in range(12):
        waits.append(room.signing_in.delay_seconds(ADDRESS))
        with pytest.raises(SignInRefused):
            room.password(f"nobody-{number}", "x")

    assert waits == [0, 0, 0, 0, 0, 0.25, 0.5, 1, 2, 4, 8, 8]
    assert room.signing_in.delay_seconds("192.0.2.8") == 0


def test_address_waits_no_longer_after_a_while(room: StaffRoom) -> None:
    for number in range(8):
        with pytest.raises(SignInRefused):
            room.password(f"nobody-{number}", "x")

    room.clock.let_pass(WINDOW)

    assert room.signing_in.delay_seconds(ADDRESS) == 0
    assert room.signing_in.forget_old_tries() == 0
    room.clock.let_pass(timedelta(seconds=1))
    assert room.signing_in.forget_old_tries() == 8


def test_address_that_tries_without_end_waits_eight_seconds(room: StaffRoom) -> None:
    name = room.signing_in._hash("address", ADDRESS)
    with room.database.transaction() as session:
        session.add_all(SignInAttempt(login="x", address=name, at=room.clock()) for _ in range(2000))

    assert room.signing_in.delay_seconds(ADDRESS) == 8


def test_tries_hold_neither_login_nor_address(room: StaffRoom) -> None:
    with pytest.raises(SignInRefused):
        room.password("maya@salon.example", "x")

    with room.database.reading() as session:
        [row] = session.scalars(select(SignInAttempt))
    assert {len(row.login), len(row.address)} == {64}
