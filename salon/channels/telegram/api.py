"""Telegram's Bot API over HTTP: asks, and tells what went wrong without a word of what was asked. `send` enters.

https://core.telegram.org/bots/api#making-requests
"""

import asyncio
from collections.abc import Mapping
from typing import Any

import httpx

from salon.channels.telegram.failures import failure_of
from salon.channels.telegram.reading import record_at
from salon.channels.unlogged import unlogged
from salon.errors import Unavailable

BASE_URL = "https://api.telegram.org"
SECONDS = 15.0
_SUCCESS = 200
_REFUSED = 400
_TROUBLES = (httpx.HTTPError, httpx.InvalidURL, TimeoutError)


class Api:
    """Asks with one token. Nothing is contacted before something is asked.

    Args:
        http: the client to use; redirects are not followed, whatever it is set to.
        token: the bot's.
        base_url: where the API is.
    """

    def __init__(self, http: httpx.AsyncClient, token: str, base_url: str = BASE_URL) -> None:
        self._http = http
        self._token = token
        self._base_url = base_url.rstrip("/")

    async def call(self, method: str, body: Mapping[str, Any], seconds: float = SECONDS) -> Any:
        """Ask for something and return its result.

        Raises:
            Unavailable: Telegram refused, or can't be reached.
        """
        status, answer = await self._ask(method, body, seconds)
        if status == _SUCCESS and answer.get("ok") is True:
            return answer.get("result")
        raise failure_of(method, status, answer, for_chat="chat_id" in body)

    async def download(self, path: str, most_bytes: int) -> bytes:
        """Return a file by the path that `getFile` gave.

        Raises:
            Unavailable: it is not there; permanent if it is larger than `most_bytes`, of which no more is read.
        """
        try:
            with unlogged():
                status, content = await self._read(f"{self._base_url}/file/bot{self._token}/{path}", most_bytes)
        except _TROUBLES as error:
            trouble = type(error).__name__
        else:
            return _checked(content, status, most_bytes)
        raise Unavailable(f"telegram's file can't be had: {trouble}")

    async def close(self) -> None:
        """Let go of connections; nothing can be asked afterwards."""
        await self._http.aclose()

    async def _read(self, url: str, most_bytes: int) -> tuple[int, bytes]:
        """Return status and content; of what is too large or was refused, a beginning."""
        content = bytearray()
        # Not compressed: a small body could unfold to any size before we count it.
        plain = {"Accept-Encoding": "identity"}
        async with (
            asyncio.timeout(4 * SECONDS),
            self._http.stream("GET", url, headers=plain, timeout=SECONDS, follow_redirects=False) as response,
        ):
            async for chunk in response.aiter_raw():
                content += chunk
                if response.status_code != _SUCCESS or len(content) > most_bytes:
                    break
        return response.status_code, bytes(content)

    async def _ask(self, method: str, body: Mapping[str, Any], seconds: float) -> tuple[int, dict[str, Any]]:
        url = f"{self._base_url}/bot{self._token}/{method}"
        try:
            with unlogged():
                async with asyncio.timeout(seconds):
                    response = await self._http.post(url, json=dict(body), timeout=seconds, follow_redirects=False)
            return response.status_code, _decoded(response)
        except _TROUBLES as error:
            trouble = type(error).__name__
        # Out here, so that the error that holds the address, and with it the token, is not even this one's context.
        raise Unavailable(f"telegram can't be reached: {trouble}")


def _decoded(response: httpx.Response) -> dict[str, Any]:
    try:
        return record_at(response.json())
    except (ValueError, RecursionError):
        return {}


def _checked(content: bytes, status: int, most_bytes: int) -> bytes:
    if status != _SUCCESS:
        # A path is good for an hour, and the next try asks for another one: https://core.telegram.org/bots/api#getfile
        raise Unavailable(f"telegram's file can't be had: {status}")
    if len(content) > most_bytes:
        raise Unavailable("telegram's file is larger than allowed", permanent=True)
    return content
