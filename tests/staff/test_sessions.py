"""Sessions end by themselves, by their owner's wish, and are never found by what the database holds."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from salon.staff.models import StaffAccount, StaffSession
from salon.staff.roles import Role
from salon.staff.sessions import CODE, ENROL, HALFWAY, OPEN
from tests.staff.conftest import IDLE, LONGEST, Joined, StaffRoom

SECOND = timedelta(seconds=1)


@pytest.fixture
def maya(room: StaffRoom) -> Joined:
    """Return a member of staff who is signed in."""
    return room.join("maya")


def stored(room: StaffRoom) -> list[StaffSession]:
    """Return the sessions as the database has them."""
    with room.database.reading() as session:
        return list(session.scalars(select(StaffSession)))


def begin(room: StaffRoom, staff_id: str, stage: str) -> str:
    """Begin a session of a stage; return its token."""
    with room.database.transaction() as session:
        return room.sessions.begin_in(session, staff_id, stage, "")


@pytest.mark.parametrize("token", ["", "x", "\0", "\ud800", "é", "x" * 100_000])
def test_nothing_opens_by_what_is_no_token(room: StaffRoom, maya: Joined, token: str) -> None:
    assert room.sessions.open(token) is None


def test_nothing_opens_by_what_is_stored(room: StaffRoom, maya: Joined) -> None:
    [row] = stored(room)

    assert room.sessions.open(row.fingerprint) is None
    assert room.sessions.open(row.id) is None
    assert maya.token not in (row.fingerprint, row.id)


def test_token_opens_its_session(room: StaffRoom, maya: Joined) -> None:
    opened = room.sessions.open(maya.token)

    assert opened is not None
    assert (opened.member.id, opened.member.name, opened.member.role) == (maya.id, "Maya", Role.STAFF)
    assert (opened.stage, opened.login) == (OPEN, "maya")


def test_session_ends_when_it_is_not_used(room: StaffRoom, maya: Joined) -> None:
    room.clock.let_pass(IDLE - SECOND)
    assert room.sessions.open(maya.token, used=False) is not None

    room.clock.let_pass(SECOND)
    assert room.sessions.open(maya.token) is None
    assert room.sessions.devices(maya.id) == []


def test_session_goes_on_while_it_is_used(room: StaffRoom, maya: Joined) -> None:
    for _ in range(3):
        room.clock.let_pass(IDLE - SECOND)
        assert room.sessions.open(maya.token) is not None


def test_page_that_asks_by_itself_does_not_use_the_session(room: StaffRoom, maya: Joined) -> None:
    room.clock.let_pass(IDLE / 2)
    assert room.sessions.open(maya.token, used=False) is not None

    room.clock.let_pass(IDLE / 2)
    assert room.sessions.open(maya.token) is None


def test_session_ends_though_it_is_used(room: StaffRoom, maya: Joined) -> None:
    for _ in range(int(LONGEST / IDLE) * 2 - 1):
        room.clock.let_pass(IDLE / 2)
        assert room.sessions.open(maya.token) is not None

    room.clock.let_pass(IDLE / 2)
    assert room.sessions.open(maya.token) is None


@pytest.mark.parametrize("stage", [CODE, ENROL])
def test_halfway_session_ends_soon_though_it_is_used(room: StaffRoom, maya: Joined, stage: str) -> None:
    token = begin(room, maya.id, stage)

    room.clock.let_pass(HALFWAY - SECOND)
    opened = room.sessions.open(token)
    room.clock.let_pass(SECOND)

    assert opened is not None
    assert opened.stage == stage
    assert room.sessions.open(token) is None


def test_session_that_is_ended_opens_no_more(room: StaffRoom, maya: Joined) -> None:
    room.sessions.end(maya.token)

    assert room.sessions.open(maya.token) is None
    room.sessions.end(maya.token)


def test_devices_are_those_signed_in(room: StaffRoom, maya: Joined) -> None:
    room.clock.let_pass(timedelta(minutes=5))
    room.sessions.begin(maya.id, "a telephone")
    begin(room, maya.id, CODE)
    room.join("zoe")

    found = room.sessions.devices(maya.id)

    assert [one.device for one in found] == ["a telephone", "a tablet"]
    assert [one.seen_at for one in found] == [room.clock(), room.clock() - timedelta(minutes=5)]


@pytest.mark.parametrize(
    ("said", "shown"),
    [("x" * 1000, "x" * 200), ("a\0b\ud800c\u202ed\ne", "abcde"), ("<b>é</b>", "<b>é</b>")],
)
def test_device_is_what_can_be_shown_of_it(room: StaffRoom, maya: Joined, said: str, shown: str) -> None:
    room.sessions.begin(maya.id, said)

    assert shown in [one.device for one in room.sessions.devices(maya.id)]


def test_session_of_somebody_else_is_not_revoked(room: StaffRoom, maya: Joined) -> None:
    zoe = room.join("zoe")

    assert not room.sessions.revoke(zoe.id, room.member(maya).session_id)
    assert room.sessions.open(maya.token) is not None


def test_one_session_is_revoked(room: StaffRoom, maya: Joined) -> None:
    other = room.sessions.begin(maya.id)

    assert room.sessions.revoke(maya.id, room.member(maya).session_id)

    assert room.sessions.open(maya.token) is None
    assert room.sessions.open(other) is not None


def test_all_other_sessions_are_revoked(room: StaffRoom, maya: Joined) -> None:
    others = [room.sessions.begin(maya.id), begin(room, maya.id, CODE), begin(room, maya.id, ENROL)]
    zoe = room.join("zoe")

    assert room.sessions.revoke_others(maya.id, room.member(maya).session_id) == 3

    assert [room.sessions.open(token) for token in others] == [None] * 3
    assert room.sessions.open(maya.token) is not None
    assert room.sessions.open(zoe.token) is not None


def test_session_without_an_account_opens_nothing(room: StaffRoom, maya: Joined) -> None:
    with room.database.transaction() as session:
        session.delete(session.get_one(StaffAccount, maya.id))

    assert room.sessions.open(maya.token) is None
    assert stored(room) == []


def test_sessions_that_ended_are_forgotten(room: StaffRoom, maya: Joined) -> None:
    room.clock.let_pass(IDLE - SECOND)
    young = room.sessions.begin(maya.id)
    room.clock.let_pass(2 * SECOND)

    assert room.sessions.forget_old() == 1

    assert [row.fingerprint for row in stored(room)] == [room.sessions.fingerprint(young)]


def test_form_token_is_of_one_session(room: StaffRoom, maya: Joined) -> None:
    other = room.sessions.begin(maya.id)

    tokens = {room.sessions.form_token(maya.token), room.sessions.form_token(other)}

    assert len(tokens) == 2
    assert not tokens & {maya.token, other, *(row.fingerprint for row in stored(room))}
