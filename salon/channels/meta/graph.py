"""Speaks to Meta's Graph API for one app of ours, with one token. The senders of the Meta apps enter.

Nothing is contacted before something is asked. No address and no token stands in an error: httpx puts both into its own,
so none of those leaves this file, nor does its chain.
"""

import asyncio
from collections.abc import Mapping
from typing import Any

import httpx

from salon.channels.meta.failures import failure
from salon.channels.meta.reading import part
from salon.channels.unlogged import unlogged
from salon.errors import Unavailable
from salon.messaging.app import File

GRAPH_URL = "https://graph.facebook.com"
GRAPH_VERSION = "v25.0"
MEDIA_HOSTS = ("fbsbx.com", "fbcdn.net", "cdninstagram.com")
"""Where Meta keeps what clients send."""
_TOKEN_HOST = "lookaside.fbsbx.com"  # noqa: S105 - a host's name
"""The only place but the API itself that is shown the token: it gives WhatsApp's files out."""
_SECONDS = httpx.Timeout(15, connect=5)
_ANSWER_SECONDS = 20
"""For a whole answer: one that trickles in must not outlast the lease of who waits for it."""
_FILE_SECONDS = 60
"""For a whole file: one that trickles in holds nobody up for longer."""
_MOST_REDIRECTS = 3


class Graph:
    """Meta's Graph API.

    Args:
        token: of the page or of the system user; sent in a header, never in an address.
        version: "v25.0"; Meta keeps each for two years at least.
        base_url: without the version; another one in tests, or Instagram's own.
        transport: in place of the network.
    """

    def __init__(
        self,
        token: str,
        *,
        version: str = GRAPH_VERSION,
        base_url: str = GRAPH_URL,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._base = httpx.URL(base_url)
        self._root = f"{base_url.rstrip('/')}/{version}"
        self._headers = {"Authorization": f"Bearer {token}"}
        self._client = httpx.AsyncClient(timeout=_SECONDS, transport=transport)

    async def post(self, path: str, body: Mapping[str, Any]) -> None:
        """Post JSON; what comes back is of no use to us.

        Raises:
            Unavailable: one of `messaging.app`'s where Meta's code tells which.
        """
        await self._ask("POST", path, json=body)

    async def get(self, path: str, **parameters: str) -> Mapping[str, Any]:
        """Return the object at a path.

        Raises:
            Unavailable: it can't be had.
        """
        return part(_json(await self._ask("GET", path, params=parameters)))

    async def download(self, url: str, most_bytes: int) -> File:
        """Return the file that stands at an address of Meta's.

        Raises:
            Unavailable: it can't be had; permanent if it is larger than `most_bytes`, or if the address isn't Meta's.
        """
        try:
            with unlogged():  # whoever has a file's address can look at it
                async with asyncio.timeout(_FILE_SECONDS):
                    return await self._download(url, most_bytes)
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, TimeoutError) as error:
            raise Unavailable(f"a file did not come from Meta: {type(error).__name__}") from None

    async def close(self) -> None:
        """Let go of connections; nothing can be asked afterwards."""
        await self._client.aclose()

    async def _download(self, url: str, most_bytes: int) -> File:
        for _ in range(_MOST_REDIRECTS + 1):
            target = httpx.URL(url)
            async with self._client.stream("GET", target, headers=self._headers_for(target)) as response:
                if not response.has_redirect_location:
                    return await _file(response, most_bytes)
                url = str(target.join(response.headers["Location"]))
        raise Unavailable("a file of Meta's is redirected too often", permanent=True)

    async def _ask(self, method: str, path: str, **arguments: Any) -> httpx.Response:
        try:
            async with asyncio.timeout(_ANSWER_SECONDS):
                response = await self._client.request(
                    method, f"{self._root}/{path}", headers=self._headers, **arguments
                )
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, TimeoutError) as error:
            raise Unavailable(f"Meta did not answer: {type(error).__name__}") from None
        if not response.is_success:
            raise failure(response.status_code, _json(response), response.headers)
        return response

    def _headers_for(self, target: httpx.URL) -> dict[str, str]:
        # The address came in an answer or in a webhook: whoever forged one must not get our token, nor make us knock at
        # a machine of our own network.
        ours = (target.scheme, target.host, target.port) == (self._base.scheme, self._base.host, self._base.port)
        if not ours and not (target.scheme == "https" and _is_media_host(target.host) and target.port is None):
            raise Unavailable("a file is said to be where Meta keeps none", permanent=True)
        plain = {"Accept-Encoding": "identity"}
        return plain | self._headers if ours or target.host == _TOKEN_HOST else plain


async def _file(response: httpx.Response, most_bytes: int) -> File:
    if not response.is_success:
        await response.aread()
        raise failure(response.status_code, _json(response), response.headers)
    if "Content-Encoding" in response.headers:  # unpacked, it could be of any size
        raise Unavailable("a file came packed", permanent=True)
    content = bytearray()
    async for chunk in response.aiter_raw():
        content += chunk
        if len(content) > most_bytes:
            raise Unavailable("a file is too large", permanent=True)
    return File(bytes(content), response.headers.get("Content-Type", "").partition(";")[0].strip().lower())


def _is_media_host(host: str) -> bool:
    return any(host == one or host.endswith(f".{one}") for one in MEDIA_HOSTS)


def _json(response: httpx.Response) -> object:
    try:
        return response.json()
    except (ValueError, RecursionError):
        return None
