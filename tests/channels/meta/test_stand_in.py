"""The stand-in over a real socket, as Meta would be: token, files, failures, in order."""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest
import uvicorn

from salon.channels.meta.graph import Graph
from salon.channels.meta.verify import is_genuine
from salon.channels.whatsapp.parse import parse
from salon.channels.whatsapp.send import WhatsApp
from salon.errors import Unavailable
from salon.messaging.app import Bubble, File
from tests.channels.meta.fake_graph import TOKEN
from tests.channels.meta.signing import APP_SECRET, signed
from tests.channels.whatsapp import webhooks
from tests.channels.whatsapp.stand_in import NUMBER_ID, FakeWhatsApp


def served(stand_in: FakeWhatsApp, use: Callable[[str], Awaitable[Any]]) -> Any:
    """Serve the stand-in on a port that is free, and return what its use returns."""

    async def run() -> Any:
        listening = socket.socket()
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(stand_in, log_level="warning", lifespan="off"))
        serving = asyncio.create_task(server.serve([listening]))
        try:
            return await use(f"http://127.0.0.1:{listening.getsockname()[1]}")
        finally:
            server.should_exit = True
            await serving

    return asyncio.run(run())


def test_send_and_fetch_over_a_socket():
    stand_in = FakeWhatsApp()

    async def use(url: str) -> File:
        stand_in.media_base = url
        stand_in.keep("7", b"picture", "image/png")
        graph = Graph(TOKEN, base_url=url)
        app = WhatsApp(graph, NUMBER_ID, "Choose")
        for post in app.posts(webhooks.CLIENT, Bubble("Hello.")):
            await app.send(post)
        found = await app.fetch("7", 100)
        await graph.close()
        return found

    assert served(stand_in, use) == File(b"picture", "image/png")
    assert [body["text"]["body"] for body in stand_in.sent] == ["Hello."]


def test_send_with_the_token_in_the_address_is_refused():
    async def use(url: str) -> int:
        async with httpx.AsyncClient(headers={"Authorization": f"Bearer {TOKEN}"}) as client:
            answer = await client.post(f"{url}/v25.0/{NUMBER_ID}/messages?access_token={TOKEN}", json={})
            return answer.status_code

    assert served(FakeWhatsApp(), use) == 400


def test_send_that_is_told_to_fail_twice_is_taken_then():
    stand_in = FakeWhatsApp()
    stand_in.fail(500, 131000, times=2)

    async def use(url: str) -> int:
        graph, failures = Graph(TOKEN, base_url=url), 0
        app = WhatsApp(graph, NUMBER_ID, "Choose")
        for _ in range(3):
            try:
                await app.send(app.posts(webhooks.CLIENT, Bubble("Hello."))[0])
            except Unavailable:
                failures += 1
        await graph.close()
        return failures

    assert (served(stand_in, use), len(stand_in.sent)) == (2, 1)


@pytest.mark.parametrize("update", webhooks.ALL)
def test_webhook_is_signed_as_meta_signs(update: dict[str, Any]):
    body, headers = signed(update)
    assert body.isascii() and is_genuine(body, headers["X-Hub-Signature-256"], APP_SECRET)
    assert not is_genuine(body, headers["X-Hub-Signature"], APP_SECRET)
    assert parse(body, "1") == []
