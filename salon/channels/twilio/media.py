"""Fetches what a client sent from where Twilio keeps it. `send.py` enters.

https://www.twilio.com/docs/messaging/api/media-resource: the address asks for the account's credentials and answers
with another one, on a host of storage, where they must not go.
"""

from http import HTTPStatus

import httpx

from salon.channels.unlogged import unlogged
from salon.errors import Unavailable
from salon.messaging.app import File

_MOST_REDIRECTS = 3
_GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})


async def fetch_media(client: httpx.AsyncClient, auth: httpx.Auth, reference: str, most_bytes: int) -> File:
    """Return the file behind a `MediaUrl`.

    Args:
        client: knows Twilio's address as its base; it follows no redirects itself.
        auth: sent to that address and nowhere else.

    Raises:
        Unavailable: not to be had; permanent if it is elsewhere, larger than `most_bytes`, or no more there.
    """
    try:
        with unlogged():
            return await _follow(client, auth, httpx.URL(reference), most_bytes)
    except httpx.HTTPError:
        raise Unavailable("Twilio's media are out of reach") from None  # their words hold the address
    except (httpx.InvalidURL, UnicodeError):
        raise Unavailable("a medium has no address", permanent=True) from None


async def _follow(client: httpx.AsyncClient, auth: httpx.Auth, url: httpx.URL, most_bytes: int) -> File:
    if not _is_home(url, client.base_url):
        raise Unavailable("a medium is not Twilio's", permanent=True)
    for _ in range(_MOST_REDIRECTS + 1):
        # As it is: what was compressed could swell past the limit.
        request = client.build_request("GET", url, headers={"Accept-Encoding": "identity"})
        response = await client.send(request, auth=auth if _is_home(url, client.base_url) else None, stream=True)
        try:
            if not response.has_redirect_location:
                return await _read(response, most_bytes)
            url = url.join(response.headers["Location"])
        finally:
            await response.aclose()
        if url.scheme != client.base_url.scheme:
            raise Unavailable("a medium was sent on without encryption", permanent=True)
    raise Unavailable("a medium was sent on too often")


def _is_home(url: httpx.URL, home: httpx.URL) -> bool:
    return (url.scheme, url.host, url.port) == (home.scheme, home.host, home.port) and not url.userinfo


async def _read(response: httpx.Response, most_bytes: int) -> File:
    if not response.is_success:
        gone = response.status_code in _GONE
        raise Unavailable(f"Twilio refused a medium ({response.status_code})", permanent=gone)
    content = bytearray()
    async for part in response.aiter_bytes():
        content += part
        if len(content) > most_bytes:
            raise Unavailable("a medium is too large", permanent=True)
    return File(bytes(content), response.headers.get("Content-Type", "").partition(";")[0].strip().lower())
