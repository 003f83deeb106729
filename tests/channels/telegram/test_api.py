"""Telegram over HTTP where it does not answer as it should: gateways, and bodies without end."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from salon.channels.telegram.api import Api
from salon.errors import Unavailable
from tests.channels.telegram.stand_in import TOKEN


class Endless(httpx.AsyncByteStream):
    """A body of fifty bytes at a time that does not end; `taken` counts them."""

    def __init__(self) -> None:
        self.taken = 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while True:
            self.taken += 1
            yield b"x" * 50


class Odd(httpx.AsyncBaseTransport):
    """Answers all the same, and keeps what was asked."""

    def __init__(self, response: httpx.Response) -> None:
        self.asked: list[httpx.Request] = []
        self._response = response

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Answer."""
        self.asked.append(request)
        return self._response


def call(response: httpx.Response, method: str = "getMe", **body: Any) -> Any:
    """Return the result of a request that is answered so."""

    async def run() -> Any:
        async with httpx.AsyncClient(transport=Odd(response), follow_redirects=True) as http:
            return await Api(http, TOKEN).call(method, body)

    return asyncio.run(run())


def download(transport: Odd, most_bytes: int) -> bytes:
    """Return a file."""

    async def run() -> bytes:
        async with httpx.AsyncClient(transport=transport) as http:
            return await Api(http, TOKEN).download("photos/a.jpg", most_bytes)

    return asyncio.run(run())


@pytest.mark.parametrize(
    ("response", "status"),
    [
        (httpx.Response(200, text="<html>Welcome to the hotel's network</html>"), 200),
        (httpx.Response(200, json=[]), 200),
        (httpx.Response(200, json={"ok": False}), 200),
        (httpx.Response(200, json={"ok": "true", "result": {}}), 200),
        (httpx.Response(200, content=b"[" * 100_000), 200),
        (httpx.Response(200, content=b"\xff"), 200),
        (httpx.Response(302, headers={"Location": "https://elsewhere.example"}), 302),
        (httpx.Response(503, json={"ok": True, "result": {}}), 503),
    ],
)
def test_call_that_is_answered_by_something_else(response: httpx.Response, status: int) -> None:
    with pytest.raises(Unavailable) as error:
        call(response)

    assert (str(error.value), error.value.permanent) == (f"telegram refused getMe: {status}", False)


def test_call() -> None:
    assert call(httpx.Response(200, json={"ok": True, "result": 5})) == 5


@pytest.mark.parametrize(("most_bytes", "taken"), [(99, 2), (100, 3)])
def test_download_reads_no_more_than_it_may(most_bytes: int, taken: int) -> None:
    body = Endless()

    with pytest.raises(Unavailable) as error:
        download(Odd(httpx.Response(200, stream=body)), most_bytes)

    assert (str(error.value), error.value.permanent) == ("telegram's file is larger than allowed", True)
    assert body.taken == taken


def test_download_does_not_read_what_was_refused() -> None:
    body = Endless()

    with pytest.raises(Unavailable, match=r"^telegram's file can't be had: 500$"):
        download(Odd(httpx.Response(500, stream=body)), 1_000)

    assert body.taken == 1


def test_download_asks_for_nothing_compressed() -> None:
    telegram = Odd(httpx.Response(200, stream=httpx.ByteStream(b"abc")))

    assert download(telegram, 3) == b"abc"
    assert telegram.asked[0].headers["Accept-Encoding"] == "identity"
    assert telegram.asked[0].url == f"https://api.telegram.org/file/bot{TOKEN}/photos/a.jpg"
