"""What each role may do."""

import pytest

from salon.staff.member import Member
from salon.staff.roles import GRANTS, ROLE_NAMES, SECOND_FACTOR_NEEDED, Permission, Role

GRANTED = {
    Role.OWNER: set(Permission),
    Role.MANAGER: {
        Permission.READ_CONVERSATIONS,
        Permission.ANSWER_CLIENTS,
        Permission.TEACH,
        Permission.TRAIN,
        Permission.READ_FIGURES,
        Permission.READ_DIARY,
        Permission.CHANGE_DIARY,
        Permission.CHANGE_SETTINGS,
        Permission.CLIENT_RIGHTS,
        Permission.OWN_ACCOUNT,
    },
    Role.STAFF: {
        Permission.READ_CONVERSATIONS,
        Permission.ANSWER_CLIENTS,
        Permission.TEACH,
        Permission.READ_DIARY,
        Permission.CHANGE_DIARY,
        Permission.OWN_ACCOUNT,
    },
    Role.VIEWER: {
        Permission.READ_CONVERSATIONS,
        Permission.READ_FIGURES,
        Permission.READ_DIARY,
        Permission.OWN_ACCOUNT,
    },
}
"""As it was agreed upon, written a second time: a role gains nothing by a slip."""


def test_grants_are_those_agreed_upon() -> None:
    assert GRANTED == GRANTS


@pytest.mark.parametrize("role", Role)
def test_member_may_what_the_role_may(role: Role) -> None:
    member = Member("id", "Maya", role, "session")

    assert {permission for permission in Permission if member.may(permission)} == GRANTED[role]


def test_owner_needs_a_second_factor() -> None:
    assert {Role.OWNER} == SECOND_FACTOR_NEEDED


def test_every_role_has_a_name() -> None:
    assert set(ROLE_NAMES) == set(Role)
