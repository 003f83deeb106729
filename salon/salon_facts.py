"""The salon's facts as words: what stands for `{hours}` or `{price_list}` in a response. `salon_file.py` enters.

Here are only the pieces that are counted or listed; sentences live in `data/responses/`.
"""

from collections.abc import Sequence
from datetime import time
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from salon.salon_file import Salon, Treatment

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SYMBOLS = {"GBP": "£", "EUR": "€", "USD": "$"}


def salon_facts(salon: "Salon") -> dict[str, str]:
    """Return the placeholders of all responses and their values, all text."""
    deep_cleaning = salon.treatment("deep_cleaning")
    return {
        "salon_name": salon.name,
        "city": salon.city,
        "address": salon.address,
        "directions": salon.directions,
        "parking": salon.parking,
        "phone": salon.phone,
        "email": salon.email,
        "website": salon.website,
        "contact_person": salon.contact_person,
        "hours": hours_line(salon),
        "price_list": ", ".join(_priced(one, salon.currency) for one in salon.treatments),
        "treatment_list": joined([one.name for one in salon.treatments]),
        "team": joined([one.name for one in salon.cosmetologists]),
        "deep_cleaning_price": price(deep_cleaning.price_pence, salon.currency),
        "deep_cleaning_minutes": str(deep_cleaning.duration_minutes),
        "emergency_number": salon.emergency.number,
        "advice_line": salon.emergency.advice_line,
        "crisis_line": salon.emergency.crisis_line,
        "conversation_days": str(salon.retention.conversation_days),
        **{key: str(value) for key, value in salon.policies.items()},
    }


def hours_line(salon: "Salon") -> str:
    """Return the opening hours in one line: days in a row that are alike together, closed days last."""
    runs = [(hours, list(days)) for hours, days in groupby(range(7), salon.hours.get)]
    opened = [f"{_run(days)} {_clock(hours[0])} to {_clock(hours[1])}" for hours, days in runs if hours]
    closed = [DAY_NAMES[day] for day in range(7) if day not in salon.hours]
    return ", ".join(opened + ([f"closed on {joined(closed)}"] if closed else []))


def price(pence: int, currency: str) -> str:
    """Return a price as it is said: "£85", "£85.50", "free"; a currency without a sign here is written by its code."""
    if pence == 0:
        return "free"
    amount = f"{pence // 100}" if pence % 100 == 0 else f"{pence / 100:.2f}"
    return f"{SYMBOLS.get(currency, currency + ' ')}{amount}"


def joined(words: Sequence[str]) -> str:
    """Return "a", "a and b", "a, b and c"."""
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def _priced(treatment: "Treatment", currency: str) -> str:
    return f"{treatment.name} {price(treatment.price_pence, currency)} ({treatment.duration_minutes} minutes)"


def _run(days: Sequence[int]) -> str:
    return DAY_NAMES[days[0]] if len(days) == 1 else f"{DAY_NAMES[days[0]]} to {DAY_NAMES[days[-1]]}"


def _clock(moment: time) -> str:
    return f"{moment.hour}:{moment.minute:02}"
