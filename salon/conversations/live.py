"""Open sockets of clients: who listens to which conversation, in this process.

What is told here are wake-ups. What was said is read from the database (`following.py`), so none of them matters alone.
They come by the topics of `live_topics.py`: what wakes a conversation wakes the desk too, in every process.
"""

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from salon.live_topics import EVERYTHING, LiveTopics, Signal

LONGEST_QUEUE = 100
INBOX, HANDOFFS = "inbox", "handoffs"


@dataclass(frozen=True)
class Event:
    """Something changed in a conversation. `typing` is who writes ("bot", "staff"), behind line `after`."""

    typing: str | None = None
    after: int = 0


Queue = asyncio.Queue[Event]


class Listeners:
    """Wakes every open socket of a conversation; one that does not keep up loses its oldest wake-ups.

    Args:
        topics: by which wake-ups come and go; without any, this process is alone and has no desk.
    """

    def __init__(self, topics: LiveTopics | None = None) -> None:
        self._queues: dict[str, set[Queue]] = defaultdict(set)
        self._topics = topics or LiveTopics()
        self._topics.add_ear(self._hear)

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
        self._topics.announce(f"{_CONVERSATION}{conversation_id}")
        self._topics.announce(INBOX)

    def wake_waiting(self) -> None:
        """Have the desk look who waits for a person."""
        self._topics.announce(HANDOFFS)

    def tell_typing(self, conversation_id: str, author: str, after: int) -> None:
        """Wake all that listen now, and tell that somebody writes; not worth telling once a line behind `after` is."""
        self._topics.announce(f"{_TYPING}{conversation_id}", author, after)

    def _hear(self, signal: Signal) -> None:
        if signal.topic == EVERYTHING:
            for conversation_id in list(self._queues):
                self._tell(conversation_id, Event())
        elif signal.topic.startswith(_CONVERSATION):
            self._tell(signal.topic.removeprefix(_CONVERSATION), Event())
        elif signal.topic.startswith(_TYPING):
            self._tell(signal.topic.removeprefix(_TYPING), Event(signal.author, signal.after))

    def _tell(self, conversation_id: str, event: Event) -> None:
        for queue in self._queues.get(conversation_id, ()):
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(event)


_CONVERSATION, _TYPING = "conversation:", "typing:"
