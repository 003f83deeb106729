"""Accounts: who may be invited as whom, and what changing one does to its sessions."""

import pytest

from salon.errors import BadInput, NotFound, Refused
from salon.staff.accounts import LastOwner
from salon.staff.roles import Role
from salon.staff.sessions import ENROL, OPEN
from salon.staff.signing_in import MOST_TRIES, SignInRefused, TooManyTries
from tests.staff.conftest import ADDRESS, DEVICE, NEW, PASSWORD, Joined, StaffRoom, all_at_once, kinds


@pytest.mark.parametrize(
    "login",
    ["", " ", "m", "-maya", "maya!", "ma ya", "maya@", "@salon", "m" * 42, "maya\0", "\ud800a", "мая", "maya@salon/x"],
)
def test_login_that_can_not_be_used(room: StaffRoom, login: str) -> None:
    with pytest.raises(BadInput):
        room.accounts.invite(login, "Maya", Role.STAFF, None)


@pytest.mark.parametrize("name", ["", " ", "x" * 81, "Ma\0ya", "\ud800", "Ma\u202eya", "Ma\u200bya", "Ma\x1bya"])
def test_name_that_can_not_be_used(room: StaffRoom, name: str) -> None:
    maya = room.join("maya")

    with pytest.raises(BadInput):
        room.accounts.invite("other", name, Role.STAFF, None)
    with pytest.raises(BadInput):
        room.accounts.change(maya.id, name, Role.STAFF, None)


@pytest.mark.parametrize("login", ["maya", "MAYA", " Maya\n"])
def test_login_that_is_taken(room: StaffRoom, login: str) -> None:
    room.join("maya")

    with pytest.raises(Refused):
        room.accounts.invite(login, "Another", Role.STAFF, None)


@pytest.mark.parametrize("name", ["Zoé", "ZOÉ", " zoé ", "Zoe\u0301"])
def test_name_that_is_taken(room: StaffRoom, name: str) -> None:
    room.join("zoe", name="Zoé")
    maya = room.join("maya")

    with pytest.raises(Refused):
        room.accounts.invite("other", name, Role.STAFF, None)
    with pytest.raises(Refused):
        room.accounts.change(maya.id, name, Role.STAFF, None)
    assert [one.name for one in room.accounts.all()] == ["Maya", "Zoé"]


def test_same_name_and_login_at_once_are_given_once(room: StaffRoom) -> None:
    by_login = all_at_once(4, lambda n: room.accounts.invite("maya", f"Maya {n}", Role.STAFF, None))
    by_name = all_at_once(4, lambda n: room.accounts.invite(f"zoe{n}", ("Zoe", "ZOE")[n % 2], Role.STAFF, None))

    assert kinds(by_login) == kinds(by_name) == {"tuple": 1, "Refused": 3}


def test_name_of_somebody_who_is_gone_is_free(room: StaffRoom) -> None:
    gone = room.join("maya")
    room.accounts.switch(gone.id, None, on=False)

    room.join("other", name="Maya")

    with pytest.raises(Refused):
        room.accounts.switch(gone.id, None, on=True)
    assert room.accounts.get(gone.id).disabled


def test_who_is_invited_can_not_sign_in_yet(room: StaffRoom) -> None:
    assert not room.accounts.exists()

    staff_id, code = room.accounts.invite("Maya@Salon.Example", " Maya  Doe ", Role.STAFF, None)

    found = room.accounts.get(staff_id)
    assert (found.login, found.name, found.role) == ("maya@salon.example", "Maya Doe", Role.STAFF)
    assert (found.invited_until is None, found.second_factor, found.disabled) == (False, False, False)
    assert room.accounts.exists()
    for password in ("", code):
        with pytest.raises(SignInRefused):
            room.password("maya@salon.example", password)


def test_account_that_is_not_there(room: StaffRoom) -> None:
    for act in (
        lambda: room.accounts.get("x"),
        lambda: room.accounts.invite_again("x", None),
        lambda: room.accounts.change("x", "Maya", Role.STAFF, None),
        lambda: room.accounts.switch("x", None, on=False),
    ):
        with pytest.raises(NotFound):
            act()


# ---- roles


def test_other_role_ends_the_sessions(room: StaffRoom) -> None:
    maya = room.join("maya")

    room.accounts.change(maya.id, "Maya", Role.VIEWER, None)

    assert room.sessions.open(maya.token) is None
    opened = room.sessions.open(room.password("maya").token)
    assert opened is not None
    assert opened.member.role == Role.VIEWER


def test_other_name_alone_ends_no_session(room: StaffRoom) -> None:
    maya = room.join("maya")

    room.accounts.change(maya.id, "Maia", Role.STAFF, None)

    assert room.member(maya).name == "Maia"


def test_new_owner_has_to_set_up_a_second_factor(room: StaffRoom) -> None:
    maya = room.join("maya")

    room.accounts.change(maya.id, "Maya", Role.OWNER, None)

    assert room.password("maya").stage == ENROL


def test_only_owner_stays_owner_and_switched_on(room: StaffRoom, olga: Joined) -> None:
    room.join("maya", Role.MANAGER)

    with pytest.raises(LastOwner):
        room.accounts.change(olga.id, "Olga", Role.MANAGER, None)
    with pytest.raises(LastOwner):
        room.accounts.switch(olga.id, None, on=False)

    assert room.sessions.open(olga.token) is not None


