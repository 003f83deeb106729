"""The Graph client: the token in a header and only to Meta, no personal words in any error."""

import asyncio
import logging
import traceback
from collections.abc import Awaitable
from typing import Any

import httpx
import pytest

from salon.channels.meta.graph import Graph
from salon.errors import Unavailable
from salon.messaging.app import Busy, ClientGone, File
from tests.channels.meta.graphs import Answering, Broken

TOKEN = "EAAGsecret"


def failed(asked: Awaitable[Any]) -> Unavailable:
    async def run() -> None:
        await asked

    with pytest.raises(Unavailable) as caught:
        asyncio.run(run())
    return caught.value


class Script(httpx.AsyncBaseTransport):
    """Answers by address; `asked` are the addresses and what was shown of the token."""

    def __init__(self, answers: dict[str, httpx.Response]) -> None:
        self.answers = answers
        self.asked: list[tuple[str, str | None]] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.asked.append((str(request.url), request.headers.get("Authorization")))
        return self.answers[str(request.url)]


def picture(**headers: str) -> httpx.Response:
    return httpx.Response(200, headers={"Content-Type": "image/JPEG; x=1"} | headers, stream=_Chunks())


class _Chunks(httpx.AsyncByteStream):
    async def __aiter__(self):
        for _ in range(4):
            yield b"12345"


def test_graph_contacts_nothing_when_made():
    network = Answering(200)
    Graph(TOKEN, transport=network)
    assert network.asked == []


def test_post():
    network = Answering(200, b"{}")
    asyncio.run(
        Graph(TOKEN, version="v99.0", base_url="http://meta.test/", transport=network).post("1/messages", {"a": "é"})
    )
    (request,) = network.asked
    assert (request.method, str(request.url)) == ("POST", "http://meta.test/v99.0/1/messages")
    assert request.headers["Authorization"] == f"Bearer {TOKEN}"
    assert request.content == '{"a":"é"}'.encode()


def test_post_that_was_taken_though_the_answer_can_not_be_read():
    asyncio.run(Graph(TOKEN, transport=Answering(200, b"<html>")).post("1/messages", {}))


@pytest.mark.parametrize("error", [httpx.ConnectError, httpx.ReadTimeout, httpx.RemoteProtocolError, httpx.PoolTimeout])
@pytest.mark.parametrize("method", ["post", "get", "download"])
def test_ask_over_a_broken_network_tells_nothing_personal(method: str, error: type[httpx.TransportError]):
    graph = Graph(TOKEN, transport=Broken(error))
    asked = {
        "post": graph.post("16505551234/messages", {}),
        "get": graph.get("16505551234"),
        "download": graph.download("https://lookaside.fbsbx.com/16505551234", 9),
    }
    for name, one in asked.items():
        if name != method:
            one.close()
    found = failed(asked[method])
    written = "".join(traceback.format_exception(found))
    assert not found.permanent and error.__name__ in str(found)
    assert TOKEN not in written and "16505551234" not in written


def test_ask_that_is_refused():
    answer = b'{"error": {"message": "(#551) 16505551234 is not available", "code": 551}}'
    found = failed(Graph(TOKEN, transport=Answering(400, answer)).post("me/messages", {}))
    assert (type(found), str(found), found.__cause__) == (ClientGone, "Meta answered 400, code 551/0", None)


def test_ask_that_is_refused_in_html():
    found = failed(Graph(TOKEN, transport=Answering(503, b"<html>", {"Retry-After": "17"})).get("1"))
    assert isinstance(found, Busy) and (found.seconds, found.for_all) == (17, True)


