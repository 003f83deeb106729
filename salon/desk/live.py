"""The desk's live socket, `/desk/live`: says what has changed; the page asks for it by itself.

It is open for whoever is signed in, from a page of this very host, and closes when the session ends.
"""

import asyncio
import contextlib
import logging

from fastapi import WebSocket, WebSocketDisconnect
from starlette.websockets import WebSocketState

from salon.desk import cookies
from salon.desk.access import Access, is_own_origin
from salon.desk.door import DeskDoor
from salon.errors import describe
from salon.live_topics import EVERYTHING, Watcher

log = logging.getLogger(__name__)

BROWSER_GONE, FAILED, SIGNED_OUT, FOREIGN = 1000, 1011, 4401, 4403
LOOK_AGAIN_SECONDS = 10.0
"""How often an open socket looks whether its session is good still; a wake-up is told within that time at most."""


def add_live_route(desk: DeskDoor) -> None:
    """Add the socket's route."""

    @desk.router.websocket("/live")
    async def live(socket: WebSocket) -> None:
        """Send `{"type": "changed", "topic": ...}` for each topic, or `{"type": "refresh"}` when any may have changed."""
        # A browser tells its page no code of a socket that was never open.
        await socket.accept()
        if "origin" not in socket.headers or not is_own_origin(socket.headers):
            await _close(socket, FOREIGN)
            return
        token = cookies.read(socket, cookies.SESSION)
        with desk.services.topics.watch() as watcher:
            code = await _serve(socket, desk.access, token, watcher)
        await _close(socket, code)


async def _serve(socket: WebSocket, access: Access, token: str, watcher: Watcher) -> int:
    """Send until the browser goes or its session ends; return the code to close with."""
    # A task group, so that nothing goes on watching when this socket's task is cancelled.
    async with asyncio.TaskGroup() as group:
        sending = group.create_task(_send(socket, access, token, watcher))
        receiving = group.create_task(_wait_for_the_end(socket))
        sending.add_done_callback(lambda _: receiving.cancel())
        receiving.add_done_callback(lambda _: sending.cancel())
    return BROWSER_GONE if sending.cancelled() else sending.result()


async def _send(socket: WebSocket, access: Access, token: str, watcher: Watcher) -> int:
    """Send topics as they come; return the code to close with."""
    clock = asyncio.get_running_loop().time
    try:
        while await access.member(token, used=False):
            looked = clock()
            while (left := looked + LOOK_AGAIN_SECONDS - clock()) > 0:
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(left):
                        await _tell(socket, await watcher.topics())
    except (WebSocketDisconnect, RuntimeError):  # the browser was faster
        return BROWSER_GONE
    except Exception as error:  # noqa: BLE001  a door: the page connects again, and asks for all
        log.error("the desk's live socket failed: %s", describe(error))  # noqa: TRY400
        return FAILED
    return SIGNED_OUT


async def _tell(socket: WebSocket, topics: list[str]) -> None:
    if EVERYTHING in topics:
        await socket.send_json({"type": "refresh"})
        return
    for topic in topics:
        await socket.send_json({"type": "changed", "topic": topic})


async def _wait_for_the_end(socket: WebSocket) -> None:
    """Wait until the browser goes; what it sends here is not read."""
    with contextlib.suppress(WebSocketDisconnect, RuntimeError):
        while socket.client_state is WebSocketState.CONNECTED:
            await socket.receive()


async def _close(socket: WebSocket, code: int) -> None:
    with contextlib.suppress(WebSocketDisconnect, RuntimeError):
        await socket.close(code)
