"""The widget's live socket: `/v1/conversations/{id}/live`. Sends what is said later."""

import asyncio
import contextlib
import json
from typing import Any

from fastapi import APIRouter, WebSocket, WebSocketDisconnect
from starlette.websockets import WebSocketState

from salon.conversations.service import Conversations
from salon.errors import NotFound

MOST_SOCKETS = 10
"""Open sockets of one conversation: a few tabs, not a flood."""
HELLO_SECONDS = 10
WRONG_TOKEN = 4401
TOO_MANY = 4429


def add_live_route(router: APIRouter, conversations: Conversations) -> None:
    """Add the socket's route."""

    @router.websocket("/{conversation_id}/live")
    async def live(socket: WebSocket, conversation_id: str) -> None:
        """Send what is said later; the first frame from the client is `{"token": ...}`."""
        await socket.accept()
        try:
            await conversations.open(conversation_id, await _token(socket))
        except WebSocketDisconnect:
            return
        except (NotFound, TimeoutError):
            await _close(socket, WRONG_TOKEN)
            return
        if conversations.listeners.count(conversation_id) >= MOST_SOCKETS:
            await _close(socket, TOO_MANY)
            return
        await _follow(socket, conversations, conversation_id)


async def _token(socket: WebSocket) -> str:
    """Return the token of the first frame.

    Raises:
        NotFound: what came is not `{"token": text}`.
        TimeoutError: nothing came in time.
        WebSocketDisconnect: the client went away.
    """
    frame = await asyncio.wait_for(socket.receive(), HELLO_SECONDS)
    if frame["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(frame.get("code", 1005))
    try:
        hello: Any = json.loads(frame.get("text") or "")
    except (ValueError, RecursionError) as error:
        raise NotFound("the first frame is not JSON") from error
    token = hello.get("token") if isinstance(hello, dict) else None
    if not isinstance(token, str):
        raise NotFound("the first frame holds no token")
    return token


async def _close(socket: WebSocket, code: int) -> None:
    """Close the socket, unless the client was faster."""
    try:
        await socket.close(code)
    except (WebSocketDisconnect, RuntimeError):
        return


async def _follow(socket: WebSocket, conversations: Conversations, conversation_id: str) -> None:
    """Send the conversation's events until the client goes; what the client sends here is not read."""

    async def send(events: "asyncio.Queue[dict[str, Any]]") -> None:
        with contextlib.suppress(WebSocketDisconnect, RuntimeError):  # the client was faster: `receive` says so too
            while True:
                await socket.send_json(await events.get())

    # A task group, so that nothing goes on listening when this socket's task is cancelled.
    with conversations.listeners.listen(conversation_id) as events:
        async with asyncio.TaskGroup() as group:
            sending = group.create_task(send(events))
            while socket.client_state is WebSocketState.CONNECTED:
                await socket.receive()
            sending.cancel()
