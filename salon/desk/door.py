"""What every page of the desk works with: routes, services, permissions, templates, the audit log."""

import asyncio
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from salon.desk.access import Access
from salon.desk.pages import Pages
from salon.desk.tries import Tries
from salon.services import Services
from salon.staff.member import Member
from salon.staff.roles import Permission

_READ_AGAIN = timedelta(hours=1)
_MOST_REMEMBERED = 10_000


class DeskDoor:
    """Handed to each page's `add_<page>_routes`."""

    def __init__(self, router: APIRouter, services: Services, access: Access, pages: Pages) -> None:
        self.router = router
        self.services = services
        self.access = access
        self.tries = Tries(services.signing_in)
        self._pages = pages
        self._read: dict[tuple[str, str], datetime] = {}

    def may(self, permission: Permission) -> Any:
        """Return the dependency that gives the signed-in `Member`, if they have this permission."""
        return self.access.may(permission)

    def page(
        self, request: Request, member: Member | None, template: str, status: int = 200, **values: Any
    ) -> HTMLResponse:
        """Render a page or a fragment."""
        return self._pages.render(request, member, template, values, status)

    async def audit(self, member: Member, action: str, subject: str = "", **details: Any) -> None:
        """Note in the audit log what a member did; nothing of a client but ids."""
        await asyncio.to_thread(self.services.audit.note, member, action, subject, **details)

    async def reads(self, member: Member, conversation_id: str, *, part: bool = False) -> None:
        """Note in the audit log that a member looks at a conversation.

        Args:
            part: a part of it was asked for, as pages do again and again: noted once an hour for each session.
        """
        now, what = self.services.clock(), (member.session_id, conversation_id)
        if part and what in self._read and now - self._read[what] < _READ_AGAIN:
            return
        if len(self._read) >= _MOST_REMEMBERED:
            self._read.clear()
        self._read[what] = now
        await self.audit(member, "conversation.read", conversation_id)


def attachment(content: str, name: str, media_type: str) -> Response:
    """Return a file that the browser keeps under a name instead of showing it."""
    return Response(content, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def go(request: Request, path: str) -> Response:
    """Lead the browser to a path of the desk, after a write; HTMX goes there as well."""
    path = quote(path, safe="/?=&%+:,;@~")
    if "hx-request" in request.headers:
        return Response(status_code=204, headers={"HX-Redirect": path})
    return RedirectResponse(path, 303)
