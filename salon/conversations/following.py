"""What one open socket is told, in order, nothing lost and nothing twice: it reads on from its own place."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import Any

from salon.conversations.live import Event, Queue
from salon.conversations.transcript import Page
from salon.errors import NotFound

Frame = dict[str, Any]


class Follower:
    """Reads the lines behind its own place whenever it is woken, whatever the wake-up says.

    Args:
        read: returns the page behind a line; NotFound once the conversation is erased.
        after: the line that was seen last.
        events: wake-ups. The queue must be filled before the first frame is asked for, or something may be missed.
    """

    def __init__(self, read: Callable[[int], Awaitable[Page]], after: int, events: Queue) -> None:
        self._read = read
        self._seen = after
        self._events = events
        self._holder: str | None = None
        self._begun = False

    async def frames(self) -> AsyncGenerator[Frame]:
        """Give frames as they come; the last is `erased`.

        Each frame has a `type`: "held" (`by`: who of the staff holds the conversation, or None), "message" (`message`: a
        line), "typing" (`author`), "erased".
        """
        typing: Event | None = None
        while True:
            try:
                page = await self._read(self._seen)
            except NotFound:
                yield {"type": "erased"}
                return
            for frame in self._news(page):
                yield frame
            if page.more:
                continue
            if typing and self._seen <= typing.after:
                yield {"type": "typing", "author": typing.typing}
            typing = await self._woken()

    def _news(self, page: Page) -> list[Frame]:
        """Return the frames of a page: who comes is told before their first line, who goes after their last."""
        frames: list[Frame] = [{"type": "message", "message": line} for line in page.lines]
        self._seen = page.lines[-1]["seq"] if page.lines else self._seen
        if not self._begun or page.held_by != self._holder:
            held: Frame = {"type": "held", "by": page.held_by}
            frames = [held, *frames] if page.held_by or not self._begun else [*frames, held]
        self._begun, self._holder = True, page.held_by
        return frames

    async def _woken(self) -> Event | None:
        """Wait for a wake-up and take all others that have come; return the last that tells who writes."""
        events = [await self._events.get()]
        while not self._events.empty():
            events.append(self._events.get_nowait())
        return next((one for one in reversed(events) if one.typing), None)
