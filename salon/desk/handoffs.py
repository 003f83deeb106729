"""The page "Waiting": who waits for a person, who is with one; and the count of them in the navigation."""

import asyncio
from typing import Annotated, Any

from fastapi import Request, Response

from salon.conversations.handoffs import REASONS
from salon.desk.door import DeskDoor
from salon.staff.member import Member
from salon.staff.roles import Permission


def add_handoff_routes(desk: DeskDoor) -> None:
    """Add the page, its list, and the count."""
    may = desk.may(Permission.ANSWER_CLIENTS)

    @desk.router.get("/waiting")
    async def page(request: Request, member: Annotated[Member, may]) -> Response:
        """Show the queue."""
        return desk.page(request, member, "waiting/page.html", **await _queue(desk))

    @desk.router.get("/waiting/list")
    async def queue(request: Request, member: Annotated[Member, may]) -> Response:
        """Show the queue alone, as it is now."""
        return desk.page(request, member, "waiting/_list.html", **await _queue(desk))

    @desk.router.get("/waiting/badge")
    async def badge(request: Request, member: Annotated[Member, may]) -> Response:
        """Show how many wait; the page rings by what stands there."""
        waiting = await asyncio.to_thread(desk.services.handoffs.waiting)
        newest = max((one.since for one in waiting), default=None)
        flagged = any(one.red_flag for one in waiting)
        return desk.page(request, member, "waiting/_badge.html", count=len(waiting), newest=newest, flagged=flagged)


async def _queue(desk: DeskDoor) -> dict[str, Any]:
    handoffs = desk.services.handoffs
    return {
        "waiting": await asyncio.to_thread(handoffs.waiting),
        "held": await asyncio.to_thread(handoffs.held),
        "reasons": REASONS,
    }
