"""What the tabs of the settings share: showing one, and saving what was typed into it."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from fastapi import Request, Response

from salon.configuration.service import Changed
from salon.desk import settings_forms as forms
from salon.desk.door import DeskDoor, go
from salon.errors import BadInput, PorewellError, Refused
from salon.staff.member import Member

TABS = {
    "hours": "Hours",
    "treatments": "Treatments",
    "rules": "Rules and contact",
    "texts": "Texts",
    "replies": "Canned replies",
    "retention": "Retention",
}
Again = Callable[[str, int], Awaitable[Response]]
"""Shows the form again, with what was typed, what is wrong with it, and a status."""


def show(
    desk: DeskDoor, request: Request, member: Member, tab: str, said: str = "", status: int = 200, **values: Any
) -> Response:
    """Render a tab."""
    present = desk.services.configuration.present
    shared = {
        "tabs": TABS,
        "tab": tab,
        "said": said,
        "saved": request.query_params.get("saved", ""),
        "stored": present.stored,
        "version": present.version,
    }
    return desk.page(request, member, f"settings/{tab}.html", status, **shared | values)


async def save(
    desk: DeskDoor,
    request: Request,
    member: Member,
    tab: str,
    values: Mapping[str, Any],
    seen: int | None,
    again: Again,
) -> Response:
    """Change settings, and lead back to the tab; or show the form again."""
    try:
        changed = await asyncio.to_thread(desk.services.configuration.change, values, member.name, seen)
    except (BadInput, Refused) as error:
        return await again(sentence(error), status_of(error))
    return await saved(desk, request, member, tab, changed)


async def saved(desk: DeskDoor, request: Request, member: Member, page: str, changed: Changed) -> Response:
    """Note in the audit log what was changed, and lead to a page of the settings, which says whether anything was."""
    await note(desk, member, changed)
    return go(request, f"/desk/settings/{page}?saved={'1' if changed.changes else 'same'}")


async def note(desk: DeskDoor, member: Member, changed: Changed) -> None:
    """Note in the audit log what was changed."""
    for one in changed.changes:
        await desk.audit(member, "settings.changed", one.key, **forms.audit_details(one.old, one.new))


def sentence(error: PorewellError) -> str:
    """Return what is wrong, for staff: the configuration room's messages begin with where they come from."""
    said = str(error).removeprefix("settings: ")
    return said[:1].upper() + said[1:]


def status_of(error: PorewellError) -> int:
    """Return the status for a form that is shown again."""
    return 409 if isinstance(error, Refused) else 422
