"""Questions that the bot could not answer, grouped by meaning; a group is corrected at once."""

import asyncio
from typing import Annotated

from fastapi import Form, Query, Request, Response

from salon.desk.door import DeskDoor
from salon.desk.teach_topics import search
from salon.errors import BadInput
from salon.review.unanswered import DAYS
from salon.staff.member import Member
from salon.staff.roles import Permission

_MOST = 60
"""Messages that are corrected at once: the page shows fewer."""


def add_question_routes(desk: DeskDoor) -> None:
    """Add the page, its groups, and the correcting of one."""
    room = desk.services.review
    may = desk.may(Permission.TEACH)
    days_asked = Query(ge=1, le=365)

    @desk.router.get("/teach/questions")
    async def questions(
        request: Request, member: Annotated[Member, may], days: Annotated[int, days_asked] = DAYS
    ) -> Response:
        """Show the page; its groups come by themselves, since grouping may take seconds."""
        return desk.page(request, member, "teach/questions.html", days=days)

    @desk.router.get("/teach/questions/groups")
    async def groups(
        request: Request, member: Annotated[Member, may], days: Annotated[int, days_asked] = DAYS
    ) -> Response:
        """Show the ten groups that would help most."""
        found = await asyncio.to_thread(room.unanswered.groups, days)
        topics = search(room.corrections.topics, "")
        return desk.page(request, member, "teach/_groups.html", groups=found, topics=topics)

    @desk.router.post("/teach/questions")
    async def correct(
        request: Request,
        member: Annotated[Member, may],
        message_id: Annotated[list[str] | None, Form(max_length=_MOST)] = None,
        intent: Annotated[str, Form(max_length=60)] = "",
    ) -> Response:
        """Give all chosen messages of a group the same meaning."""
        if not message_id or intent not in room.corrections.topics:
            raise BadInput("Tick at least one question, and choose what they meant.")
        taken = await asyncio.to_thread(room.corrections.correct_all, message_id, intent, member.name)
        await desk.audit(member, "correction.made", "", intents=[intent], messages=len(message_id), kept=taken.kept)
        return desk.page(request, member, "teach/_taken.html", taken=taken, topic=room.corrections.topics[intent])
