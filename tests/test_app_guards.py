"""What stands before every route: the limit to bodies, and the headers."""

import asyncio
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from salon.app_guards import HEADERS, BodyLimit
from salon.errors import Unavailable
from tests.app_client import SECRET, App, OpenApp

LARGEST = 10
TOO_LARGE = "That is too long for me: please keep it under 1,000 characters."


class Inner:
    """An app that reads its request's body, and then waits for what comes next."""

    def __init__(self) -> None:
        self.body: bytes | None = None
        self.then: Message | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read it."""
        first = await receive()
        self.body = first.get("body")
        if not first.get("more_body"):
            self.then = await receive()
        await send({"type": "http.response.start", "status": 204, "headers": []})


def send_pieces(
    *pieces: bytes, announced: bytes | None = None, path: str = "/x", kind: str = "http"
) -> tuple[Any, Inner]:
    """Send a body in pieces to a limit of ten bytes; return the status (None: no answer), and the app behind it."""
    inner = Inner()
    limit = BodyLimit(inner, LARGEST, lambda: "too large", unlimited=("/actions",))
    coming = [{"type": "http.request", "body": piece, "more_body": True} for piece in pieces]
    if coming:
        coming[-1]["more_body"] = False
    answered: list[Message] = []

    async def receive() -> Message:
        return coming.pop(0) if coming else {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        answered.append(message)

    headers = [] if announced is None else [(b"content-length", announced)]
    asyncio.run(limit({"type": kind, "path": path, "headers": headers}, receive, send))
    return (answered[0]["status"] if answered else None), inner


@pytest.mark.parametrize(
    ("pieces", "announced"),
    [
        ([b"x" * 11], b"11"),
        ([b"x" * 11], None),
        ([b"x" * 6, b"x" * 5], None),
        ([b"x"] * 11, None),
        ([b"x" * 11], b"3"),
        ([b"x" * 11], b"many"),
        ([b"x"], b"11"),
        ([b"x"], b"9" * 30),
    ],
)
def test_body_too_large(pieces: list[bytes], announced: bytes | None) -> None:
    status, inner = send_pieces(*pieces, announced=announced)

    assert (status, inner.body) == (413, None)


def test_client_that_goes_in_mid_body() -> None:
    status, inner = send_pieces()

    assert (status, inner.body) == (None, None)


@pytest.mark.parametrize(
    ("pieces", "announced"),
    [([b""], None), ([b"x" * 10], b"10"), ([b"x" * 10], None), ([b"xxxx", b"", b"yyyyyy"], None), ([b"x"], b"many")],
)
def test_body_that_fits(pieces: list[bytes], announced: bytes | None) -> None:
    status, inner = send_pieces(*pieces, announced=announced)

    assert (status, inner.body, inner.then) == (204, b"".join(pieces), {"type": "http.disconnect"})


@pytest.mark.parametrize(("path", "kind"), [("/actions", "http"), ("/x", "websocket")])
def test_what_is_not_limited(path: str, kind: str) -> None:
    status, inner = send_pieces(b"x" * 99, path=path, kind=kind)

    assert (status, inner.body) == (204, b"x" * 99)


@pytest.mark.parametrize("announced", [True, False])
def test_app_refuses_a_huge_body(app: App, announced: bool) -> None:
    visitor = app.begin()
    huge = b'{"message_id": "m1", "text": "' + b"x" * 2_000_000 + b'"}'

    response = visitor.post_raw(huge if announced else iter([huge[:9], huge[9:]]))

    assert (response.status_code, response.json()) == (413, {"error": "too_large", "detail": TOO_LARGE})
    assert visitor.post({"message_id": "m1", "text": "x" * 1000}).status_code == 200


def test_engine_may_send_much(app: App) -> None:
    much = {"next_action": "action_unheard_of", "tracker": {}, "filler": "x" * 100_000}

    response = app.http.post("/actions", json=much, headers={"X-Porewell-Secret": SECRET})

    assert (response.status_code, response.json()["action_name"]) == (404, "action_unheard_of")


def test_headers_stand_on_every_answer(open_app: OpenApp) -> None:
    app = open_app(messages_per_minute=1)
    visitor = app.begin()
    answers = [
        app.http.get("/"),
        app.http.get("/healthz"),
        app.http.get("/demo/site.css"),
        app.http.get("/demo/nothing"),
        app.http.get("/nothing"),
        app.http.delete("/healthz"),
        app.http.get("/openapi.json"),
        app.http.post("/actions", json={}),
        app.http.get("/v1/salon"),
        app.http.post("/v1/conversations", json={}),
        app.http.get(visitor.path),
        visitor.post_raw(b"{"),
        visitor.post_raw(b"x" * 20_000),
        visitor.post({"message_id": "m1", "text": "hi"}),
        visitor.post({"message_id": "m2", "text": "hi"}),
        visitor.read(after="x"),
    ]

    def break_down(*_: object) -> None:
        raise Unavailable("no database")

    app.services.conversations.history = break_down  # type: ignore[assignment,method-assign]
    answers.append(visitor.read())
    app.services.conversations.open = break_down  # type: ignore[assignment,method-assign]
    answers.append(visitor.read())
    app.services.conversations.begin = None  # type: ignore[assignment,method-assign]
    answers.append(app.http.post("/v1/conversations", json={}))

    assert [one.status_code for one in answers] == [
        *(200, 200, 200, 404, 404, 405, 200, 401, 200, 201, 401, 422, 413, 200, 429, 422, 503, 503, 500),
    ]
    assert [{name: one.headers.get(name) for name in HEADERS} for one in answers] == [HEADERS] * len(answers)
    private = [one for one in answers if one.request.url.path.startswith("/v1/")]
    assert [one.headers.get("Cache-Control") for one in private] == ["no-store"] * 11


def test_page_may_load_only_what_is_ours(app: App) -> None:
    policy = dict(rule.split(" ", 1) for rule in HEADERS["Content-Security-Policy"].split("; "))

    assert policy["require-trusted-types-for"] == "'script'"
    assert policy["trusted-types"] == "'none'"
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
