"""What can go wrong between a browser and the app, on demand: a wrapper around the app that a test gives orders to."""

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any

from fastapi.responses import HTMLResponse, JSONResponse
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from salon.app_guards import replay

DESK = "/desk/live"
DROPPED = 0
"""A status that is none: the connection ends in the middle of the answer."""


@dataclass(frozen=True)
class Fault:
    """An answer in place of the app's; with `after_storing`, the app has done its part and only its answer is lost."""

    status: int
    detail: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    after_storing: bool = False


@dataclass
class Faults:
    """Stands before an app, records what is posted, and does as it was told.

    Attributes:
        pending: for the next messages that are posted, one each.
        beginnings: for the next conversations that are begun.
        posted: the bodies of the messages that came, in order.
        begun: how many conversations were asked for.
        held_up: while it is true, messages wait in front of the app.
        sockets: what closes each socket of the widget's that is open.
        desk_sockets: what closes each of the desk's.
        refuses_sockets: whether new sockets are closed at once.
        host_page: what stands at `/host` and below: a page of somebody's on the app's own origin, without its policy.
    """

    app: ASGIApp
    pending: list[Fault] = field(default_factory=list)
    beginnings: list[Fault] = field(default_factory=list)
    posted: list[dict[str, Any]] = field(default_factory=list)
    begun: int = 0
    held_up: bool = False
    sockets: list[Send] = field(default_factory=list)
    desk_sockets: list[Send] = field(default_factory=list)
    refuses_sockets: bool = False
    host_page: str = ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass it on, or not."""
        if scope["type"] == "websocket":
            await self._socket(scope, receive, send)
        elif scope.get("path", "").startswith("/host"):
            await HTMLResponse(self.host_page)(scope, receive, send)
        elif (scope["type"], scope.get("method")) == ("http", "POST"):
            await self._post(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def hang_up(self, code: int) -> None:
        """Close every socket, as a server that goes down does."""
        for sockets in (self.sockets, self.desk_sockets):
            for send in list(sockets):
                sockets.remove(send)
                await send({"type": "websocket.close", "code": code})

    async def _post(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = await Request(scope, receive).body()
        if scope["path"].endswith("/messages"):
            self.posted.append(json.loads(body))
            while self.held_up:
                await asyncio.sleep(0.01)
            faults = self.pending
        else:
            self.begun += 1
            faults = self.beginnings
        fault = faults.pop(0) if faults else None
        if fault is None:
            await self.app(scope, replay(body, receive), send)
            return
        if fault.after_storing:
            await self.app(scope, replay(body, receive), _nowhere)
        await _fail(fault, scope, receive, send)

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self.refuses_sockets:
            await receive()
            await send({"type": "websocket.accept"})
            await send({"type": "websocket.close", "code": 1011})
            return

        async def receive_first() -> Message:
            message = await receive()
            # The first frame is the client's hello: from here on it listens.
            if message["type"] == "websocket.receive" and send not in self.sockets:
                self.sockets.append(send)
            return message

        if scope["path"] == DESK:  # it says no hello
            self.desk_sockets.append(send)
        try:
            await self.app(scope, receive_first, send)
        finally:
            for sockets in (self.sockets, self.desk_sockets):
                if send in sockets:
                    sockets.remove(send)


async def _nowhere(message: Message) -> None:
    pass


async def _fail(fault: Fault, scope: Scope, receive: Receive, send: Send) -> None:
    if fault.status != DROPPED:
        await JSONResponse({"error": "fault", "detail": fault.detail}, fault.status, fault.headers)(
            scope, receive, send
        )
        return
    # Begun and never ended: the server cuts the connection.
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"1000")]})
    await send({"type": "http.response.body", "body": b"{", "more_body": True})
