"""A stand-in for Meta's Graph API: an ASGI app that refuses what Meta refuses and fails as it is told to.

Served by `httpx.ASGITransport` or by uvicorn. What it took stands in `sent`, in order.
"""

import asyncio
import hashlib
import json
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

TOKEN = "EAAGm0PX4ZCpsBAKZCq7ZBvZAtoken"
VERSION = "v25.0"


class Rejected(Exception):
    """Meta's answer to something that it does not take."""

    def __init__(
        self,
        status: int,
        code: int,
        subcode: int | None = None,
        message: str = "",
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status, self.code, self.subcode, self.message = status, code, subcode, message
        self.headers = headers or {}


def check(holds: Any, message: str, code: int = 100) -> None:
    """Refuse as Meta refuses a wrong parameter."""
    if not holds:
        raise Rejected(400, code, message=message)


def check_keys(value: Any, required: set[str], optional: frozenset[str] | set[str] = frozenset()) -> None:
    check(isinstance(value, dict), f"an object is expected, not {type(value).__name__}")
    check(required <= set(value), f"missing {sorted(required - set(value))}")
    check(set(value) <= required | optional, f"unknown {sorted(set(value) - required - optional)}")


@dataclass
class Failure:
    status: int
    code: int
    subcode: int | None = None
    headers: dict[str, str] = field(default_factory=dict)


class FakeGraph:
    """What every app of Meta's does alike. The apps' own stand-ins check bodies in `take`."""

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []
        self.courtesies: list[dict[str, Any]] = []
        self.requests: list[tuple[str, str]] = []
        self.failures: deque[Failure] = deque()
        self.down = False
        self.slow_seconds = 0.0
        self.gone: set[str] = set()
        self.refused: dict[str, Rejected] = {}
        self.window_closed: set[str] = set()
        self.files: dict[str, tuple[bytes, str]] = {}
        self.redirects: dict[str, str] = {}

    def fail(self, status: int, code: int, subcode: int | None = None, times: int = 1, **headers: str) -> None:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.failures.extend([Failure(status, code, subcode, named)] * times)

    def take(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        raise NotImplementedError

    def look_up(self, request: Request, path: str) -> Response:
        raise Rejected(404, 100, 33, f"Unsupported get request. Object with ID '{path}' does not exist")

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            request = Request(scope, receive)
            await (await self._answer(request))(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        self.requests.append((request.method, str(request.url)))
        await asyncio.sleep(self.slow_seconds)
        if self.down:
            return Response("<html><body>Sorry, something went wrong.</body></html>", 503, media_type="text/html")
        try:
            return await self._route(request)
        except Rejected as error:
            return _error(error.status, error.code, error.subcode, error.message, error.headers)

    async def _route(self, request: Request) -> Response:
        path = request.url.path
        if path in self.redirects:
            return Response(status_code=302, headers={"Location": self.redirects[path]})
        if path in self.files:
            return self._file(request, path)
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            raise Rejected(401, 190, message="Invalid OAuth access token - Cannot parse access token")
        check("access_token" not in request.url.query, "the token belongs into the header")
        if self.failures:
            one = self.failures.popleft()
            return _error(one.status, one.code, one.subcode, "told to fail", one.headers)
        check(path.startswith(f"/{VERSION}/"), "Unknown path components", 2500)
        rest = path.removeprefix(f"/{VERSION}/")
        if request.method == "GET":
            return self.look_up(request, rest)
        check(request.headers.get("Content-Type", "").startswith("application/json"), "JSON is expected")
        try:
            body = json.loads(await request.body())
        except ValueError:
            raise Rejected(400, 100, message="the body is no JSON") from None
        return JSONResponse(self.take(rest, body))

    def _file(self, request: Request, path: str) -> Response:
        content, mime_type = self.files[path]
        wants_token = path.startswith("/whatsapp_business/")
        if wants_token and request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return Response(status_code=401)
        return Response(content, media_type=mime_type)

    def refuse_unreachable(self, address: str, gone: Rejected, window: Rejected) -> None:
        if address in self.refused:
            raise self.refused[address]
        if address in self.gone:
            raise gone
        if address in self.window_closed:
            raise window

    def next_id(self) -> str:
        return hashlib.sha256(str(len(self.sent)).encode()).hexdigest()[:24].upper()


def _error(
    status: int, code: int, subcode: int | None, message: str, headers: dict[str, str] | None = None
) -> JSONResponse:
    error = {"message": f"(#{code}) {message}", "type": "OAuthException", "code": code, "fbtrace_id": "AbCdEfGhIjK"}
    return JSONResponse({"error": error | ({"error_subcode": subcode} if subcode else {})}, status, headers)
