"""The load generators, with conversations that cost nothing."""

from itertools import count
from math import isnan

import pytest

from benchmarks.load import TURNS_A_CONVERSATION, Caller, Times, alternate, long_talk, together


class Echo:
    """Answers with what was said."""

    def __init__(self, heard: list[str] | None = None) -> None:
        self.heard = [] if heard is None else heard

    def say(self, text: str) -> list[str]:
        self.heard.append(text)
        return [text]


class Mute:
    """Never answers."""

    def say(self, text: str) -> list[str]:
        return []


def test_caller_without_reply_is_an_error() -> None:
    caller = Caller(Mute, ["hello"])

    with pytest.raises(RuntimeError, match="no reply to 'hello'"):
        caller.step()


def test_quantile_of_nothing_is_not_a_number() -> None:
    times = Times()

    found = times.quantile(0.5)

    assert isnan(found)


def test_quantile_takes_the_nearest_time() -> None:
    times = Times([30.0, 10.0, 20.0])

    found = [times.quantile(share) for share in (0.0, 0.5, 0.95)]

    assert found == [10.0, 20.0, 30.0]


def test_caller_begins_anew_after_its_turns() -> None:
    talks: list[Echo] = []

    def begin() -> Echo:
        talks.append(Echo())
        return talks[-1]

    caller = Caller(begin, ["a", "b"])

    for _ in range(TURNS_A_CONVERSATION + 1):
        caller.step()

    assert [len(talk.heard) for talk in talks] == [TURNS_A_CONVERSATION, 1]


def test_alternate_sends_to_each_side_in_turn() -> None:
    heard: list[str] = []
    sides = {"one": lambda: Echo(heard), "two": lambda: Echo(heard)}

    times = alternate(sides, ["a", "b"], count=3, warm_up=1)

    assert heard == ["a", "a", "b", "b", "a", "a", "b", "b"]
    assert {name: len(found.milliseconds) for name, found in times.items()} == {"one": 3, "two": 3}


def test_together_stops_when_the_time_is_over() -> None:
    times = together(Echo, ["a"], conversations=3, seconds=0.0)

    assert times.milliseconds == []


def test_long_talk_compares_its_first_and_last_turns() -> None:
    seconds = count(start=0, step=2)

    first, last = long_talk(Echo, ["a"], turns=10, window=2, cpu_seconds=lambda: float(next(seconds)))

    assert (first, last) == (1000.0, 1000.0)
