"""What the benchmark's clients write: phrases of the training data, so that both sides understand them."""

from functools import cache
from pathlib import Path
from random import Random

import yaml

ROOT = Path(__file__).resolve().parent.parent
NLU = ROOT / "data" / "nlu"

PLAIN_INTENTS = (
    *("greet", "price", "ask_payment", "ask_sebum", "ask_pores"),
    *("cause_stress", "cause_diet", "ask_parking", "opening_hours_location", "thanks"),
)
"""Each is answered by one sentence of a rule, without an action."""
ACTION_INTENT = "check_appointment"
"""Answered by one action that reads the database."""

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
    "why",
    "tell me more",
    "does it hurt",
    "how often should I have a cleaning",
    "where are you and how much is a cleaning",
    "can I come if I am pregnant",
    "my skin is oily and I get spots before my period",
    "what is the capital of France",
    "asdf qwer",
    "do creams help against blackheads",
)
_BOOKING_SHARE = 0.4


@cache
def phrases(folder: Path = NLU) -> dict[str, list[str]]:
    """Return the training phrases of each intent, in the order of the files."""
    found: dict[str, list[str]] = {}
    for file in sorted(folder.glob("*.yml")):
        for entry in yaml.safe_load(file.read_text())["nlu"]:
            lines = (line.strip() for line in entry["examples"].splitlines())
            found.setdefault(entry["intent"], []).extend(line[2:].strip() for line in lines if line.startswith("- "))
    return found


def dialogue(length: int, seed: int = 7) -> list[str]:
    """Return `length` messages of one client: questions, and bookings that questions interrupt; fixed by the seed."""
    random = Random(seed)  # noqa: S311  nothing here is secret
    plain = (phrases()[intent][0] for intent in PLAIN_INTENTS)
    questions = (*plain, *phrases()[ACTION_INTENT][:3], *QUESTIONS)
    return [random.choice(BOOKING if random.random() < _BOOKING_SHARE else questions) for _ in range(length)]
