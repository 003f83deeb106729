"""The way from a door to its vendor: open, closed, or such that answers come late or never."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import contextmanager
from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.channels.trouble.vendors import Vendor

TRICKLE_SECONDS = 10.0
"""Less than any time-out of a single read."""


class Network(httpx.AsyncBaseTransport):
    """Leads to a vendor's stand-in. Time-outs hold as they do in a real network: `httpx.ASGITransport` knows none.

    Attributes:
        refuses: tells whether a request gets no further than the first step; and with which error.
        answers: what somebody on the way says to a request in the vendor's place, if anything.
        slow: clients for whom whatever the vendor took is answered only when they are taken out of here.
        losing: how many answers get lost on the way back, by client; the vendor took what was sent.
        trickling: clients for whom answers come byte by byte and never end.
        tried: the client of every message that set out, in order, whatever became of it.
        waiting: how many requests are under way now because of `slow` or `trickling`.
    """

    def __init__(self, vendor: "Vendor") -> None:
        self._vendor = vendor
        self._inner = httpx.ASGITransport(app=vendor.server)
        self._released = asyncio.Condition()
        self.refuses: Callable[[], type[httpx.TransportError] | None] = lambda: None
        self.answers: Callable[[], httpx.Response | None] = lambda: None
        self.slow: set[str] = set()
        self.losing = Counter[str]()
        self.trickling: set[str] = set()
        self.tried: list[str] = []
        self.waiting = 0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Bring a request there, and its answer back."""
        client, is_message = self._vendor.client_of(request), self._vendor.is_message(request)
        if is_message:
            self.tried.append(client)
        if error := self.refuses():
            raise error("the network's own words", request=request)
        if response := self.answers():
            return response
        response = await self._inner.handle_async_request(request)
        if client in self.slow:
            await self._hold(client, _read_seconds(request))
        if client in self.trickling:
            return httpx.Response(response.status_code, headers=response.headers, stream=Trickle(self))
        if is_message and self.losing[client]:
            self.losing[client] -= 1
            raise httpx.RemoteProtocolError("Server disconnected without sending a response.", request=request)
        return response

    async def release(self, client: str) -> None:
        """Let the answers to a client's messages come."""
        self.slow.discard(client)
        async with self._released:
            self._released.notify_all()

    @contextmanager
    def held(self) -> "Iterator[None]":
        """Count a request that waits."""
        self.waiting += 1
        try:
            yield
        finally:
            self.waiting -= 1

    async def _hold(self, client: str, seconds: float) -> None:
        with self.held():
            try:
                async with asyncio.timeout(seconds), self._released:
                    await self._released.wait_for(lambda: client not in self.slow)
            except TimeoutError:
                raise httpx.ReadTimeout("the answer takes too long") from None


class Trickle(httpx.AsyncByteStream):
    """An answer of which a blank comes now and then."""

    def __init__(self, network: Network) -> None:
        self._network = network

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """Yield blanks for ever; no single one is late."""
        with self._network.held():
            while True:
                await asyncio.sleep(TRICKLE_SECONDS)
                yield b" "


def _read_seconds(request: httpx.Request) -> float:
    seconds = request.extensions["timeout"]["read"]
    assert seconds, "a request without a time-out waits for ever"
    return float(seconds)
