"""The desk's headers: a content policy of its own, stricter than a page that only shows could do with."""

import secrets
from collections.abc import Awaitable, Callable

from fastapi import Request, Response

POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


async def add_policy(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    """Give the request its nonce, and the response its policy; pages of the desk are kept by no cache."""
    request.state.nonce = secrets.token_urlsafe(16)
    response = await call_next(request)
    response.headers["Content-Security-Policy"] = POLICY.format(nonce=request.state.nonce)
    static = request.url.path.startswith("/desk/static/")
    response.headers.setdefault("Cache-Control", "no-cache" if static else "no-store")
    # Without a referrer browsers send "Origin: null" with forms, and no write could be told from a foreign one.
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Frame-Options"] = "DENY"
    return response
