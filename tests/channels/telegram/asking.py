"""Lets a test ask the stand-in by our own client."""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from typing import TypeVar

import httpx

from salon.channels.telegram.render import PhoneWords
from salon.channels.telegram.send import Telegram
from tests.channels.telegram.stand_in import TOKEN, StandIn

Result = TypeVar("Result")


def ask(server: StandIn, work: Callable[[Telegram], Awaitable[Result]], *, token: str = TOKEN) -> Result:
    """Return what some work with a client comes to."""

    async def run() -> Result:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=server)) as http:
            return await work(Telegram(http, token, words=PhoneWords("Share my number", "Or share it.")))

    return asyncio.run(run())


def ask_nobody(work: Callable[[Telegram], Awaitable[Result]]) -> Result:
    """Return what some work comes to where nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    async def run() -> Result:
        async with httpx.AsyncClient() as http:
            return await work(Telegram(http, TOKEN, base_url=f"http://127.0.0.1:{port}/"))

    return asyncio.run(run())
