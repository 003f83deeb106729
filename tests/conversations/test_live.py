"""Open sockets and who is woken."""

import asyncio

from salon.conversations.live import LONGEST_QUEUE, Event, Listeners


def test_all_who_listen_to_the_conversation_are_woken() -> None:
    listeners = Listeners()

    with listeners.listen("a") as one, listeners.listen("a") as two, listeners.listen("b") as other:
        listeners.wake("a")

        assert (one.get_nowait(), two.get_nowait(), other.empty()) == (Event(), Event(), True)


def test_wake_with_nobody_there() -> None:
    listeners = Listeners()

    listeners.wake("a")

    with listeners.listen("a") as events:
        assert events.empty()


def test_tell_typing() -> None:
    listeners = Listeners()

    with listeners.listen("a") as events:
        listeners.tell_typing("a", "staff", 7)

        assert events.get_nowait() == Event("staff", 7)


def test_count() -> None:
    listeners = Listeners()

    with listeners.listen("a"):
        with listeners.listen("a"):
            assert (listeners.count("a"), listeners.count("b")) == (2, 0)
        assert listeners.count("a") == 1
    assert listeners.count("a") == 0


def test_listen_leaves_nothing_behind() -> None:
    listeners = Listeners()

    with listeners.listen("a"), listeners.listen("a"):
        pass
    listeners.count("b")

    assert dict(listeners._queues) == {}


def test_slow_socket_loses_its_oldest_wake_ups() -> None:
    listeners = Listeners()

    with listeners.listen("a") as events:
        for number in range(LONGEST_QUEUE + 2):
            listeners.tell_typing("a", "bot", number)

        assert events.qsize() == LONGEST_QUEUE
        assert asyncio.run(events.get()) == Event("bot", 2)
