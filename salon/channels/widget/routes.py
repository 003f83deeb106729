"""The widget's door: `/v1/conversations`. Checks token and rate, calls a service, renders JSON."""

from collections.abc import Sequence
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query

from salon.booking.written import Written
from salon.channels.limits import Limits
from salon.channels.widget.access import Access
from salon.channels.widget.appointments import add_appointment_routes
from salon.channels.widget.live import LARGEST_SEQ, add_live_route
from salon.channels.widget.moving import Links, add_moving_route
from salon.channels.widget.payloads import ConversationOut, ErasedOut, LinesOut, MessageIn, RatingIn, RepliesOut
from salon.conversations.incoming import Incoming, read_start
from salon.services import Services


async def _no_links(_: str) -> Sequence[tuple[str, str]]:
    return ()


def widget_router(services: Services, limits: Limits, links: Links = _no_links) -> APIRouter:
    """Return the routes; `links` to messaging apps."""
    access = Access(services.conversations, limits)
    router = APIRouter(prefix="/v1/conversations", tags=["conversation"], dependencies=[Depends(access.slow_down)])
    _add_talk(router, services, access, limits)
    add_appointment_routes(router, services, access)
    add_moving_route(router, services.messaging, access, links)
    _add_end(router, services, access)
    whole = APIRouter()
    whole.include_router(router)
    add_live_route(whole, services.conversations)
    return whole


def _add_talk(router: APIRouter, services: Services, access: Access, limits: Limits) -> None:
    conversations = services.conversations

    @router.post("", status_code=201)
    async def begin() -> ConversationOut:
        """Start a conversation."""
        conversation_id, token, greeting = await conversations.begin("widget")
        return ConversationOut.model_validate(
            {"conversation_id": conversation_id, "token": token, "greeting": greeting}
        )

    @router.post("/{conversation_id}/messages")
    async def say(message: MessageIn, conversation_id: Annotated[str, Depends(access.opened)]) -> RepliesOut:
        """Say something, press a button or pick a free time; a repeated `message_id` gives the same answer again."""
        limits.check_conversation(conversation_id)
        answered = await conversations.take_turn(conversation_id, _incoming(message, services.written))
        return RepliesOut.model_validate(
            {
                "message_id": message.message_id,
                "seq": answered.seq,
                "at": answered.at.isoformat(),
                "replies": answered.replies,
                "held_by": answered.held_by,
            }
        )

    @router.get("/{conversation_id}/messages")
    async def read(
        conversation_id: Annotated[str, Depends(access.opened)],
        after: Annotated[int, Query(ge=0, le=LARGEST_SEQ)] = 0,
    ) -> LinesOut:
        """Read the transcript behind line `after`."""
        page = await conversations.history(conversation_id, after)
        return LinesOut.model_validate({"messages": page.lines, "more": page.more, "held_by": page.held_by})


def _add_end(router: APIRouter, services: Services, access: Access) -> None:
    @router.put("/{conversation_id}/rating", status_code=204)
    async def rate(rating: RatingIn, conversation_id: Annotated[str, Depends(access.opened)]) -> None:
        """Say how content you are; a later rating takes the place of an earlier one."""
        await services.conversations.rate(conversation_id, rating.stars)

    @router.delete("/{conversation_id}")
    async def erase(
        conversation_id: Annotated[str, Depends(access.opened)],
        appointments: Literal["keep", "cancel"] = "keep",
    ) -> ErasedOut:
        """Erase the conversation and all that hangs on it; coming appointments are kept or cancelled."""
        erased = await services.erasure.erase(conversation_id, keep_appointments=appointments == "keep")
        return ErasedOut(erased=erased.rows, kept=erased.kept)


def _incoming(message: MessageIn, written: Written) -> Incoming:
    """Return the message; a free time that was picked is put in words."""
    if message.starts_at is None:
        return Incoming(message.message_id, message.text, message.button_id)
    start = read_start(message.starts_at)
    return Incoming(message.message_id, written.button(start), starts_at=start)
