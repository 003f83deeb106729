"""Taking a conversation over: who has it, taking it, answering the client, letting it rest."""

import asyncio
from typing import Annotated, Any

from fastapi import Form, Request, Response
from fastapi.responses import PlainTextResponse

from salon.conversations.handoffs import REASONS
from salon.conversations.holding import LONGEST_MESSAGE_ID, LONGEST_NOTE, Holder
from salon.conversations.incoming import LONGEST_TEXT, Unacceptable
from salon.desk.door import DeskDoor, go
from salon.errors import BadInput, HeldByAnother
from salon.staff.member import Member
from salon.staff.roles import Permission

MessageId = Annotated[str, Form(min_length=1, max_length=LONGEST_MESSAGE_ID, pattern=r"^[\w-]+$")]
Said = Annotated[str, Form(max_length=4 * LONGEST_TEXT)]
_CONVERSATION = "/conversations/{conversation_id}"


def add_takeover_routes(desk: DeskDoor) -> None:
    """Add what the conversation's page asks for, and what it does."""
    _add_standing(desk)
    _add_taking(desk)
    _add_speaking(desk)


def holder(member: Member) -> Holder:
    """Return a member as those who hold conversations are known."""
    return Holder(member.id, member.name)


async def standing_page(
    desk: DeskDoor, request: Request, member: Member, conversation_id: str, refusal: HeldByAnother | None = None
) -> Response:
    """Return who has the conversation, and what can be done about it, as a fragment; and why something was refused."""
    standing = await asyncio.to_thread(desk.services.handoffs.standing, conversation_id)
    said = str(refusal) if refusal else ""
    return desk.page(request, member, "conversation/_hold.html", 409 if refusal else 200, standing=standing, said=said)


async def done(desk: DeskDoor, request: Request, member: Member, conversation_id: str, path: str) -> Response:
    """Answer a write that changed who has the conversation: as a fragment, or by leading to a path of the desk."""
    if "hx-request" in request.headers:
        return await standing_page(desk, request, member, conversation_id)
    return go(request, path)


async def refused(
    desk: DeskDoor, request: Request, member: Member, conversation_id: str, refusal: HeldByAnother
) -> Response:
    """Say in the fragment that somebody else has the conversation.

    Raises:
        HeldByAnother: the refusal itself, where no fragment is asked for.
    """
    if "hx-request" not in request.headers:
        raise refusal
    return await standing_page(desk, request, member, conversation_id, refusal)


def _add_standing(desk: DeskDoor) -> None:
    may = desk.may(Permission.READ_CONVERSATIONS)

    @desk.router.get(f"{_CONVERSATION}/hold")
    async def hold(request: Request, conversation_id: str, member: Annotated[Member, may]) -> Response:
        """Show who has the conversation."""
        return await standing_page(desk, request, member, conversation_id)

    @desk.router.get(f"{_CONVERSATION}/handoff")
    async def handoff(request: Request, conversation_id: str, member: Annotated[Member, may]) -> Response:
        """Show who waits here, why, and since when."""
        standing = await asyncio.to_thread(desk.services.handoffs.standing, conversation_id)
        values: dict[str, Any] = {"standing": standing, "reasons": REASONS, "longest_note": LONGEST_NOTE}
        return desk.page(request, member, "conversation/_waits.html", **values)


def _add_taking(desk: DeskDoor) -> None:
    may = desk.may(Permission.ANSWER_CLIENTS)
    conversations = desk.services.conversations

    @desk.router.post(f"{_CONVERSATION}/take")
    async def take(
        request: Request,
        conversation_id: str,
        member: Annotated[Member, may],
        instead_of: Annotated[str, Form(max_length=36)] = "",
    ) -> Response:
        """Take the conversation over; from a colleague only if the form says from whom."""
        try:
            await conversations.hold(conversation_id, holder(member), instead_of or None)
        except HeldByAnother as refusal:
            return await refused(desk, request, member, conversation_id, refusal)
        details = {"from_staff": instead_of} if instead_of else {}
        await desk.audit(member, "conversation.taken_over", conversation_id, **details)
        return await done(desk, request, member, conversation_id, f"/desk/conversations/{conversation_id}")

    @desk.router.post(f"{_CONVERSATION}/dismiss")
    async def dismiss(
        request: Request,
        conversation_id: str,
        member: Annotated[Member, may],
        note: Annotated[str, Form(max_length=4 * LONGEST_NOTE)],
    ) -> Response:
        """Close what waits, for there is nothing to do."""
        closed = await conversations.dismiss(conversation_id, holder(member), note)
        await desk.audit(member, "handoff.dismissed", conversation_id, closed=closed)
        return await done(desk, request, member, conversation_id, "/desk/waiting")


def _add_speaking(desk: DeskDoor) -> None:
    may = desk.may(Permission.ANSWER_CLIENTS)
    conversations = desk.services.conversations

    @desk.router.post(f"{_CONVERSATION}/say")
    async def say(conversation_id: str, member: Annotated[Member, may], text: Said, message_id: MessageId) -> Response:
        """Answer the client; the same `message_id` says it once."""
        try:
            await conversations.say_as_staff(conversation_id, holder(member), text, message_id)
        except Unacceptable as error:
            raise BadInput(desk.services.responses.text(error.response, error.values)) from None
        except HeldByAnother as error:
            raise HeldByAnother(f"{error}. Your text was not sent; it is still here.") from None
        return Response(status_code=200)

    @desk.router.post(f"{_CONVERSATION}/typing", status_code=204)
    async def typing(conversation_id: str, member: Annotated[Member, may]) -> Response:
        """Let the client see that somebody writes."""
        await conversations.write_as_staff(conversation_id, holder(member))
        return Response(status_code=204)

    @desk.router.get(f"{_CONVERSATION}/canned")
    async def canned(request: Request, conversation_id: str, member: Annotated[Member, may]) -> Response:
        """List what is said often."""
        replies = desk.services.canned_replies.all()
        return desk.page(request, member, "conversation/_canned.html", conversation_id=conversation_id, replies=replies)

    @desk.router.get(f"{_CONVERSATION}/canned/{{reply_id}}")
    async def filled(conversation_id: str, reply_id: str, member: Annotated[Member, may]) -> Response:
        """Return one of them, filled in for this client and whoever writes."""
        name = await _client_name(desk, conversation_id)
        values = {"client_name": name, "staff_name": member.name}
        return PlainTextResponse(desk.services.canned_replies.fill(reply_id, values))


async def _client_name(desk: DeskDoor, conversation_id: str) -> str:
    """Return the name that the client gave for a coming appointment, or while arranging one; empty if none."""
    coming = await asyncio.to_thread(desk.services.booking.upcoming, conversation_id)
    if coming:
        return coming[0].name
    draft = (await desk.services.conversations.known(conversation_id)).draft
    return (draft and draft.name) or ""
