"""Open sockets and who hears what."""

import asyncio

from salon.conversations.live import LONGEST_QUEUE, Listeners


def test_tell_reaches_all_who_listen_to_the_conversation() -> None:
    listeners = Listeners()

    with listeners.listen("a") as one, listeners.listen("a") as two, listeners.listen("b") as other:
        listeners.tell("a", {"type": "typing"})

        assert (one.get_nowait(), two.get_nowait(), other.empty()) == ({"type": "typing"}, {"type": "typing"}, True)


def test_tell_with_nobody_there() -> None:
    listeners = Listeners()

    listeners.tell("a", {"type": "typing"})

    with listeners.listen("a") as events:
        assert events.empty()


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


def test_slow_socket_loses_its_oldest() -> None:
    listeners = Listeners()

    with listeners.listen("a") as events:
        for number in range(LONGEST_QUEUE + 2):
            listeners.tell("a", {"number": number})

        assert events.qsize() == LONGEST_QUEUE
        assert asyncio.run(events.get()) == {"number": 2}
