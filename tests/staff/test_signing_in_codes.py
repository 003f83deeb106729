"""The second step of signing in: codes of the app and recovery codes, each of which opens once."""

import pytest

from salon.errors import NotFound
from salon.staff.roles import Role
from salon.staff.sessions import HALFWAY, OPEN
from salon.staff.signing_in import MOST_TRIES, RECOVERY_CODES, SignInRefused, Step, TooManyTries
from tests.staff.conftest import ADDRESS, DEVICE, Joined, StaffRoom, all_at_once, kinds


def test_code_without_a_password_opens_nothing(room: StaffRoom, olga: Joined) -> None:
    with pytest.raises(NotFound):
        room.signing_in.with_code("x", room.code(olga.key), ADDRESS, DEVICE)
    with pytest.raises(NotFound):
        room.signing_in.with_code(olga.token, room.code(olga.key), ADDRESS, DEVICE)


def test_wrong_code(room: StaffRoom, olga: Joined) -> None:
    step = room.password("olga")

    for code in ["", "000000", "\0", "\ud800", "x" * 10_000, "K7QX-MM2P-9ABC-DEFG"]:
        with pytest.raises(SignInRefused):
            room.signing_in.with_code(step.token, code, ADDRESS, DEVICE)

    opened = room.signing_in.with_code(step.token, room.code(olga.key), ADDRESS, DEVICE)
    assert opened.stage == OPEN


def test_code_opens_with_a_new_token(room: StaffRoom, olga: Joined) -> None:
    step = room.password("olga")

    opened = room.signing_in.with_code(step.token, room.code(olga.key), ADDRESS, DEVICE)

    assert opened.token not in (step.token, olga.token)
    assert room.sessions.open(step.token) is None
    assert room.sessions.open(opened.token) is not None


def test_code_too_late(room: StaffRoom, olga: Joined) -> None:
    step = room.password("olga")
    room.clock.let_pass(HALFWAY)

    with pytest.raises(NotFound):
        room.signing_in.with_code(step.token, room.code(olga.key), ADDRESS, DEVICE)


def test_code_opens_once(room: StaffRoom, olga: Joined) -> None:
    code = room.code(olga.key)
    room.signing_in.with_code(room.password("olga").token, code, ADDRESS, DEVICE)

    with pytest.raises(SignInRefused):
        room.signing_in.with_code(room.password("olga").token, code, ADDRESS, DEVICE)


def test_code_from_before_the_last_one_opens_nothing(room: StaffRoom, olga: Joined) -> None:
    old = room.code(olga.key)
    new = room.next_code(olga.key)
    room.signing_in.with_code(room.password("olga").token, new, ADDRESS, DEVICE)

    with pytest.raises(SignInRefused):
        room.signing_in.with_code(room.password("olga").token, old, ADDRESS, DEVICE)


def test_code_that_set_up_the_second_factor_opens_nothing_more(room: StaffRoom) -> None:
    olga = room.join("olga", Role.OWNER)

    with pytest.raises(SignInRefused):
        room.signing_in.with_code(room.password("olga").token, room.code(olga.key), ADDRESS, DEVICE)


@pytest.mark.parametrize("one_browser", [True, False])
@pytest.mark.parametrize("kind", ["app", "recovery"])
def test_code_sent_many_times_at_once_opens_once(
    room: StaffRoom, olga: Joined, kind: str, *, one_browser: bool
) -> None:
    code = room.code(olga.key) if kind == "app" else olga.recovery_codes[3]
    steps = [room.password("olga") for _ in range(1 if one_browser else 4)]

    results = all_at_once(4, lambda n: room.signing_in.with_code(steps[n % len(steps)].token, code, ADDRESS, DEVICE))

    opened = [one for one in results if isinstance(one, Step)]
    assert len(opened) == 1
    assert set(kinds(results)) <= {"Step", "SignInRefused", "NotFound"}
    assert len(room.sessions.devices(olga.id)) == 2  # and the one of the joining


def test_tries_at_codes_count_with_those_at_passwords(room: StaffRoom, olga: Joined) -> None:
    step = room.password("olga")
    for number in range(MOST_TRIES - 1):
        with pytest.raises(SignInRefused):
            room.signing_in.with_code(step.token, f"{number:06}", ADDRESS, DEVICE)

    with pytest.raises(TooManyTries):
        room.signing_in.with_code(step.token, room.code(olga.key), ADDRESS, DEVICE)
    with pytest.raises(TooManyTries):
        room.password("olga")


def test_no_more_than_ten_codes_at_once_are_looked_at(room: StaffRoom, olga: Joined) -> None:
    step = room.password("olga")

    results = all_at_once(50, lambda n: room.signing_in.with_code(step.token, f"{n:06}", ADDRESS, DEVICE))

    assert kinds(results) == {"SignInRefused": MOST_TRIES - 1, "TooManyTries": 50 - MOST_TRIES + 1}


@pytest.mark.parametrize("write", [str, str.lower, lambda code: code.replace("-", " ")])
def test_recovery_code_opens_once(room: StaffRoom, olga: Joined, write: object) -> None:
    assert callable(write)
    code = write(olga.recovery_codes[0])

    assert room.signing_in.with_code(room.password("olga").token, code, ADDRESS, DEVICE).stage == OPEN
    with pytest.raises(SignInRefused):
        room.signing_in.with_code(room.password("olga").token, code, ADDRESS, DEVICE)

    assert room.accounts.get(olga.id).recovery_codes_left == RECOVERY_CODES - 1


def test_recovery_code_of_somebody_else_opens_nothing(room: StaffRoom, olga: Joined) -> None:
    otto = room.join("otto", Role.OWNER)

    with pytest.raises(SignInRefused):
        room.signing_in.with_code(room.password("olga").token, otto.recovery_codes[0], ADDRESS, DEVICE)

    assert room.accounts.get(otto.id).recovery_codes_left == RECOVERY_CODES


def test_account_switched_off_between_password_and_code_opens_nothing(room: StaffRoom, olga: Joined) -> None:
    room.join("otto", Role.OWNER)
    step = room.password("olga")
    room.accounts.switch(olga.id, None, on=False)

    with pytest.raises(NotFound):
        room.signing_in.with_code(step.token, room.code(olga.key), ADDRESS, DEVICE)