def test_owner_who_can_not_sign_in_yet_is_no_other_owner(room: StaffRoom, olga: Joined) -> None:
    room.accounts.invite("otto", "Otto", Role.OWNER, None)

    with pytest.raises(LastOwner):
        room.accounts.switch(olga.id, None, on=False)


def test_owner_may_leave_where_another_stays(room: StaffRoom, olga: Joined) -> None:
    room.join("otto", Role.OWNER)

    room.accounts.switch(olga.id, None, on=False)

    assert room.accounts.get(olga.id).disabled


@pytest.mark.parametrize("act", ["switch", "change"])
def test_of_two_owners_who_turn_on_each_other_at_once_one_stays(room: StaffRoom, olga: Joined, act: str) -> None:
    otto = room.join("otto", Role.OWNER)
    victims = [otto, olga]
    members = [room.member(olga), room.member(otto)]

    def turn_on(number: int) -> None:
        victim, by = victims[number], members[number]
        if act == "switch":
            room.accounts.switch(victim.id, by, on=False)
        else:
            room.accounts.change(victim.id, victim.login, Role.VIEWER, by)

    results = all_at_once(2, turn_on)

    assert kinds(results) == {"NoneType": 1, "LastOwner": 1}
    assert len([one for one in room.accounts.all() if one.role == Role.OWNER and not one.disabled]) == 1


# ---- switching off and on


def test_switching_off_ends_everything_at_once(room: StaffRoom) -> None:
    maya = room.join("maya")

    room.accounts.switch(maya.id, None, on=False)

    assert room.sessions.open(maya.token) is None
    with pytest.raises(SignInRefused):
        room.password("maya")


def test_switching_on_again_brings_no_session_back(room: StaffRoom) -> None:
    maya = room.join("maya")
    room.accounts.switch(maya.id, None, on=False)

    room.accounts.switch(maya.id, None, on=True)

    assert room.sessions.open(maya.token) is None
    assert room.password("maya").stage == OPEN


def test_accounts_stand_by_name_with_those_switched_off_last(room: StaffRoom) -> None:
    gone = room.join("adam")
    room.join("zoe")
    room.join("maya")
    room.accounts.switch(gone.id, None, on=False)

    assert [one.login for one in room.accounts.all()] == ["maya", "zoe", "adam"]


# ---- beginning anew


def test_who_is_invited_again_begins_anew(room: StaffRoom, olga: Joined) -> None:
    halfway = room.password("olga")

    code = room.accounts.invite_again(olga.id, None)

    assert room.sessions.open(olga.token) is None
    assert room.sessions.open(halfway.token) is None
    with pytest.raises(SignInRefused):
        room.password("olga")
    account = room.accounts.get(olga.id)
    assert (account.second_factor, account.recovery_codes_left) == (False, 0)
    assert room.signing_in.accept("olga", code, NEW, ADDRESS, DEVICE).stage == ENROL


def test_newer_invitation_takes_the_place_of_the_older(room: StaffRoom) -> None:
    staff_id, old = room.accounts.invite("maya", "Maya", Role.STAFF, None)

    new = room.accounts.invite_again(staff_id, None)

    with pytest.raises(SignInRefused):
        room.signing_in.accept("maya", old, PASSWORD, ADDRESS, DEVICE)
    assert room.signing_in.accept("maya", new, PASSWORD, ADDRESS, DEVICE).stage == OPEN
    assert room.accounts.get(staff_id).invited_until is None


# ---- one's own password


def test_own_password_is_not_changed_without_the_present_one(room: StaffRoom) -> None:
    maya = room.join("maya")

    with pytest.raises(SignInRefused):
        room.accounts.change_password(room.member(maya), "x", NEW, ADDRESS)

    assert room.password("maya").stage == OPEN


def test_tries_at_the_present_password_count(room: StaffRoom) -> None:
    member = room.member(room.join("maya"))
    for _ in range(MOST_TRIES):
        with pytest.raises(SignInRefused):
            room.accounts.change_password(member, "x", NEW, ADDRESS)

    with pytest.raises(TooManyTries):
        room.accounts.change_password(member, PASSWORD, NEW, ADDRESS)
    with pytest.raises(TooManyTries):
        room.password("maya")


@pytest.mark.parametrize("new", ["short", "aaaaaaaaaaaaaaa", "maya maya maya"])
def test_own_password_is_not_changed_to_a_bad_one(room: StaffRoom, new: str) -> None:
    maya = room.join("maya")

    with pytest.raises(BadInput):
        room.accounts.change_password(room.member(maya), PASSWORD, new, ADDRESS)


def test_changing_ones_password_ends_all_other_sessions(room: StaffRoom) -> None:
    maya = room.join("maya")
    other = room.password("maya").token

    room.accounts.change_password(room.member(maya), PASSWORD, NEW, ADDRESS)

    assert room.sessions.open(other) is None
    assert room.sessions.open(maya.token) is not None
    with pytest.raises(SignInRefused):
        room.password("maya")
    assert room.password("maya", NEW).stage == OPEN


def test_password_changed_twice_at_once_is_changed_once(room: StaffRoom) -> None:
    member = room.member(room.join("maya"))

    results = all_at_once(2, lambda n: room.accounts.change_password(member, PASSWORD, f"{NEW} {n}", ADDRESS))

    assert kinds(results) == {"NoneType": 1, "SignInRefused": 1}
