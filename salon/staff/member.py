"""Somebody of the staff who is signed in. Everybody may enter."""

from dataclasses import dataclass

from salon.staff.roles import GRANTS, Permission, Role


@dataclass(frozen=True)
class Member:
    """Who acts. `name` is what clients see; `session_id` names the session without opening it."""

    id: str
    name: str
    role: Role
    session_id: str

    def may(self, permission: Permission) -> bool:
        """Tell whether this member may do a thing."""
        return permission in GRANTS[self.role]
