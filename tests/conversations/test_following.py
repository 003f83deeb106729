"""What one open socket is told: everything behind its own place, in order, once, whatever becomes of the wake-ups."""

import asyncio
from collections.abc import Sequence
from typing import Any

from salon.conversations.following import Follower, Frame
from salon.conversations.live import LONGEST_QUEUE, Event, Listeners, Queue
from salon.conversations.transcript import Page
from salon.errors import NotFound

LIMIT = 3


class FakeTranscript:
    """Lines of one conversation, read in pages of three.

    Attributes:
        reads: behind which line each page was asked for.
    """

    def __init__(self, lines: int = 0) -> None:
        self.authors = ["bot"] * lines
        self.held_by: str | None = None
        self.erased = False
        self.reads: list[int] = []

    async def read(self, after: int) -> Page:
        """Return a page."""
        self.reads.append(after)
        await asyncio.sleep(0)
        if self.erased:
            raise NotFound("no such conversation")
        lines: list[dict[str, Any]] = [
            {"seq": number, "author": author} for number, author in enumerate(self.authors, 1) if number > after
        ]
        return Page(lines[:LIMIT], len(lines) > LIMIT, self.held_by)


async def told(transcript: FakeTranscript, events: Queue, *, after: int = 0) -> list[Frame]:
    """Return the frames that come until nothing more does."""
    follower = Follower(transcript.read, after, events)
    frames: list[Frame] = []

    async def collect() -> None:
        async for frame in follower.frames():
            frames.append(frame)

    task = asyncio.create_task(collect())
    while not task.done():
        before = len(transcript.reads)
        for _ in range(20):
            await asyncio.sleep(0)
        if len(transcript.reads) == before and events.empty():
            task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    return frames


def seqs(frames: Sequence[Frame]) -> list[int]:
    """Return the numbers of the lines that were told."""
    return [frame["message"]["seq"] for frame in frames if frame["type"] == "message"]


def kinds(frames: Sequence[Frame]) -> list[object]:
    """Return who holds, the numbers of lines, and who types, in order."""
    value = {"held": "by", "typing": "author"}
    return [
        frame["message"]["seq"] if frame["type"] == "message" else frame.get(value.get(frame["type"], ""), "erased")
        for frame in frames
    ]


def follow(transcript: FakeTranscript, *events: Event, after: int = 0) -> list[Frame]:
    """Return what is told when these wake-ups have come."""

    async def run() -> list[Frame]:
        queue = Queue()
        for event in events:
            queue.put_nowait(event)
        return await told(transcript, queue, after=after)

    return asyncio.run(run())


def test_erased_conversation() -> None:
    transcript = FakeTranscript(2)
    transcript.erased = True

    assert follow(transcript) == [{"type": "erased"}]


def test_holder_is_told_first_and_then_every_line_behind() -> None:
    assert follow(FakeTranscript(2), after=1) == [
        {"type": "held", "by": None},
        {"type": "message", "message": {"seq": 2, "author": "bot"}},
    ]


def test_long_transcript_comes_whole() -> None:
    transcript = FakeTranscript(LIMIT * 2)

    assert seqs(follow(transcript)) == [1, 2, 3, 4, 5, 6]
    assert transcript.reads == [0, LIMIT]


def test_wake_ups_without_news_tell_nothing() -> None:
    assert kinds(follow(FakeTranscript(1), Event(), Event(), Event())) == [None, 1]


def test_wake_ups_that_are_lost_lose_nothing() -> None:
    async def run() -> list[int]:
        transcript, listeners = FakeTranscript(), Listeners()
        with listeners.listen("a") as events:
            for _ in range(LONGEST_QUEUE + 50):
                transcript.authors.append("bot")
                listeners.wake("a")
            return seqs(await told(transcript, events))

    assert asyncio.run(run()) == list(range(1, LONGEST_QUEUE + 51))


def test_lines_that_come_while_others_are_read() -> None:
    class Growing(FakeTranscript):
        async def read(self, after: int) -> Page:
            page = await super().read(after)
            if len(self.authors) < 5:  # stored behind the page's back, and told
                self.authors.append("client")
                self.events.put_nowait(Event())
            return page

    async def run() -> list[int]:
        transcript = Growing(1)
        transcript.events = Queue()
        return seqs(await told(transcript, transcript.events))

    assert asyncio.run(run()) == [1, 2, 3, 4, 5]


def test_typing_is_told_behind_the_line_that_is_answered() -> None:
    assert kinds(follow(FakeTranscript(2), Event("bot", 2))) == [None, 1, 2, "bot"]


def test_typing_is_not_told_once_the_answer_was() -> None:
    assert kinds(follow(FakeTranscript(3), Event("bot", 2), Event())) == [None, 1, 2, 3]


def test_last_who_types_is_told_once() -> None:
    assert kinds(follow(FakeTranscript(1), Event("bot", 1), Event("staff", 1), Event())) == [None, 1, "staff"]


def test_who_comes_is_told_before_their_line_and_who_goes_after_it() -> None:
    class Watched(FakeTranscript):
        async def read(self, after: int) -> Page:
            self.held_by = [None, "Maya", "Maya", "Elena", None][min(len(self.reads), 4)]
            self.authors.append("staff")
            page = await super().read(after)
            if len(self.reads) < 5:
                self.events.put_nowait(Event())
            return page

    async def run() -> list[object]:
        transcript = Watched()
        transcript.events = Queue()
        return kinds(await told(transcript, transcript.events))

    assert asyncio.run(run()) == [None, 1, "Maya", 2, 3, "Elena", 4, 5, None]