@pytest.mark.parametrize("content", [b"[]", b"", b"{", b"[" * 100_000])
def test_get_what_is_no_object(content: bytes):
    assert asyncio.run(Graph(TOKEN, transport=Answering(200, content)).get("1")) == {}


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nonsense",
        "/relative",
        "http://lookaside.fbsbx.com/x",
        "https://lookaside.fbsbx.com.evil.test/x",
        "https://evilfbsbx.com/x",
        "https://evil.test/lookaside.fbsbx.com",
        "https://lookaside.fbsbx.com@evil.test/x",
        "https://lookaside.fbsbx.com:8443/x",
        "https://127.0.0.1/x",
        "http://169.254.169.254/latest/meta-data",
        "http://graph.facebook.com/x",
        "https://graph.facebook.com.evil.test/x",
        "file:///etc/passwd",
        "https://[::1/x",
        "https://" + "x" * 70_000,
    ],
)
def test_download_from_elsewhere_is_not_even_tried(url: str):
    network = Script({})
    assert isinstance(failed(Graph(TOKEN, transport=network).download(url, 100)), Unavailable)
    assert network.asked == []


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1", f"Bearer {TOKEN}"),
        ("https://graph.facebook.com/v25.0/media", f"Bearer {TOKEN}"),
        ("https://scontent.xx.fbcdn.net/v/1.jpg", None),
        ("https://cdn.fbsbx.com/v/1.jpg", None),
        ("https://scontent.cdninstagram.com/v/1.jpg", None),
    ],
)
def test_download_shows_the_token_where_it_is_asked_for(url: str, shown: str | None):
    network = Script({url: picture()})
    found = asyncio.run(Graph(TOKEN, transport=network).download(url, 20))
    assert (found, network.asked) == (File(b"12345" * 4, "image/jpeg"), [(url, shown)])


def test_download_redirected_within_meta():
    first, second = "https://lookaside.fbsbx.com/a", "https://scontent.xx.fbcdn.net/b"
    network = Script({first: httpx.Response(302, headers={"Location": second}), second: picture()})
    asyncio.run(Graph(TOKEN, transport=network).download(first, 20))
    assert network.asked == [(first, f"Bearer {TOKEN}"), (second, None)]


def test_download_redirected_out_of_meta():
    first = "https://lookaside.fbsbx.com/a"
    network = Script({first: httpx.Response(302, headers={"Location": "https://evil.test/"})})
    assert failed(Graph(TOKEN, transport=network).download(first, 20)).permanent
    assert len(network.asked) == 1


def test_download_redirected_for_ever():
    first = "https://lookaside.fbsbx.com/a"
    network = Script({first: httpx.Response(302, headers={"Location": first})})
    assert failed(Graph(TOKEN, transport=network).download(first, 20)).permanent
    assert len(network.asked) == 4


@pytest.mark.parametrize("headers", [{}, {"Content-Length": "1"}])
def test_download_too_large_whatever_is_said_before(headers: dict[str, str]):
    url = "https://lookaside.fbsbx.com/a"
    assert failed(Graph(TOKEN, transport=Script({url: picture(**headers)})).download(url, 19)).permanent


def test_download_packed():
    url = "https://lookaside.fbsbx.com/a"
    found = failed(Graph(TOKEN, transport=Script({url: picture(**{"Content-Encoding": "gzip"})})).download(url, 99))
    assert found.permanent


@pytest.mark.parametrize(("status", "permanent"), [(404, True), (410, True), (401, False), (500, False)])
def test_download_refused(status: int, permanent: bool):
    url = "https://lookaside.fbsbx.com/a"
    assert failed(Graph(TOKEN, transport=Script({url: httpx.Response(status)})).download(url, 9)).permanent is permanent


def test_download_is_not_logged(caplog: pytest.LogCaptureFixture):
    url = "https://lookaside.fbsbx.com/a"
    with caplog.at_level(logging.INFO, "httpx"):
        graph = Graph(
            TOKEN, transport=Script({url: picture(), "https://graph.facebook.com/v25.0/7": httpx.Response(200)})
        )

        async def run() -> None:
            await graph.get("7")
            await graph.download(url, 99)
            await graph.close()

        asyncio.run(run())
    assert [record.getMessage() for record in caplog.records if record.name == "httpx"] == [
        'HTTP Request: GET https://graph.facebook.com/v25.0/7 "HTTP/1.1 200 OK"'
    ]
