"""Wake-ups by topic, for every open socket of this process and, through a relay, of the others. Everybody may enter.

A topic names what has changed: "inbox", "handoffs", "training", "conversation:<id>", "typing:<id>". A wake-up says no
more; what is new is read from the database. So one that is lost, late or doubled loses and doubles nothing.

Called from the event loop only: the queues behind it know no threads.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

EVERYTHING = "*"
"""The topic of a wake-up after which all has to be read again: something may have been missed."""


@dataclass(frozen=True)
class Signal:
    """One wake-up. `author` is who writes ("bot", "staff"), behind line `after`: only where the topic is typing."""

    topic: str
    author: str | None = None
    after: int = 0


class Watcher:
    """What one socket of the desk has not been told yet; a topic that comes twice meanwhile is told once."""

    def __init__(self) -> None:
        self._topics: dict[str, None] = {}
        self._woken = asyncio.Event()

    def hear(self, signal: Signal) -> None:
        """Note a topic; if there are more than a socket can want to know, all of them become one."""
        if len(self._topics) >= _MOST_TOPICS:
            self._topics.clear()
            self._topics[EVERYTHING] = None
        self._topics[signal.topic] = None
        self._woken.set()

    async def topics(self) -> list[str]:
        """Wait for news; return the topics, in the order in which they came first."""
        await self._woken.wait()
        self._woken.clear()
        topics = list(self._topics)
        self._topics.clear()
        return topics


class LiveTopics:
    """Passes wake-ups on: to whoever listens here, and to `relay`, which carries them to other processes."""

    def __init__(self) -> None:
        self.relay: Callable[[Signal], None] | None = None
        self._ears: list[Callable[[Signal], None]] = []

    def announce(self, topic: str, author: str | None = None, after: int = 0) -> None:
        """Wake everybody, here and in other processes."""
        signal = Signal(topic, author, after)
        self.deliver(signal)
        if self.relay:
            self.relay(signal)

    def deliver(self, signal: Signal) -> None:
        """Wake everybody here; it came from another process, or from `announce`."""
        for ear in list(self._ears):
            ear(signal)

    def add_ear(self, ear: Callable[[Signal], None]) -> None:
        """Have a function hear every signal from now on."""
        self._ears.append(ear)

    @contextmanager
    def watch(self) -> Iterator[Watcher]:
        """Give what hears every topic until the block ends."""
        watcher = Watcher()
        hear = watcher.hear
        self._ears.append(hear)
        try:
            yield watcher
        finally:
            self._ears.remove(hear)


_MOST_TOPICS = 200
