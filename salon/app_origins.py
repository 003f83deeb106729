"""Which websites may talk to the app from a browser: its own, and those of `salon.yml`. `salon.app` mounts it.

Clients have no cookies, so another site can't act in their name; still nobody's page shows the salon's bot unasked. Staff
have some: the desk is for its own pages alone.
Programs that are no browsers send no Origin and are let through: they have nothing to gain by it.
"""

import re
from collections.abc import Callable, Collection, Sequence

from fastapi.responses import JSONResponse
from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from salon.origins import DEFAULT_PORTS

REFUSED = 4403
"""Close code of a live socket."""
_READABLE = re.compile(r"https?://[a-z0-9.:\[\]-]{1,255}")
_PREFLIGHT_SECONDS = 7200  # the most that Chromium takes


class Origins:
    """Lets a website in or answers 403 before anything is done; errors behind it can be read by those let in.

    Args:
        allowed: origins as browsers send them.
        refusal: returns the sentence for an origin; it is given None for one that can't be named.
        open_to_all: beginnings of paths that any page may fetch.
        own_only: beginnings of paths that are for the app's own pages, whoever else is allowed.
    """

    def __init__(
        self,
        app: ASGIApp,
        allowed: Collection[str],
        refusal: Callable[[str | None], str],
        open_to_all: Sequence[str] = (),
        own_only: Sequence[str] = (),
    ) -> None:
        self._app = app
        self._allowed = frozenset(allowed)
        self._refusal = refusal
        self._open_to_all = tuple(open_to_all)
        self._own_only = tuple(own_only)
        self._shared = CORSMiddleware(
            app,
            allow_origins=self._allowed,
            allow_methods=("GET", "POST", "PUT", "DELETE"),
            allow_headers=("Authorization", "Content-Type"),
            expose_headers=("Retry-After",),
            max_age=_PREFLIGHT_SECONDS,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] not in ("http", "websocket") or scope["path"].startswith(self._open_to_all):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        if origin is None or _is_own(origin, headers.get("host", "")):
            await self._app(scope, receive, send)
        elif origin in self._allowed and not scope["path"].startswith(self._own_only):
            await self._shared(scope, receive, send)
        elif scope["type"] == "websocket":
            await _hang_up(receive, send)
        else:
            detail = self._refusal(origin if _READABLE.fullmatch(origin) else None)
            # Anybody may read why: the widget shows it to whoever puts it on a page.
            headers_out = {"Access-Control-Allow-Origin": "*", "Vary": "Origin"}
            await JSONResponse({"error": "origin", "detail": detail}, 403, headers_out)(scope, receive, send)


def _is_own(origin: str, host: str) -> bool:
    """Tell whether a page is the app's own. The scheme does not count: a proxy speaks TLS for the app."""
    scheme, _, named = origin.partition("://")
    port = DEFAULT_PORTS.get(scheme)
    return port is not None and named.lower().removesuffix(port) == host.lower().removesuffix(port) != ""


async def _hang_up(receive: Receive, send: Send) -> None:
    """Accept a socket and close it: a browser tells its page no code of one that was never open."""
    await receive()
    await send({"type": "websocket.accept"})
    await send({"type": "websocket.close", "code": REFUSED})
