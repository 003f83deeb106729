"""How much may come in a minute."""

import time

import pytest

from salon.channels.limits import Limits, TooMany


def test_conversation_that_sends_too_much() -> None:
    limits = Limits(messages=2, requests=100)
    limits.check_conversation("a")
    limits.check_conversation("a")

    with pytest.raises(TooMany):
        limits.check_conversation("a")
    limits.check_conversation("b")


def test_address_that_sends_too_much() -> None:
    limits = Limits(messages=100, requests=1)
    limits.check_address("192.0.2.1")

    with pytest.raises(TooMany):
        limits.check_address("192.0.2.1")
    limits.check_address("192.0.2.2")


def test_conversations_and_addresses_are_counted_apart() -> None:
    limits = Limits(messages=1, requests=1)

    limits.check_conversation("same")
    limits.check_address("same")


def test_refused_request_says_when_the_next_is_free(monkeypatch: pytest.MonkeyPatch) -> None:
    limits = Limits(messages=2, requests=100)
    now = time.time()
    seconds = []

    def check_at(moment: float) -> None:
        monkeypatch.setattr(time, "time", lambda: now + moment)
        try:
            limits.check_conversation("a")
        except TooMany as refused:
            seconds.append(refused.seconds)

    for moment in (0, 20, 20, 59, 60.5, 60.6):
        check_at(moment)

    assert seconds == [40, 1, 20]


def test_seconds_over() -> None:
    limits = Limits(messages=1, requests=100)

    assert limits.seconds_over("a") == 0
    assert 0 < limits.seconds_over("a") <= 60
    assert limits.seconds_over("b") == 0
