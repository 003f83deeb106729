"""Wake-ups by topic: who hears them, and what becomes of too many."""

import asyncio

from salon.conversations.live import Event, Listeners
from salon.live_topics import EVERYTHING, LiveTopics, Signal, Watcher


def told(watcher: Watcher) -> list[str]:
    """Return what a watcher has to tell."""
    return asyncio.run(watcher.topics())


def test_announce_without_anybody() -> None:
    LiveTopics().announce("inbox")


def test_announce_goes_out_once() -> None:
    topics, out = LiveTopics(), []
    topics.relay = out.append

    topics.announce("typing:1", "staff", 7)
    topics.deliver(Signal("inbox"))

    assert out == [Signal("typing:1", "staff", 7)]


def test_topics_in_order_without_repeats() -> None:
    topics = LiveTopics()

    with topics.watch() as watcher:
        for topic in ("inbox", "handoffs", "inbox"):
            topics.announce(topic)

        assert told(watcher) == ["inbox", "handoffs"]


def test_topics_are_told_once() -> None:
    topics = LiveTopics()

    with topics.watch() as watcher:
        topics.announce("inbox")
        first = told(watcher)
        topics.announce("training")

        assert (first, told(watcher)) == (["inbox"], ["training"])


def test_topics_end_with_the_watch() -> None:
    topics = LiveTopics()
    with topics.watch() as early, topics.watch():
        pass

    topics.announce("inbox")

    assert (early._topics, topics._ears) == ({}, [])


def test_more_topics_than_anybody_reads() -> None:
    topics = LiveTopics()

    with topics.watch() as watcher:
        for number in range(201):
            topics.announce(f"conversation:{number}")

        assert told(watcher) == [EVERYTHING, "conversation:200"]


def test_what_wakes_a_conversation_wakes_the_desk() -> None:
    topics = LiveTopics()
    listeners = Listeners(topics)

    with topics.watch() as watcher, listeners.listen("1") as events, listeners.listen("2") as others:
        listeners.wake("1")
        listeners.tell_typing("1", "staff", 3)
        listeners.wake_waiting()

        assert told(watcher) == ["conversation:1", "inbox", "typing:1", "handoffs"]
        assert [events.get_nowait() for _ in range(events.qsize())] == [Event(), Event("staff", 3)]
        assert others.empty()


def test_after_a_gap_every_conversation_looks_again() -> None:
    topics = LiveTopics()
    listeners = Listeners(topics)

    with listeners.listen("1") as one, listeners.listen("2") as other:
        topics.deliver(Signal(EVERYTHING))

        assert [one.get_nowait(), other.get_nowait()] == [Event(), Event()]
