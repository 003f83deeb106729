"""Load of three kinds, each bounded in count or time: one message after the other, several at once, one long talk."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import cycle

from benchmarks.talks import Talk

Begin = Callable[[], Talk]
TURNS_A_CONVERSATION = 10


@dataclass
class Times:
    """How long each message took to be answered, in milliseconds."""

    milliseconds: list[float] = field(default_factory=list)

    def quantile(self, share: float) -> float:
        """Return the time within which that share of the messages was answered; NaN if there were none."""
        return quantile(self.milliseconds, share)


def quantile(values: Sequence[float], share: float) -> float:
    """Return the value that so large a share stays within; NaN if there are none."""
    ordered = sorted(values)
    return ordered[round(share * (len(ordered) - 1))] if ordered else float("nan")


class Caller:
    """One client who talks on, with a new conversation every ten turns."""

    def __init__(self, begin: Begin, texts: Sequence[str]) -> None:
        self._begin = begin
        self._texts: Iterator[str] = cycle(texts)
        self._turns = 0
        self._talk: Talk | None = None

    def step(self) -> float:
        """Send the next message and return its seconds.

        Raises:
            RuntimeError: no reply: an unanswered message says nothing about speed.
        """
        if self._talk is None or self._turns % TURNS_A_CONVERSATION == 0:
            self._talk = self._begin()
        self._turns += 1
        text = next(self._texts)
        started = time.perf_counter()
        answer = self._talk.say(text)
        if not answer:
            raise RuntimeError(f"no reply to {text!r}")
        return time.perf_counter() - started


def alternate(sides: Mapping[str, Begin], texts: Sequence[str], count: int, warm_up: int = 10) -> dict[str, Times]:
    """Send `count` messages to each side, one at a time, A, B, C, A, B, C ..., so that disturbances meet all alike."""
    callers = {name: Caller(begin, texts) for name, begin in sides.items()}
    times = {name: Times() for name in sides}
    for turn in range(-warm_up, count):
        for name, caller in callers.items():
            seconds = caller.step()
            if turn >= 0:
                times[name].milliseconds.append(1000 * seconds)
    return times


def together(begin: Begin, texts: Sequence[str], conversations: int, seconds: float) -> Times:
    """Have several conversations at once for so many seconds, each waiting for its replies."""
    deadline = time.monotonic() + seconds
    results: list[list[float]] = [[] for _ in range(conversations)]

    def talk(index: int) -> None:
        shift = index % len(texts)
        caller = Caller(begin, [*texts[shift:], *texts[:shift]])
        while time.monotonic() < deadline:
            results[index].append(1000 * caller.step())

    threads = [threading.Thread(target=talk, args=(index,), daemon=True) for index in range(conversations)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Times([each for result in results for each in result])


def long_talk(
    begin: Begin, texts: Sequence[str], turns: int, window: int, cpu_seconds: Callable[[], float]
) -> tuple[float, float]:
    """Talk in one conversation for `turns` turns; return the CPU ms a message in its first and last `window` turns."""
    talk, sent = begin(), cycle(texts)
    marks: dict[int, float] = {}
    for turn in range(turns):
        if turn in (0, window, turns - window):
            marks[turn] = cpu_seconds()
        talk.say(next(sent))
    marks[turns] = cpu_seconds()
    first, last = marks[window] - marks[0], marks[turns] - marks[turns - window]
    return 1000 * first / window, 1000 * last / window
