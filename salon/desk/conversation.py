"""One conversation: its lines, what is known beside them, what staff note, and as a file. Opening one is audited."""

import asyncio
from typing import Annotated, Any, Literal

from fastapi import Path, Query, Request, Response

from salon.conversations.handoffs import REASONS
from salon.desk.conversation_notes import ConversationId, add_note_routes, work_of
from salon.desk.door import DeskDoor, attachment
from salon.desk.giving_back import label
from salon.desk.pages import names_of
from salon.inbox.conversation import Lines
from salon.inbox.exporting import as_json, as_text
from salon.inbox.viewing import MOST_LINES
from salon.staff.member import Member
from salon.staff.roles import Permission

Seq = Annotated[int | None, Query(ge=0, le=2**31 - 1)]
_TYPES = {"txt": "text/plain; charset=utf-8", "json": "application/json"}


def add_conversation_routes(desk: DeskDoor) -> None:
    """Add the page, its parts, and the files."""
    may = desk.may(Permission.READ_CONVERSATIONS)
    viewing = desk.services.viewing

    @desk.router.get("/conversations/{conversation_id}")
    async def conversation(
        request: Request, conversation_id: ConversationId, member: Annotated[Member, may], before: Seq = None
    ) -> Response:
        """Show a conversation, its newest lines first in sight."""
        lines = await asyncio.to_thread(viewing.lines, conversation_id, before=before)
        values = await facts(desk, conversation_id) | await work_of(desk) | _lines(conversation_id, lines, before)
        await desk.reads(member, conversation_id)
        return desk.page(request, member, "conversation/page.html", **values)

    @desk.router.get("/conversations/{conversation_id}/lines")
    async def more_lines(
        request: Request,
        conversation_id: ConversationId,
        member: Annotated[Member, may],
        before: Seq = None,
        after: Seq = None,
    ) -> Response:
        """Give the lines behind one, or those before one; 204 if there are none behind it."""
        if before is not None:
            lines = await asyncio.to_thread(viewing.lines, conversation_id, before=before)
            await desk.reads(member, conversation_id, part=True)
            values = _lines(conversation_id, lines, before)
            return desk.page(request, member, "conversation/_earlier.html", **values)
        lines = await asyncio.to_thread(viewing.lines_after, conversation_id, after or 0)
        await desk.reads(member, conversation_id, part=True)
        if not lines.lines:
            return Response(status_code=204)
        return desk.page(request, member, "conversation/_newer.html", **_lines(conversation_id, lines, None))

    @desk.router.get("/conversations/{conversation_id}/facts")
    async def beside(request: Request, conversation_id: ConversationId, member: Annotated[Member, may]) -> Response:
        """Show what is known of the client and the conversation."""
        values = await facts(desk, conversation_id)
        await desk.reads(member, conversation_id, part=True)
        return desk.page(request, member, "conversation/_facts.html", **values)

    @desk.router.get("/conversations/{conversation_id}/export.{kind}")
    async def export(
        conversation_id: ConversationId, kind: Literal["txt", "json"], member: Annotated[Member, may]
    ) -> Response:
        """Give the whole conversation as a file."""
        view = await asyncio.to_thread(viewing.conversation, conversation_id)
        lines = await asyncio.to_thread(viewing.lines, conversation_id, limit=MOST_LINES)
        content = as_json(view, lines) if kind == "json" else as_text(view, lines)
        await desk.audit(member, "conversation.exported", conversation_id, kind=kind)
        return attachment(content, f"conversation-{conversation_id[:8]}.{kind}", _TYPES[kind])

    @desk.router.get("/conversations/{conversation_id}/photos/{seq}")
    async def photo(
        conversation_id: ConversationId, seq: Annotated[int, Path(ge=0, le=2**31 - 1)], member: Annotated[Member, may]
    ) -> Response:
        """Show a photo that the client sent; it is a picture by its own bytes, and nothing else is ever given."""
        found = await asyncio.to_thread(desk.services.photos.read, conversation_id, seq)
        await desk.reads(member, conversation_id, part=True)
        return Response(found.content, media_type=found.mime_type)

    add_note_routes(desk)


async def facts(desk: DeskDoor, conversation_id: str) -> dict[str, Any]:
    """Return what the parts beside the lines show."""
    view = await asyncio.to_thread(desk.services.viewing.conversation, conversation_id)
    skin = view.skin
    return {
        "conversation_id": conversation_id,
        "view": view,
        "reasons": REASONS,
        "kind": label(desk, skin.kind) if skin.kind else None,
        "concerns": [label(desk, one) for one in sorted(skin.concerns)],
        "conditions": [label(desk, one) for one in sorted(skin.conditions)],
        "denied": [label(desk, one) for one in sorted(skin.denied)],
        "names": names_of(desk.services.salon),
    }


def _lines(conversation_id: str, lines: Lines, before: int | None) -> dict[str, Any]:
    return {"conversation_id": conversation_id, "lines": lines, "before": before}
