"""The widget's door: `/v1/conversations`. Checks token and rate, calls the conversations room, renders JSON."""

import asyncio
import json
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Request, WebSocket, WebSocketDisconnect
from starlette.websockets import WebSocketState

from salon.channels.limits import Limits
from salon.channels.widget.payloads import ConversationOut, LinesOut, MessageIn, RepliesOut
from salon.conversations.incoming import Incoming
from salon.errors import NotFound
from salon.services import Services

MOST_SOCKETS = 10
"""Open sockets of one conversation: a few tabs, not a flood."""
HELLO_SECONDS = 10
WRONG_TOKEN = 4401
TOO_MANY = 4429


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
    async def read(conversation_id: Annotated[str, Depends(opened)], after: int = 0) -> LinesOut:
        """Read the transcript behind line `after`."""
        return LinesOut.model_validate({"messages": await conversations.history(conversation_id, after)})

    @router.websocket("/{conversation_id}/live")
    async def live(socket: WebSocket, conversation_id: str) -> None:
        """Send what is said later; the first frame from the client is `{"token": ...}`."""
        await socket.accept()
        try:
            await conversations.open(conversation_id, await _token(socket))
        except (NotFound, TimeoutError, ValueError):
            await socket.close(WRONG_TOKEN)
            return
        if conversations.listeners.count(conversation_id) >= MOST_SOCKETS:
            await socket.close(TOO_MANY)
            return
        await _follow(socket, services, conversation_id)

    return router


async def _token(socket: WebSocket) -> str:
    """Return the token of the first frame.

    Raises:
        TimeoutError: nothing came in time.
        ValueError: what came is not `{"token": text}`, or the client went away.
    """
    try:
        first: Any = json.loads(await asyncio.wait_for(socket.receive_text(), HELLO_SECONDS))
    except (WebSocketDisconnect, KeyError) as error:
        raise ValueError("no first frame") from error
    if not isinstance(first, dict) or not isinstance(first.get("token"), str):
        raise ValueError("not a token")
    return str(first["token"])


async def _follow(socket: WebSocket, services: Services, conversation_id: str) -> None:
    """Send the conversation's events until the client goes; what the client sends here is not read."""

    async def send() -> None:
        with services.conversations.listeners.listen(conversation_id) as events:
            while True:
                await socket.send_json(await events.get())

    async def wait_for_end() -> None:
        while socket.client_state is WebSocketState.CONNECTED:
            await socket.receive()

    tasks = [asyncio.create_task(send()), asyncio.create_task(wait_for_end())]
    _, running = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in running:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
