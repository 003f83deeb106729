"""The widget's live socket: `/v1/conversations/{id}/live`. Sends what is said, by whom and from wherever."""

import asyncio
import contextlib
import json
import logging
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, WebSocket, WebSocketDisconnect
from starlette.websockets import WebSocketState

from salon.channels.widget.payloads import LineOut
from salon.conversations.following import Follower, Frame
from salon.conversations.service import Conversations
from salon.errors import NotFound, describe

log = logging.getLogger(__name__)

MOST_SOCKETS = 10
"""Open sockets of one conversation: a few tabs, not a flood."""
HELLO_SECONDS = 10
LARGEST_SEQ = 2**31 - 1
CLIENT_GONE = 1000
FAILED = 1011
WRONG_TOKEN = 4401
ERASED = 4410
TOO_MANY = 4429


@dataclass(frozen=True)
class Hello:
    """The first frame of the client: the conversation's token, and the last line that it has."""

    token: str
    after: int


def add_live_route(router: APIRouter, conversations: Conversations) -> None:
    """Add the socket's route."""

    @router.websocket("/v1/conversations/{conversation_id}/live")
    async def live(socket: WebSocket, conversation_id: str) -> None:
        """Send every line behind `after`; the first frame from the client is `{"token": ..., "after": ...}`."""
        await socket.accept()
        try:
            hello = await _hello(socket)
            await conversations.open(conversation_id, hello.token)
        except WebSocketDisconnect:
            return
        except (NotFound, TimeoutError):
            await _close(socket, WRONG_TOKEN)
            return
        if conversations.listeners.count(conversation_id) >= MOST_SOCKETS:
            await _close(socket, TOO_MANY)
            return
        with conversations.listeners.listen(conversation_id) as events:
            code = await _serve(socket, conversations.follow(conversation_id, hello.after, events), conversation_id)
        await _close(socket, code)


async def _hello(socket: WebSocket) -> Hello:
    """Return the first frame.

    Raises:
        NotFound: what came is not `{"token": text}`, with or without `"after": number`.
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
    after = hello.get("after", 0) if isinstance(hello, dict) else 0
    if not isinstance(token, str) or type(after) is not int or not 0 <= after <= LARGEST_SEQ:
        raise NotFound("the first frame holds no token, or no line to begin behind")
    return Hello(token, after)


async def _close(socket: WebSocket, code: int) -> None:
    """Close the socket, unless the client was faster."""
    try:
        await socket.close(code)
    except (WebSocketDisconnect, RuntimeError):
        return


async def _serve(socket: WebSocket, follower: Follower, conversation_id: str) -> int:
    """Send frames until the client goes or there are no more; return the code to close with."""
    # A task group, so that nothing goes on listening when this socket's task is cancelled.
    async with asyncio.TaskGroup() as group:
        sending = group.create_task(_send(socket, follower, conversation_id))
        receiving = group.create_task(_wait_for_the_end(socket))
        sending.add_done_callback(lambda _: receiving.cancel())
        receiving.add_done_callback(lambda _: sending.cancel())
    return CLIENT_GONE if sending.cancelled() else sending.result()


async def _send(socket: WebSocket, follower: Follower, conversation_id: str) -> int:
    """Send frames as they come; return the code to close with."""
    try:
        async with contextlib.aclosing(follower.frames()) as frames:
            async for frame in frames:
                await socket.send_json(_shown(frame))
    except (WebSocketDisconnect, RuntimeError):  # the client was faster: `receive` says so too
        return CLIENT_GONE
    except Exception as error:  # noqa: BLE001  a door: the client connects again, and goes on where it was
        log.error("conversation %s: live socket failed: %s", conversation_id, describe(error))  # noqa: TRY400
        return FAILED
    return ERASED


async def _wait_for_the_end(socket: WebSocket) -> None:
    """Wait until the client goes; what it sends here is not read."""
    while socket.client_state is WebSocketState.CONNECTED:
        await socket.receive()


def _shown(frame: Frame) -> Frame:
    if frame["type"] != "message":
        return frame
    return frame | {"message": LineOut.model_validate(frame["message"]).model_dump(mode="json")}
