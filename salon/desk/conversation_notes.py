"""What staff note on a conversation: notes, tags, who looks after it, how far its review is."""

import asyncio
from typing import Annotated, Any

from fastapi import Form, Path, Request, Response

from salon.desk.door import DeskDoor, go
from salon.desk.inbox import REVIEWS, team
from salon.errors import BadInput
from salon.inbox.work import LONGEST_NOTE
from salon.staff.member import Member
from salon.staff.roles import Permission

ConversationId = Annotated[str, Path(pattern=r"^[0-9A-Za-z-]{1,36}$")]
Said = Annotated[str, Form(max_length=4 * LONGEST_NOTE)]
Short = Annotated[str, Form(max_length=200)]
NOTES, WORK = "_notes.html", "_work.html"


def add_note_routes(desk: DeskDoor) -> None:
    """Add what the conversation's page sends, and the parts that it asks for anew."""
    _add_notes(desk)
    _add_work(desk)


def _add_notes(desk: DeskDoor) -> None:
    may = desk.may(Permission.ANSWER_CLIENTS)
    work = desk.services.inbox_work

    @desk.router.get("/conversations/{conversation_id}/notes")
    async def notes(
        request: Request,
        conversation_id: ConversationId,
        member: Annotated[Member, desk.may(Permission.READ_CONVERSATIONS)],
    ) -> Response:
        """Show the notes."""
        view = await asyncio.to_thread(desk.services.viewing.conversation, conversation_id)
        await desk.reads(member, conversation_id, part=True)
        return desk.page(request, member, "conversation/_notes.html", view=view, conversation_id=conversation_id)

    @desk.router.post("/conversations/{conversation_id}/notes")
    async def note(
        request: Request, conversation_id: ConversationId, member: Annotated[Member, may], text: Said
    ) -> Response:
        """Add a note."""
        await asyncio.to_thread(work.note, conversation_id, member.id, member.name, text)
        await desk.audit(member, "note.written", conversation_id)
        return await _changed(desk, request, member, conversation_id, NOTES)

    @desk.router.post("/conversations/{conversation_id}/notes/{note_id}/erase")
    async def erase(
        request: Request, conversation_id: ConversationId, note_id: str, member: Annotated[Member, may]
    ) -> Response:
        """Erase a note of one's own."""
        await asyncio.to_thread(work.erase_note, conversation_id, note_id, member.id)
        await desk.audit(member, "note.erased", conversation_id)
        return await _changed(desk, request, member, conversation_id, NOTES)


def _add_work(desk: DeskDoor) -> None:
    may = desk.may(Permission.ANSWER_CLIENTS)
    work = desk.services.inbox_work

    @desk.router.post("/conversations/{conversation_id}/tags")
    async def tag(
        request: Request, conversation_id: ConversationId, member: Annotated[Member, may], tag: Short
    ) -> Response:
        """Put a tag on the conversation."""
        await asyncio.to_thread(work.tag, conversation_id, tag)
        await desk.audit(member, "conversation.tagged", conversation_id)
        return await _changed(desk, request, member, conversation_id, WORK)

    @desk.router.post("/conversations/{conversation_id}/tags/erase")
    async def untag(
        request: Request, conversation_id: ConversationId, member: Annotated[Member, may], tag: Short
    ) -> Response:
        """Take a tag off the conversation."""
        await asyncio.to_thread(work.untag, conversation_id, tag)
        await desk.audit(member, "conversation.untagged", conversation_id)
        return await _changed(desk, request, member, conversation_id, WORK)

    @desk.router.post("/conversations/{conversation_id}/work")
    async def look_after(
        request: Request,
        conversation_id: ConversationId,
        member: Annotated[Member, may],
        review: Short,
        assignee: Short = "",
    ) -> Response:
        """Say who looks after the conversation, and how far its review is."""
        before = (await asyncio.to_thread(desk.services.viewing.conversation, conversation_id)).work
        if assignee != (before.assignee_id or ""):
            names = {one.id: one.name for one in await asyncio.to_thread(team, desk)}
            if assignee and assignee not in names:
                raise BadInput("choose somebody who works here")
            await asyncio.to_thread(work.assign, conversation_id, assignee or None, names.get(assignee))
            await desk.audit(member, "conversation.assigned", conversation_id, to=assignee)
        if review != before.review:
            await asyncio.to_thread(work.review, conversation_id, review, member.name)
            await desk.audit(member, "conversation.reviewed", conversation_id, review=review)
        return await _changed(desk, request, member, conversation_id, WORK)


async def _changed(desk: DeskDoor, request: Request, member: Member, conversation_id: str, part: str) -> Response:
    """Wake whoever shows the conversation, and show the part that was changed."""
    desk.services.topics.announce("inbox")
    desk.services.topics.announce(f"conversation:{conversation_id}")
    if "hx-request" not in request.headers:
        return go(request, f"/desk/conversations/{conversation_id}")
    view = await asyncio.to_thread(desk.services.viewing.conversation, conversation_id)
    around = await work_of(desk) if part == WORK else {}
    return desk.page(request, member, f"conversation/{part}", view=view, conversation_id=conversation_id, **around)


async def work_of(desk: DeskDoor) -> dict[str, Any]:
    """Return what the part about our work has to choose from, whichever conversation it is of."""
    return {
        "staff": await asyncio.to_thread(team, desk),
        "reviews": REVIEWS,
        "tags_in_use": (await asyncio.to_thread(desk.services.inbox.choices)).tags,
    }
