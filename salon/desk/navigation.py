"""The desk's rooms, in the order of the navigation, and who sees which. Pure."""

from dataclasses import dataclass

from salon.staff.member import Member
from salon.staff.roles import Permission


@dataclass(frozen=True)
class Place:
    """One entry of the navigation; `here` if the page shown lies in it."""

    path: str
    title: str
    icon: str
    here: bool = False


_PLACES = (
    (Permission.READ_CONVERSATIONS, "/desk/conversations", "Inbox", "chat"),
    (Permission.ANSWER_CLIENTS, "/desk/waiting", "Waiting", "bell"),
    (Permission.READ_DIARY, "/desk/diary", "Diary", "calendar"),
    (Permission.TEACH, "/desk/teach", "Teach", "sprout"),
    (Permission.READ_FIGURES, "/desk/figures", "Figures", "chart"),
    (Permission.CLIENT_RIGHTS, "/desk/clients", "Client data", "shield"),
    (Permission.CHANGE_SETTINGS, "/desk/settings", "Settings", "sliders"),
    (Permission.MANAGE_STAFF, "/desk/staff", "Staff", "people"),
    (Permission.READ_AUDIT, "/desk/audit", "Audit log", "list"),
)


def navigation(member: Member | None, path: str) -> list[Place]:
    """Return the rooms that a member may enter."""
    if member is None:
        return []
    return [
        Place(place, title, icon, path == place or path.startswith(f"{place}/"))
        for permission, place, title, icon in _PLACES
        if member.may(permission)
    ]


def first_place(member: Member) -> str:
    """Return where a member begins."""
    return navigation(member, "")[0].path
