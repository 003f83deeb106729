"""A messaging app that is scripted, and a clock that goes when it is told to."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from salon.errors import Unavailable
from salon.messaging.app import Bubble, File, Post

INVITATION = "We wrote to you; answer to read it."
_GATHERING_SECONDS = 20


class MovableClock:
    """Shows the same moment until it is put forward."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        """Put it forward: `clock.forward(seconds=3)`."""
        self.now += timedelta(**by)


class FakeApp:
    """Takes posts, and remembers them by address.

    Attributes:
        window: as of a messaging app. invites: whether it lets an invitation through.
        said: the texts that arrived, by address, in order.
        choices: the choices under the last text that arrived at an address.
        failures: raised by the next calls of `send`, one each; None lets one through.
        numbered: whether it can show no buttons. knows_numbers: whether an address is a telephone number.
        files: what `fetch` gives, or raises, by reference; a picture for any other. most_bytes: what it was told last.
        acknowledged, typing: what was asked for.
        gathers: how many posts must be under way together before the first is taken.
    """

    def __init__(self, name: str = "telegram", *, numbered: bool = False) -> None:
        self.name = name
        self.window: timedelta | None = None
        self.invites = False
        self.numbered = numbered
        self.knows_numbers = False
        self.said: dict[str, list[str]] = defaultdict(list)
        self.choices: dict[str, tuple[str, ...]] = {}
        self.presses: dict[str, dict[str, str]] = defaultdict(dict)
        self.failures: list[Exception | None] = []
        self.files: dict[str, bytes | Unavailable] = {}
        self.most_bytes = 0
        self.acknowledged: list[str] = []
        self.typing: list[str] = []
        self.under_way = 0
        self.gathers = 1
        self.most_at_once = 0

    def own_number(self, address: str) -> str:
        return f"+44770090{address}" if self.knows_numbers else ""

    def posts(self, address: str, bubble: Bubble) -> Sequence[Post]:
        choices = {one.title: one.press for one in bubble.choices}
        body = {"to": address, "text": bubble.text, "choices": choices}
        return [Post("say", body, tuple(choices.values()) if self.numbered else ())]

    def invitation(self, address: str) -> Post | None:
        return Post("say", {"to": address, "text": INVITATION, "choices": {}}) if self.invites else None

    async def send(self, post: Post) -> None:
        self.under_way += 1
        self.most_at_once = max(self.most_at_once, self.under_way)
        async with asyncio.timeout(_GATHERING_SECONDS):
            while self.most_at_once < self.gathers:
                await asyncio.sleep(0.001)
        self.under_way -= 1
        if self.failures and (failure := self.failures.pop(0)):
            raise failure
        to = post.body["to"]
        self.said[to].append(post.body["text"])
        self.choices[to] = tuple(post.body["choices"])
        self.presses[to] |= post.body["choices"]

    async def acknowledge(self, answer_to: str) -> None:
        self.acknowledged.append(answer_to)

    async def show_typing(self, address: str) -> None:
        self.typing.append(address)

    async def fetch(self, reference: str, most_bytes: int) -> File:
        self.most_bytes = most_bytes
        found = self.files.get(reference, b"\xff\xd8\xff")
        if isinstance(found, Unavailable):
            raise found
        return File(found, "image/jpeg")

    async def close(self) -> None:
        return
