"""The audit log, for the owner: who did what, and who read which transcript."""

import asyncio
from typing import Annotated, Any

from fastapi import Query, Request, Response

from salon.desk.door import DeskDoor
from salon.staff.audit import PAGE
from salon.staff.member import Member
from salon.staff.roles import Permission


def add_audit_routes(desk: DeskDoor) -> None:
    """Add the page."""
    audit = desk.services.audit

    @desk.router.get("/audit")
    async def log(
        request: Request,
        member: Annotated[Member, desk.may(Permission.READ_AUDIT)],
        who: Annotated[str, Query(max_length=36)] = "",
        what: Annotated[str, Query(max_length=60)] = "",
        subject: Annotated[str, Query(max_length=80)] = "",
        before: Annotated[int | None, Query(ge=1, le=2**53)] = None,
        *,
        check: bool = False,
    ) -> Response:
        """Show the newest entries, or those before one; with `check` every link of the chain is reckoned anew."""
        entries = await asyncio.to_thread(audit.page, before, who or None, what or None, subject.strip() or None)
        values: dict[str, Any] = {
            "entries": entries,
            "older": entries[-1].seq if len(entries) == PAGE else None,
            "people": await asyncio.to_thread(desk.services.accounts.all),
            "chosen": {"who": who, "what": what, "subject": subject},
            "checked": check,
            "broken_at": await asyncio.to_thread(audit.broken_at) if check else None,
        }
        return desk.page(request, member, "audit/page.html", **values)
