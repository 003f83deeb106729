"""What each role may do. Pure; everybody may enter."""

from enum import StrEnum


class Permission(StrEnum):
    """One kind of thing that somebody may be allowed to do at the desk."""

    READ_CONVERSATIONS = "read_conversations"
    ANSWER_CLIENTS = "answer_clients"
    TEACH = "teach"
    TRAIN = "train"
    READ_FIGURES = "read_figures"
    READ_DIARY = "read_diary"
    CHANGE_DIARY = "change_diary"
    CHANGE_SETTINGS = "change_settings"
    CLIENT_RIGHTS = "client_rights"
    MANAGE_STAFF = "manage_staff"
    READ_AUDIT = "read_audit"
    OWN_ACCOUNT = "own_account"


class Role(StrEnum):
    """What somebody is at the salon; the first may do most."""

    OWNER = "owner"
    MANAGER = "manager"
    STAFF = "staff"
    VIEWER = "viewer"


_ANYBODY = frozenset({Permission.READ_CONVERSATIONS, Permission.READ_DIARY, Permission.OWN_ACCOUNT})
GRANTS = {
    Role.OWNER: frozenset(Permission),
    Role.MANAGER: frozenset(Permission) - {Permission.MANAGE_STAFF, Permission.READ_AUDIT},
    Role.STAFF: _ANYBODY | {Permission.ANSWER_CLIENTS, Permission.TEACH, Permission.CHANGE_DIARY},
    Role.VIEWER: _ANYBODY | {Permission.READ_FIGURES},
}
"""Role to what it may do; what does not stand here is forbidden."""
SECOND_FACTOR_NEEDED = frozenset({Role.OWNER})
"""Roles that sign in with a second factor, whether they like it or not."""
ROLE_NAMES = {
    Role.OWNER: "Owner",
    Role.MANAGER: "Manager",
    Role.STAFF: "Staff",
    Role.VIEWER: "Read only",
}
