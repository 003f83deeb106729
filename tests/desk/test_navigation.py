"""Who sees which room in the navigation, and where each role begins."""

import pytest

from salon.desk.navigation import first_place, navigation
from salon.staff.member import Member
from salon.staff.roles import Role

SEEN = {
    Role.OWNER: "conversations waiting diary teach figures clients settings staff audit",
    Role.MANAGER: "conversations waiting diary teach figures clients settings",
    Role.STAFF: "conversations waiting diary teach",
    Role.VIEWER: "conversations diary figures",
}


def member(role: Role) -> Member:
    """Return a member of this role."""
    return Member("id", "Maya", role, "session")


@pytest.mark.parametrize("role", Role)
def test_member_sees_the_rooms_of_the_role(role: Role) -> None:
    assert [place.path for place in navigation(member(role), "/desk/")] == [
        f"/desk/{name}" for name in SEEN[role].split()
    ]


def test_nobody_sees_nothing() -> None:
    assert navigation(None, "/desk/staff") == []


@pytest.mark.parametrize("path", ["/desk/staff", "/desk/staff/x", "/desk/staff/x/y"])
def test_room_is_marked_while_one_is_in_it(path: str) -> None:
    assert [place.title for place in navigation(member(Role.OWNER), path) if place.here] == ["Staff"]


@pytest.mark.parametrize("path", ["/desk/", "/desk/staffing", "/desk/account"])
def test_no_room_is_marked_elsewhere(path: str) -> None:
    assert not any(place.here for place in navigation(member(Role.OWNER), path))


@pytest.mark.parametrize("role", Role)
def test_everybody_begins_with_the_conversations(role: Role) -> None:
    assert first_place(member(role)) == "/desk/conversations"
