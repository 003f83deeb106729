"""Open sockets of clients: who listens to which conversation, in this process.

What is told here are wake-ups. What was said is read from the database (`following.py`), so none of them matters alone.
"""

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

LONGEST_QUEUE = 100


@dataclass(frozen=True)
class Event:
    """Something changed in a conversation. `typing` is who writes ("bot", "staff"), behind line `after`."""

    typing: str | None = None
    after: int = 0


Queue = asyncio.Queue[Event]


class Listeners:
    """Wakes every open socket of a conversation; one that does not keep up loses its oldest wake-ups."""

    def __init__(self) -> None:
        self._queues: dict[str, set[Queue]] = defaultdict(set)

    @contextmanager
    def listen(self, conversation_id: str) -> Iterator[Queue]:
        """Give a queue that receives the conversation's events until the block ends."""
        queue = Queue(LONGEST_QUEUE)
        self._queues[conversation_id].add(queue)
        try:
            yield queue
        finally:
            self._queues[conversation_id].discard(queue)
            if not self._queues[conversation_id]:
                del self._queues[conversation_id]

    def count(self, conversation_id: str) -> int:
        """Return how many sockets listen."""
        return len(self._queues.get(conversation_id, ()))

    def wake(self, conversation_id: str) -> None:
        """Have all that listen now look what is new: lines, who holds the conversation, that it is gone."""
        self._tell(conversation_id, Event())

    def tell_typing(self, conversation_id: str, author: str, after: int) -> None:
        """Wake all that listen now, and tell that somebody writes; not worth telling once a line behind `after` is."""
        self._tell(conversation_id, Event(author, after))

    def _tell(self, conversation_id: str, event: Event) -> None:
        for queue in self._queues.get(conversation_id, ()):
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(event)
