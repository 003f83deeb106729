"""The widget's door: `/v1/conversations`. Checks token and rate, calls the conversations room, renders JSON."""

from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query, Request

from salon.channels.limits import Limits
from salon.channels.widget.live import add_live_route
from salon.channels.widget.payloads import ConversationOut, LinesOut, MessageIn, RepliesOut
from salon.conversations.incoming import Incoming
from salon.errors import NotFound
from salon.services import Services

LARGEST_SEQ = 2**31 - 1


class TokenMissing(NotFound):
    """The token is missing, wrong, or another conversation's."""


def widget_router(services: Services, limits: Limits) -> APIRouter:
    """Return the routes."""
    router = APIRouter(prefix="/v1/conversations", tags=["conversation"])
    conversations = services.conversations

    async def slow_down(request: Request) -> None:
        limits.check_address(request.client.host if request.client else "")

    async def opened(conversation_id: str, authorization: Annotated[str, Header()] = "") -> str:
        kind, _, token = authorization.partition(" ")
        if kind.lower() != "bearer" or not token:
            raise TokenMissing(conversation_id)
        try:
            await conversations.open(conversation_id, token)
        except NotFound as error:
            raise TokenMissing(conversation_id) from error
        return conversation_id

    @router.post("", status_code=201, dependencies=[Depends(slow_down)])
    async def begin() -> ConversationOut:
        """Start a conversation."""
        conversation_id, token, greeting = await conversations.begin("widget")
        return ConversationOut.model_validate(
            {"conversation_id": conversation_id, "token": token, "greeting": greeting.public()}
        )

    @router.post("/{conversation_id}/messages", dependencies=[Depends(slow_down)])
    async def say(message: MessageIn, conversation_id: Annotated[str, Depends(opened)]) -> RepliesOut:
        """Say something, or press a button; a repeated `message_id` gives the same answer again."""
        limits.check_conversation(conversation_id)
        incoming = Incoming(message.message_id, message.text, message.button_id)
        replies = await conversations.take_turn(conversation_id, incoming)
        return RepliesOut.model_validate({"message_id": message.message_id, "replies": replies})

    @router.get("/{conversation_id}/messages", dependencies=[Depends(slow_down)])
    async def read(
        conversation_id: Annotated[str, Depends(opened)], after: Annotated[int, Query(ge=0, le=LARGEST_SEQ)] = 0
    ) -> LinesOut:
        """Read the transcript behind line `after`."""
        return LinesOut.model_validate({"messages": await conversations.history(conversation_id, after)})

    add_live_route(router, conversations)
    return router
