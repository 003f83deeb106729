"""Taking up an invitation, which opens once, and not for ever."""

from datetime import timedelta

import pytest

from salon.errors import BadInput
from salon.staff.accounts import INVITATION
from salon.staff.roles import Role
from salon.staff.sessions import OPEN
from salon.staff.signing_in import MOST_TRIES, SignInRefused, TooManyTries
from tests.staff.conftest import ADDRESS, DEVICE, PASSWORD, UNREADABLE, StaffRoom, all_at_once, kinds


def test_invitation_of_somebody_else_is_none(room: StaffRoom) -> None:
    room.accounts.invite("maya", "Maya", Role.STAFF, None)
    _, code = room.accounts.invite("zoe", "Zoe", Role.STAFF, None)

    with pytest.raises(SignInRefused):
        room.signing_in.accept("maya", code, PASSWORD, ADDRESS, DEVICE)


def test_invitation_of_a_login_that_nobody_can_have(room: StaffRoom) -> None:
    _, code = room.accounts.invite("maya", "Maya", Role.STAFF, None)

    for login in UNREADABLE:
        with pytest.raises(SignInRefused):
            room.signing_in.accept(login, code, PASSWORD, ADDRESS, DEVICE)


def test_invitation_without_its_code(room: StaffRoom) -> None:
    maya = room.join("maya")

    for code in ["", "-", "\0", "\ud800", "x" * 10_000]:
        with pytest.raises(SignInRefused):
            room.signing_in.accept("maya", code, "another kettle by the plum", ADDRESS, DEVICE)

    assert room.sessions.open(maya.token) is not None


def test_invitation_runs_out(room: StaffRoom) -> None:
    _, code = room.accounts.invite("maya", "Maya", Role.STAFF, None)
    room.clock.let_pass(INVITATION)

    with pytest.raises(SignInRefused):
        room.signing_in.accept("maya", code, PASSWORD, ADDRESS, DEVICE)


def test_invitation_is_good_to_its_last_second(room: StaffRoom) -> None:
    _, code = room.accounts.invite("maya", "Maya", Role.STAFF, None)
    room.clock.let_pass(INVITATION - timedelta(seconds=1))

    assert room.signing_in.accept(" MAYA ", code.lower(), PASSWORD, ADDRESS, DEVICE).stage == OPEN


def test_invitation_opens_once_even_when_it_is_sent_twice_at_once(room: StaffRoom) -> None:
    _, code = room.accounts.invite("maya", "Maya", Role.STAFF, None)

    results = all_at_once(4, lambda n: room.signing_in.accept("maya", code, f"{PASSWORD} {n}", ADDRESS, DEVICE))

    assert kinds(results) == {"Step": 1, "SignInRefused": 3}
    assert len(room.sessions.devices(room.accounts.all()[0].id)) == 1


def test_invitation_of_an_account_that_is_switched_off(room: StaffRoom) -> None:
    staff_id, code = room.accounts.invite("maya", "Maya", Role.STAFF, None)
    room.accounts.switch(staff_id, None, on=False)

    with pytest.raises(SignInRefused):
        room.signing_in.accept("maya", code, PASSWORD, ADDRESS, DEVICE)


def test_invitation_stays_good_where_the_password_will_not_do(room: StaffRoom) -> None:
    _, code = room.accounts.invite("maya", "Maya", Role.STAFF, None)

    with pytest.raises(BadInput):
        room.signing_in.accept("maya", code, "short", ADDRESS, DEVICE)

    assert room.signing_in.accept("maya", code, PASSWORD, ADDRESS, DEVICE).stage == OPEN


def test_tries_at_an_invitation_count(room: StaffRoom) -> None:
    _, code = room.accounts.invite("maya", "Maya", Role.STAFF, None)
    for number in range(MOST_TRIES):
        with pytest.raises(SignInRefused):
            room.signing_in.accept("maya", f"{number}", PASSWORD, ADDRESS, DEVICE)

    with pytest.raises(TooManyTries):
        room.signing_in.accept("maya", code, PASSWORD, ADDRESS, DEVICE)
