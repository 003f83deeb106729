"""Files that clients sent, fetched."""

import asyncio

import httpx
import pytest

from salon.channels.telegram.api import Api
from salon.errors import Unavailable
from salon.messaging.app import File
from salon.messaging.file_types import UNKNOWN, file_type
from tests.channels.telegram.asking import ask, ask_nobody
from tests.channels.telegram.stand_in import TOKEN, StandIn

JPEG = b"\xff\xd8\xff\xe0" + b"x" * 96


@pytest.fixture
def server() -> StandIn:
    """Return a Bot API server that has a photo."""
    made = StandIn()
    made.files["AAlarge"] = JPEG
    return made


def refusal(server: StandIn, reference: str, most_bytes: int) -> tuple[str, bool]:
    """Return what the error says, and whether it is permanent."""
    with pytest.raises(Unavailable) as error:
        ask(server, lambda app: app.fetch(reference, most_bytes))
    return str(error.value), error.value.permanent


def download(server: StandIn, path: str, most_bytes: int) -> bytes:
    """Return a file by its path."""

    async def run() -> bytes:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=server)) as http:
            return await Api(http, TOKEN).download(path, most_bytes)

    return asyncio.run(run())


@pytest.mark.parametrize("reference", ["", "AAgone", "../secret"])
def test_fetch_what_is_not_there(server: StandIn, reference: str) -> None:
    assert refusal(server, reference, 100) == ("telegram refused getFile: 400", True)


def test_fetch_what_is_too_large(server: StandIn) -> None:
    assert refusal(server, "AAlarge", 99) == ("telegram's file is larger than allowed", True)
    assert server.asked == ["getFile"]


def test_fetch_what_bots_may_not(server: StandIn) -> None:
    server.files["AAhuge"] = bytes(20_000_001)

    assert refusal(server, "AAhuge", 10**9) == ("telegram refused getFile: 400", True)


@pytest.mark.parametrize("name", ["..", "a b", "a?b", "a%2e", "a#b"])
def test_fetch_by_a_path_that_leads_elsewhere(server: StandIn, name: str) -> None:
    server.files[name] = JPEG

    assert refusal(server, name, 100) == ("telegram gave no path that we can use for a file", True)


def test_fetch_while_nobody_is_there() -> None:
    with pytest.raises(Unavailable, match="^telegram can't be reached: ConnectError$"):
        ask_nobody(lambda app: app.fetch("AAlarge", 100))


def test_download_what_is_larger_than_was_said(server: StandIn) -> None:
    with pytest.raises(Unavailable) as error:
        download(server, "photos/AAlarge.jpg", 99)

    assert (str(error.value), error.value.permanent) == ("telegram's file is larger than allowed", True)


def test_download_by_a_path_that_is_over(server: StandIn) -> None:
    with pytest.raises(Unavailable) as error:
        download(server, "photos/AAgone.jpg", 99)

    assert (str(error.value), error.value.permanent) == ("telegram's file can't be had: 404", False)


def test_download_from_nobody() -> None:
    async def run() -> bytes:
        async with httpx.AsyncClient() as http:
            return await Api(http, TOKEN, "http://127.0.0.1:9").download("photos/AAlarge.jpg", 100)

    with pytest.raises(Unavailable) as error:
        asyncio.run(run())

    assert (str(error.value), error.value.permanent) == ("telegram's file can't be had: ConnectError", False)
    assert error.value.__context__ is None


def test_fetch(server: StandIn) -> None:
    assert ask(server, lambda app: app.fetch("AAlarge", 100)) == File(JPEG, "image/jpeg")
    assert server.asked == ["getFile", "file"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", UNKNOWN),
        (b"<html><script>", UNKNOWN),
        (b"MZ\x90", UNKNOWN),
        (b"RIFF....WAVE", UNKNOWN),
        (b"\xff\xd8\xff\xdb", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n...", "image/png"),
        (b"GIF89a", "image/gif"),
        (b"RIFF....WEBPVP8 ", "image/webp"),
        (b"....ftypheic", "image/heic"),
        (b"....ftypisom", "video/mp4"),
        (b"OggS\0", "audio/ogg"),
        (b"%PDF-1.7", "application/pdf"),
    ],
)
def test_file_type(content: bytes, expected: str) -> None:
    assert file_type(content) == expected
