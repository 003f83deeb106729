"""Setting up a second factor, for the first time and anew."""

import pytest

from salon.errors import NotFound
from salon.staff.roles import Role
from salon.staff.sessions import CODE, ENROL, OPEN
from salon.staff.signing_in import MOST_TRIES, RECOVERY_CODES, SignInRefused, TooManyTries
from tests.staff.conftest import ADDRESS, DEVICE, PASSWORD, Joined, StaffRoom, all_at_once, kinds


def test_wrong_code_sets_nothing_up(room: StaffRoom) -> None:
    _, invitation = room.accounts.invite("olga", "Olga", Role.OWNER, None)
    step = room.signing_in.accept("olga", invitation, PASSWORD, ADDRESS, DEVICE)

    with pytest.raises(SignInRefused):
        room.signing_in.enrol(step.token, "000000", ADDRESS, DEVICE)

    assert not room.accounts.all()[0].second_factor
    assert room.password("olga").stage == ENROL


def test_key_stays_the_same_until_it_is_confirmed(room: StaffRoom) -> None:
    _, invitation = room.accounts.invite("olga", "Olga", Role.OWNER, None)
    step = room.signing_in.accept("olga", invitation, PASSWORD, ADDRESS, DEVICE)

    key, picture = room.signing_in.enrolment(step.token)

    assert room.signing_in.enrolment(step.token) == (key, picture)
    assert room.signing_in.enrolment(room.password("olga").token)[0] != key


@pytest.mark.parametrize("stage", [CODE, OPEN])
def test_key_is_shown_to_nobody_else(room: StaffRoom, olga: Joined, stage: str) -> None:
    token = olga.token if stage == OPEN else room.password("olga").token

    with pytest.raises(NotFound):
        room.signing_in.enrolment(token)
    with pytest.raises(NotFound):
        room.signing_in.enrol(token, room.code(olga.key), ADDRESS, DEVICE)


def test_key_and_codes_are_not_stored_as_they_are(room: StaffRoom, olga: Joined) -> None:
    with room.database.engine.connect() as connection:
        [account] = connection.exec_driver_sql("SELECT * FROM staff_accounts").mappings()
        recovery = connection.exec_driver_sql("SELECT fingerprint FROM staff_recovery_codes").scalars().all()

    assert olga.key not in str(dict(account))
    assert PASSWORD not in str(dict(account))
    assert len(recovery) == RECOVERY_CODES
    assert not set(recovery) & set(olga.recovery_codes)


def test_second_factor_is_confirmed_once(room: StaffRoom) -> None:
    _, invitation = room.accounts.invite("olga", "Olga", Role.OWNER, None)
    step = room.signing_in.accept("olga", invitation, PASSWORD, ADDRESS, DEVICE)
    code = room.code(room.signing_in.enrolment(step.token)[0])

    results = all_at_once(4, lambda _: room.signing_in.enrol(step.token, code, ADDRESS, DEVICE))

    assert kinds(results) == {"tuple": 1, "NotFound": 3}
    assert room.accounts.all()[0].recovery_codes_left == RECOVERY_CODES


def test_setting_up_anew_asks_for_the_password(room: StaffRoom) -> None:
    maya = room.join("maya")
    member = room.member(maya)

    for _ in range(MOST_TRIES):
        with pytest.raises(SignInRefused):
            room.signing_in.begin_enrolment(member, "x", ADDRESS, DEVICE)
    with pytest.raises(TooManyTries):
        room.signing_in.begin_enrolment(member, PASSWORD, ADDRESS, DEVICE)

    assert room.sessions.open(maya.token) is not None


def test_old_second_factor_is_good_until_the_new_one_is_confirmed(room: StaffRoom, olga: Joined) -> None:
    step = room.signing_in.begin_enrolment(room.member(olga), PASSWORD, ADDRESS, DEVICE)
    assert room.sessions.open(olga.token) is None
    elsewhere = room.signing_in.with_code(room.password("olga").token, room.code(olga.key), ADDRESS, DEVICE)

    key, _ = room.signing_in.enrolment(step.token)
    opened, codes = room.signing_in.enrol(step.token, room.next_code(key), ADDRESS, DEVICE)

    assert opened.stage == OPEN
    assert room.sessions.open(elsewhere.token) is None
    for old in (room.next_code(olga.key), olga.recovery_codes[0]):
        with pytest.raises(SignInRefused):
            room.signing_in.with_code(room.password("olga").token, old, ADDRESS, DEVICE)
    assert room.signing_in.with_code(room.password("olga").token, codes[0], ADDRESS, DEVICE).stage == OPEN


def test_setting_up_anew_with_a_session_that_ended_meanwhile(room: StaffRoom) -> None:
    maya = room.join("maya")
    member = room.member(maya)
    room.sessions.end(maya.token)

    with pytest.raises(SignInRefused):
        room.signing_in.begin_enrolment(member, PASSWORD, ADDRESS, DEVICE)
