"""Files that clients sent, fetched from where Twilio keeps them."""

import asyncio
import logging
import socket
import threading
import time
import traceback
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

import httpx
import pytest
import uvicorn

from salon.channels.twilio.send import TwilioWhatsApp
from salon.channels.unlogged import unlogged
from salon.errors import Unavailable
from salon.messaging.app import File
from tests.channels.twilio.stand_in import StandIn
from tests.channels.twilio.webhooks import ACCOUNT_SID, AUTH_TOKEN, SENDER, WEBHOOK_URL, media_url

HOME = "https://api.twilio.com"
MOST = 1000


def fetch(
    transport: httpx.AsyncBaseTransport | None, reference: str, *, home: str = HOME, seconds: float = 20.0
) -> File:
    async def run() -> File:
        app = TwilioWhatsApp(
            ACCOUNT_SID, AUTH_TOKEN, SENDER, WEBHOOK_URL, home=home, deadline_seconds=seconds, transport=transport
        )
        try:
            return await app.fetch(reference, MOST)
        finally:
            await app.close()

    return asyncio.run(run())


def refused(transport: httpx.AsyncBaseTransport, reference: str, **more: float) -> tuple[str, bool]:
    with pytest.raises(Unavailable) as caught:
        fetch(transport, reference, **more)
    shown = "".join(traceback.format_exception(caught.value))
    assert not [secret for secret in (ACCOUNT_SID, AUTH_TOKEN, "Signature=secret") if secret in shown]
    return str(caught.value), caught.value.permanent


class Scripted(httpx.AsyncBaseTransport):
    """A network that answers what is written down for an address, and notes who was shown credentials."""

    def __init__(self, answers: dict[str, httpx.Response]) -> None:
        self._answers = answers
        self.asked: list[tuple[str, bool]] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.asked.append((str(request.url), "Authorization" in request.headers))
        return self._answers[str(request.url)]


def to(address: str, status: int = 307) -> httpx.Response:
    return httpx.Response(status, headers={"Location": address})


@pytest.mark.parametrize(
    "reference",
    [
        "",
        "x",
        "/2010-04-01/Accounts",
        "http://api.twilio.com/a",
        "https://api.twilio.com:8443/a",
        "https://api.twilio.com.elsewhere.example/a",
        "https://api.twilio.com@elsewhere.example/a",
        "https://me:secret@api.twilio.com/a",
        "https://169.254.169.254/latest/meta-data",
        "https://elsewhere.example/api.twilio.com",
        "file:///etc/passwd",
        "https://[::1",
        "https://api.twilio.com:port/",
        "\x00",
        "https://api.twilio.com/\ud83d",
        "https://" + "a" * 70000,
    ],
)
def test_reference_that_is_not_twilios(reference: str) -> None:
    network = Scripted({})

    _, permanent = refused(network, reference)

    assert permanent
    assert network.asked == []


def test_file_is_sent_on_without_the_credentials() -> None:
    stand_in = StandIn()
    reference = stand_in.keep(b"a photo", "image/jpeg")

    assert fetch(httpx.ASGITransport(stand_in), reference) == File(b"a photo", "image/jpeg")
    assert stand_in.fetched == [f"https://storage.example/kept/ME{0:032x}?Signature=secret&Expires=1"]


def test_address_of_a_file_is_in_no_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    stand_in = StandIn()
    for _ in range(2):
        fetch(httpx.ASGITransport(stand_in), stand_in.keep(b"a photo", "image/jpeg"))
    logged = [record.getMessage() for record in caplog.records if record.name == "httpx"]

    with httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(200))) as other:
        other.get("https://elsewhere.example/")

    assert logged == []
    assert "elsewhere.example" in caplog.text


def test_log_goes_on_afterwards(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    log = logging.getLogger("httpx")

    with unlogged():
        log.info("of a file")
    log.info("of something else")

    assert caplog.messages == ["of something else"]


def test_file_over_the_network() -> None:
    with served() as (stand_in, home):
        reference = stand_in.keep(b"a photo", "image/jpeg; x=1")

        assert fetch(None, reference, home=home) == File(b"a photo", "image/jpeg")


def test_credentials_go_to_twilio_alone() -> None:
    first, second, third = media_url(0), media_url(1), "https://storage.example/a"
    network = Scripted({first: to(second, 302), second: to(third, 308), third: httpx.Response(200, content=b"a")})

    assert fetch(network, first) == File(b"a", "")
    assert network.asked == [(first, True), (second, True), (third, False)]


@pytest.mark.parametrize("location", ["http://storage.example/a", "file:///etc/passwd", "http://api.twilio.com/a"])
def test_file_sent_on_to_what_is_no_address_for_it(location: str) -> None:
    network = Scripted({media_url(): to(location)})

    _, permanent = refused(network, media_url())

    assert permanent
    assert network.asked == [(media_url(), True)]


def test_file_sent_on_to_nothing_that_can_be_read() -> None:
    network = Scripted({media_url(): to("https://storage.example:port/")})

    assert refused(network, media_url()) == ("Twilio's media are out of reach", False)


def test_file_sent_on_for_ever() -> None:
    network = Scripted({media_url(): to(media_url())})

    assert refused(network, media_url()) == ("a medium was sent on too often", False)
    assert len(network.asked) == 4


def test_file_too_large() -> None:
    given: list[int] = []

    async def endless() -> AsyncIterator[bytes]:
        while True:
            given.append(1)
            yield b"x" * 100

    network = Scripted({media_url(): httpx.Response(200, content=endless())})

    assert refused(network, media_url()) == ("a medium is too large", True)
    assert len(given) == MOST // 100 + 1


def test_file_is_asked_for_uncompressed() -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.headers["Accept-Encoding"])
        return httpx.Response(200, content=b"a")

    fetch(httpx.MockTransport(answer), media_url())

    assert asked == ["identity"]


def test_file_just_small_enough() -> None:
    network = Scripted({media_url(): httpx.Response(200, content=b"x" * MOST)})

    assert fetch(network, media_url()).content == b"x" * MOST


@pytest.mark.parametrize(
    ("status", "permanent"),
    [(401, False), (403, False), (404, True), (410, True), (429, False), (500, False), (307, False)],
)
def test_file_refused(status: int, permanent: bool) -> None:
    network = Scripted({media_url(): httpx.Response(status)})

    assert refused(network, media_url()) == (f"Twilio refused a medium ({status})", permanent)


def test_file_that_comes_too_slowly() -> None:
    async def dripping() -> AsyncIterator[bytes]:
        while True:
            yield b"x"
            await asyncio.sleep(60)

    network = Scripted({media_url(): httpx.Response(200, content=dripping())})

    assert refused(network, media_url(), seconds=0.01) == ("Twilio's media take too long", False)


def test_file_that_breaks_off() -> None:
    async def broken() -> AsyncIterator[bytes]:
        yield b"x"
        raise httpx.ReadError(ACCOUNT_SID)

    network = Scripted({media_url(): httpx.Response(200, content=broken())})

    assert refused(network, media_url()) == ("Twilio's media are out of reach", False)


def test_file_that_nobody_keeps() -> None:
    assert refused(httpx.ASGITransport(StandIn()), media_url()) == ("Twilio refused a medium (404)", True)


@contextmanager
def served() -> Iterator[tuple[StandIn, str]]:
    """Serve a stand-in on a port of this machine; its storage is another name of the same."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        stand_in = StandIn(f"http://127.0.0.1:{port}", f"http://localhost:{port}")
        server = uvicorn.Server(uvicorn.Config(stand_in, log_level="critical", lifespan="off"))
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield stand_in, f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join()
