"""Five thousand mutated updates to each door of the whole app, genuinely signed: no crash, and clients are answered."""

import asyncio
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.channels.mutated.renaming import renamed
from tests.channels.mutated.running import Running, running
from tests.channels.mutated.vendors import VENDORS, Request, Vendor

MUTATED = 5_000
EXAMPLES = 8_000
"""More than are counted: what hypothesis made before, or did not change, is not posted. Several in one example would be
quicker, but three in four of them are then the same."""
CLIENTS = 20


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do at once what the app does in threads: they take half of the time, and nobody here does two things together."""

    async def call(work: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        return work(*arguments, **named)

    monkeypatch.setattr(asyncio, "to_thread", call)


class Knocking:
    """Posts mutated updates, each as a new one of one of a few clients.

    Attributes:
        taken: what was posted and taken, without the ids that make it new.
    """

    def __init__(self, vendor: Vendor, app: Running) -> None:
        self._vendor = vendor
        self._app = app
        self._genuine = {repr(one) for one in vendor.samples.values()}
        self._numbers = count(1)
        self.taken = set[str]()

    def post(self, update: Any) -> None:
        """Post an update, unless it was taken before, or is a genuine one after all."""
        known = repr(update)
        if len(self.taken) == MUTATED or known in self._genuine or known in self.taken:
            return
        number = next(self._numbers)
        (status,) = self._app.post(self._new(update, number % CLIENTS, number))
        assert (200 <= status < 300, self._app.errors.take()) == (True, []), status
        self.taken.add(known)

    def say(self, words: str) -> list[str]:
        """Post these words of every client, and return them, with who says so."""
        said = [f"{words}, asks number {client}?" for client in range(CLIENTS)]
        for client, one in enumerate(said):
            update = self._vendor.plain(self._vendor.samples["text"], one)
            assert self._app.post(self._new(update, client, next(self._numbers))) < [300]
        return said

    def _new(self, update: Any, client: int, number: int) -> Request:
        return self._vendor.request(renamed(update, self._vendor.names(client, number)))


@pytest.mark.timeout(900)
@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("name", VENDORS)
def test_mutated_updates_are_taken_and_the_conversation_goes_on(
    name: str, sqlite_url: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    vendor = VENDORS[name]

    with running(vendor, sqlite_url, tmp_path) as app:
        knocking = Knocking(vendor, app)

        # The same ones in each run: what they do to one client builds up, and a run that fails has to fail again.
        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        )
        @given(vendor.spoiled())
        def knock(update: Any) -> None:
            knocking.post(update)

        before = knocking.say("What are blackheads")
        knock()
        brought = app.receipts()
        after = knocking.say("And what are blackheads")
        app.start()  # now what was answered goes out: one by one it would double the time
        answered = app.answered()

    assert len(knocking.taken) == MUTATED
    assert brought > MUTATED // 10  # or nothing but the envelopes was tried
    assert set(before + after) - set(answered) == set()
    assert app.errors.found == []
    record_property(
        "figures",
        f"{name}: {len(knocking.taken):,} mutated updates (they brought {brought:,} messages, presses and the like), "
        "0 answered with 5xx, 0 errors logged, the conversation goes on",
    )
