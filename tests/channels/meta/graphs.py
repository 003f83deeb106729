"""Graph clients for tests: with a stand-in behind them instead of the network."""

from typing import Any

import httpx

from salon.channels.meta.graph import Graph
from tests.channels.meta.fake_graph import TOKEN


def graph_over(app: Any, token: str = TOKEN) -> Graph:
    return Graph(token, transport=httpx.ASGITransport(app))


class Broken(httpx.AsyncBaseTransport):
    """A network that fails, in words that hold what nobody may read."""

    def __init__(self, error: type[httpx.TransportError] = httpx.ConnectError) -> None:
        self.error = error

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        raise self.error(f"{request.url} {request.headers['Authorization']}")


class Answering(httpx.AsyncBaseTransport):
    """A network where every request gets the same answer; `asked` are they."""

    def __init__(self, status: int, content: bytes = b"", headers: dict[str, str] | None = None) -> None:
        self.status, self.content, self.headers = status, content, headers or {}
        self.asked: list[httpx.Request] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        return httpx.Response(self.status, headers=self.headers, content=self.content)
