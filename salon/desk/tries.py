"""Tries at a password or a code: those of one address wait longer and longer, and few are looked at side by side."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from fastapi import Request

from salon.staff.signing_in import SigningIn

SIDE_BY_SIDE = 2


class Tries:
    """Takes the steps of signing in that somebody may try again and again.

    Looking at a password takes 64 MB and a tenth of a second of a processor. Those steps have threads of their own, so
    that clients are answered while somebody sends a thousand of them.
    """

    def __init__(self, signing_in: SigningIn) -> None:
        self._signing_in = signing_in
        self._threads = ThreadPoolExecutor(SIDE_BY_SIDE, "desk-sign-in")

    async def take(self, request: Request, step: Callable[..., Any], *given: Any) -> Any:
        """Take a step with what it is given, once this address has waited its time; return what it returns."""
        await asyncio.sleep(await asyncio.to_thread(self._signing_in.delay_seconds, address(request)))
        return await asyncio.get_running_loop().run_in_executor(self._threads, step, *given)


def address(request: Request) -> str:
    """Return where a request comes from; behind a proxy on this machine, what that says."""
    return request.client.host if request.client else ""


def device(request: Request) -> str:
    """Return what a browser says of itself."""
    return request.headers.get("user-agent", "")
