"""Writes to both sides in turn, and measures: one update after the other, several chats at once, a burst."""

import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from itertools import cycle
from typing import TypeVar

from benchmarks.telegram.clients import Chat, Times
from benchmarks.telegram.sides import Bot

CHATS = 8
BURST = 40
"""As many connections Telegram opens to a webhook by itself: https://core.telegram.org/bots/api#setwebhook"""
_WARM_UP = 5
_UPDATES_A_CHAT = 10
Result = TypeVar("Result")


@dataclass(frozen=True)
class Size:
    """How long is measured: updates one by one, rounds of some seconds, bursts."""

    updates: int = 150
    rounds: int = 3
    seconds: float = 10.0
    bursts: int = 5


QUICK = Size(updates=20, rounds=1, seconds=4.0, bursts=1)


@dataclass
class Measured:
    """What came of one side."""

    one_by_one: list[Times] = field(default_factory=list)
    together: list[Times] = field(default_factory=list)
    answers_a_second: list[float] = field(default_factory=list)
    cpu_milliseconds: list[float] = field(default_factory=list)
    burst: list[Times] = field(default_factory=list)


class Writer:
    """A client who writes on, in a new chat every ten updates; beginning a chat is not measured."""

    def __init__(self, bot: Bot, texts: Sequence[str], messages: Mapping[str, int]) -> None:
        self._bot = bot
        self._texts = cycle(texts)
        self._messages = messages
        self._chat: Chat | None = None
        self._written = 0

    def step(self) -> Times:
        """Write the next update and wait for its answer."""
        if self._chat is None or self._written % _UPDATES_A_CHAT == 0:
            self._chat = self._bot.chat()
        self._written += 1
        text = next(self._texts)
        return self._chat.say(text, self._messages[text])


def measure(bots: Mapping[str, Bot], texts: Sequence[str], size: Size) -> dict[str, Measured]:
    """Write to both sides in turn, so that whatever disturbs the machine meets both."""
    say("How many messages an answer has ...")
    messages = {name: _messages(bot, texts) for name, bot in bots.items()}
    found: dict[str, Measured] = defaultdict(Measured)
    say("One update after the other ...")
    writers = {name: Writer(bot, texts, messages[name]) for name, bot in bots.items()}
    for turn in range(-_WARM_UP, size.updates):
        for name, writer in writers.items():
            times = writer.step()
            if turn >= 0:
                found[name].one_by_one.append(times)
    for number in range(size.rounds):
        for name, bot in bots.items():
            say(f"{CHATS} chats at once, round {number + 1}: {name} ...")
            _together(bot, texts, messages[name], size.seconds, found[name])
    for number in range(size.bursts):
        for name, bot in bots.items():
            say(f"{BURST} updates at one moment, number {number + 1}: {name} ...")
            found[name].burst += _burst(bot, texts, messages[name])
    return found


def _messages(bot: Bot, texts: Sequence[str]) -> dict[str, int]:
    chat = bot.chat()
    return {text: chat.messages_of_answer(text) for text in texts}


def _together(bot: Bot, texts: Sequence[str], messages: Mapping[str, int], seconds: float, found: Measured) -> None:
    chats = _all([bot.chat for _ in range(CHATS)])
    used, began = bot.side.cpu_seconds(), time.perf_counter()

    def talk(index: int) -> list[Times]:
        shift, mine = index % len(texts), list[Times]()
        for text in cycle([*texts[shift:], *texts[:shift]]):
            if time.perf_counter() - began > seconds:
                return mine
            mine.append(chats[index].say(text, messages[text]))
        return mine

    every = [times for mine in _all([partial(talk, index) for index in range(CHATS)]) for times in mine]
    found.together += every
    found.answers_a_second.append(len(every) / (time.perf_counter() - began))
    found.cpu_milliseconds.append(1000 * (bot.side.cpu_seconds() - used) / len(every))


def _burst(bot: Bot, texts: Sequence[str], messages: Mapping[str, int]) -> list[Times]:
    chats = _all([bot.chat for _ in range(BURST)])
    ready = threading.Barrier(BURST)

    def one(index: int) -> Times:
        text = texts[index % len(texts)]
        ready.wait()
        return chats[index].say(text, messages[text])

    return _all([partial(one, index) for index in range(BURST)])


def _all(works: Sequence[Callable[[], Result]]) -> list[Result]:
    """Do all of it at once, each in a thread, and return the results in order; the first error is raised."""
    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(lambda work: work(), works))


def say(sentence: str) -> None:
    """Tell how far it is."""
    print(sentence, file=sys.stderr, flush=True)
