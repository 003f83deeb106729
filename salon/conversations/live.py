"""Open sockets of clients: who listens to which conversation, in this process."""

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

LONGEST_QUEUE = 100


class Listeners:
    """Hands events to every open socket of a conversation; a socket that does not keep up loses its oldest."""

    def __init__(self) -> None:
        self._queues: dict[str, set[asyncio.Queue[dict[str, Any]]]] = defaultdict(set)

    @contextmanager
    def listen(self, conversation_id: str) -> Iterator[asyncio.Queue[dict[str, Any]]]:
        """Give a queue that receives the conversation's events until the block ends."""
        queue: asyncio.Queue[dict[str, Any]] = asyncio.Queue(LONGEST_QUEUE)
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

    def tell(self, conversation_id: str, event: dict[str, Any]) -> None:
        """Send an event to all that listen now; who comes later reads the transcript."""
        for queue in self._queues.get(conversation_id, ()):
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(event)
