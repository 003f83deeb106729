"""What stands before every route: a limit to the body, and the headers that browsers go by."""

from collections.abc import Awaitable, Callable, Mapping, Sequence

from fastapi import Request, Response
from fastapi.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


async def add_headers(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    """Add the security headers; answers of the interface are never cached."""
    response = await call_next(request)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.url.path.startswith("/v1/"):
        response.headers.setdefault("Cache-Control", "no-store")
    else:
        # Asked again each time, so that an upgrade never mixes old and new modules of the page.
        response.headers.setdefault("Cache-Control", "no-cache")
    return response


class BodyLimit:
    """Reads a request's body before the app does, and stops behind `largest` bytes, announced or not.

    Args:
        detail: returns the sentence for whoever sends more.
        unlimited: paths whose callers know a secret.
        larger: beginnings of paths for which another limit holds, with that.
    """

    def __init__(
        self,
        app: ASGIApp,
        largest: int,
        detail: Callable[[], str],
        unlimited: Sequence[str] = (),
        larger: Mapping[str, int] | None = None,
    ) -> None:
        self._app = app
        self._largest = largest
        self._detail = detail
        self._unlimited = frozenset(unlimited)
        self._larger = larger or {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with its whole body, or refuse it."""
        if scope["type"] != "http" or scope["path"] in self._unlimited:
            await self._app(scope, receive, send)
            return
        largest = next((most for path, most in self._larger.items() if scope["path"].startswith(path)), self._largest)
        announced = dict(scope["headers"]).get(b"content-length", b"0")
        size = int(announced) if announced.isdigit() else 0
        body = b""
        more = True
        while more and size <= largest:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            body += message.get("body", b"")
            size = len(body)
            more = message.get("more_body", False)
        if size > largest:
            await JSONResponse({"error": "too_large", "detail": self._detail()}, 413)(scope, receive, send)
            return
        await self._app(scope, replay(body, receive), send)


def replay(body: bytes, receive: Receive) -> Receive:
    """Return what gives the body in one piece, and then whatever comes."""
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again
