"""What the benchmark's clients write. Phrases of the training data, so that both sides understand them."""

from collections.abc import Iterator
from itertools import cycle
from random import Random

PLAIN = (
    "cost?",
    "how much is the deep cleaning",
    "what forms of payment do you take",
    "what are blackheads made of",
    "are you a bot",
    "thanks",
    "hello",
    "what is sebum",
    "can stress cause spots",
    "prices pls",
)
"""Each is answered by one sentence of a rule, without an action."""

ACTION = ("when is my appointment", "have I got an appointment booked", "what time is my appointment")
"""Each is answered by one action that reads the database."""

MIXED = (*PLAIN[:4], ACTION[0], *PLAIN[4:8], ACTION[1])
"""What a conversation under load consists of: one message of five needs an action."""

BOOKING = (
    "I'd like to book a deep cleaning",
    "the day after tomorrow",
    "in the afternoon please",
    "the first one",
    "Wanda Hill",
    "020 7946 0123",
    "yes",
    "tomorrow at 11",
    "no",
    "actually next week is better",
    "can I come on Friday",
    "stop, I don't want to book",
)
"""Parts of a booking, in no good order: forms are begun, interrupted, left and taken up again."""

QUESTIONS = (
    *PLAIN,
    *ACTION,
    "why",
    "tell me more",
    "does it hurt",
    "how often should I have a cleaning",
    "where are you and how much is a cleaning",
    "can I come if I am pregnant",
    "my skin is oily and I get spots before my period",
    "what is the capital of France",
    "asdf qwer",
    "is chocolate bad for my skin",
    "do creams help against blackheads",
)


def plain() -> Iterator[str]:
    """Yield the plain messages, over and over."""
    return cycle(PLAIN)


def dialogue(length: int, seed: int = 7) -> list[str]:
    """Return `length` messages of one client: questions, and bookings that questions interrupt. Same seed, same list."""
    random = Random(seed)  # noqa: S311  not for secrets
    return [random.choice(BOOKING if random.random() < 0.4 else QUESTIONS) for _ in range(length)]
