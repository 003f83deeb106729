"""Twilio, as far as we use it: an ASGI app that is as strict as the real one, and fails as it is told.

Usable behind httpx.ASGITransport and behind uvicorn. What Twilio says no to, and with which number:
https://www.twilio.com/docs/api/errors
"""

import asyncio
import base64
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from tests.channels.twilio.webhooks import ACCOUNT_SID, AUTH_TOKEN, MEDIA_SID, SENDER

_CLIENT = re.compile(r"whatsapp:(\+[1-9][0-9]{6,14}|[A-Z]{2}(\.ENT)?\.[A-Za-z0-9]{1,128})")
_FIELDS = {"To", "From", "Body", "StatusCallback", "ContentSid"}
_CONTENT = re.compile(r"HX[0-9a-f]{32}")
_MEDIA = "/2010-04-01/Accounts/{account}/Messages/{message}/Media/{medium}"


@dataclass
class Trouble:
    """What goes wrong with every request, until it is taken away."""

    status: int = 0
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0


class StandIn:
    """One account with one sender.

    Args:
        home: its own address, for the addresses of media.
        storage: where media are sent on to; another host than `home`.
    """

    def __init__(self, home: str = "https://api.twilio.com", storage: str = "https://storage.example") -> None:
        self.sent: list[dict[str, str]] = []
        self.fetched: list[str] = []
        self._home = home
        self._storage = storage
        self._trouble = Trouble()
        self._refused: dict[str, tuple[int, int]] = {}
        self._media: dict[str, tuple[bytes, str]] = {}
        self._app = Starlette(
            routes=[
                Route("/2010-04-01/Accounts/{account}/Messages.json", self._take, methods=["POST"]),
                Route("/2010-04-01/Accounts/{account}.json", self._tell, methods=["GET"]),
                Route(_MEDIA, self._send_on, methods=["GET"]),
                Route("/kept/{medium}", self._give_out, methods=["GET"]),
            ]
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, send)

    def fail(self, status: int, body: Any = None, **headers: str) -> None:
        """Answer everything so from now on; `Retry_After` is written for "Retry-After"."""
        self._trouble = Trouble(status, body, {name.replace("_", "-"): value for name, value in headers.items()})

    def be_busy(self, retry_after: str = "") -> None:
        """Answer that there is too much, perhaps with how long."""
        more = {"Retry_After": retry_after} if retry_after else {}
        self.fail(429, _problem(20429, 429), **more)

    def be_slow(self, seconds: float) -> None:
        """Take so long over every answer."""
        self._trouble = Trouble(seconds=seconds)

    def recover(self) -> None:
        """Let everything be well again."""
        self._trouble = Trouble()

    def refuse(self, address: str, code: int, status: int = 400) -> None:
        """Refuse whatever goes to this client, with Twilio's number."""
        self._refused[f"whatsapp:{address}"] = (status, code)

    def accept(self, address: str) -> None:
        """Take again what goes to this client."""
        self._refused.pop(f"whatsapp:{address}", None)

    def keep(self, content: bytes, mime_type: str) -> str:
        """Keep a file, as if a client had sent it, and return its `MediaUrl`."""
        medium = f"ME{len(self._media):032x}"
        self._media[medium] = (content, mime_type)
        return self._home + _MEDIA.format(account=ACCOUNT_SID, message=MEDIA_SID, medium=medium)

    async def _tell(self, request: Request) -> Response:
        trouble = await self._troubled(request)
        return trouble or JSONResponse({"sid": ACCOUNT_SID, "friendly_name": "Willow & Vale", "status": "active"})

    async def _take(self, request: Request) -> Response:
        trouble = await self._troubled(request)
        if trouble:
            return trouble
        if request.headers.get("Content-Type") != "application/x-www-form-urlencoded":
            return _refusal(20001, 400)
        pairs = parse_qsl((await request.body()).decode("ascii"), keep_blank_values=True, errors="strict")
        form = dict(pairs)
        code = 20001 if len(form) != len(pairs) or set(form) - _FIELDS else _what_is_wrong(form)
        if code:
            return _refusal(code, 400)
        if form["To"] in self._refused:
            status, code = self._refused[form["To"]]
            return _refusal(code, status)
        self.sent.append(form)
        return JSONResponse(_message(form, len(self.sent)), 201)

    async def _send_on(self, request: Request) -> Response:
        trouble = await self._troubled(request)
        if trouble:
            return trouble
        medium = request.path_params["medium"]
        if medium not in self._media:
            return _refusal(20404, 404)
        return RedirectResponse(f"{self._storage}/kept/{medium}?Signature=secret&Expires=1", 307)

    async def _give_out(self, request: Request) -> Response:
        self.fetched.append(str(request.url))
        if "Authorization" in request.headers:  # a store that was given a signed address takes no other credentials
            return Response("<Error><Code>InvalidArgument</Code></Error>", 400)
        content, mime_type = self._media[request.path_params["medium"]]
        return Response(content, media_type=mime_type)

    async def _troubled(self, request: Request) -> Response | None:
        await asyncio.sleep(self._trouble.seconds)
        if self._trouble.status:
            return _answer(self._trouble)
        given = request.headers.get("Authorization", "")
        if given != "Basic " + base64.b64encode(f"{ACCOUNT_SID}:{AUTH_TOKEN}".encode()).decode():
            return _refusal(20003, 401)
        return None if request.path_params["account"] == ACCOUNT_SID else _refusal(20404, 404)


def _what_is_wrong(form: dict[str, str]) -> int:
    """Return Twilio's number for what is wrong with a message; 0 if nothing is."""
    callback = urlsplit(form.get("StatusCallback", ""))
    checks = [
        (form.get("To"), 21604),
        (_CLIENT.fullmatch(form.get("To", "")), 21211),
        (form.get("From"), 21603),
        (form.get("From") == f"whatsapp:{SENDER}", 63007),
        (form.get("Body", "").strip() or "ContentSid" in form, 21602),
        (_CONTENT.fullmatch(form.get("ContentSid", f"HX{0:032x}")), 21655),
        (len(form.get("Body", "").encode("utf-16-le")) // 2 <= 1600, 21617),
        (callback.scheme == "https" and callback.hostname, 21609),
    ]
    return next((code for right, code in checks if not right), 0)


def _message(form: dict[str, str], number: int) -> dict[str, Any]:
    sid = f"SM{number:032x}"
    return {
        "sid": sid,
        "account_sid": ACCOUNT_SID,
        "to": form["To"],
        "from": form["From"],
        "body": form.get("Body", ""),
        "status": "queued",
        "direction": "outbound-api",
        "num_segments": "1",
        "num_media": "0",
        "error_code": None,
        "error_message": None,
        "uri": f"/2010-04-01/Accounts/{ACCOUNT_SID}/Messages/{sid}.json",
    }


def _problem(code: int, status: int) -> dict[str, Any]:
    return {
        "code": code,
        "message": "words of Twilio's, which may hold +447700900123",
        "more_info": f"https://www.twilio.com/docs/errors/{code}",
        "status": status,
    }


def _refusal(code: int, status: int) -> Response:
    return JSONResponse(_problem(code, status), status)


def _answer(trouble: Trouble) -> Response:
    if isinstance(trouble.body, bytes | str):
        return Response(trouble.body, trouble.status, trouble.headers)
    return JSONResponse(trouble.body, trouble.status, trouble.headers)
