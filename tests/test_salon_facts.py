"""The placeholders of the responses."""

from dataclasses import replace
from datetime import time

import pytest

from salon.salon_facts import hours_line, joined, price
from salon.salon_file import Salon

WORKDAY, SHORT = (time(9), time(19)), (time(10), time(14, 30))


@pytest.mark.parametrize(
    ("hours", "line"),
    [
        ({}, "closed on Monday, Tuesday, Wednesday, Thursday, Friday, Saturday and Sunday"),
        (dict.fromkeys(range(7), WORKDAY), "Monday to Sunday 9:00 to 19:00"),
        (dict.fromkeys(range(6), WORKDAY), "Monday to Saturday 9:00 to 19:00, closed on Sunday"),
        (
            dict.fromkeys(range(1, 5), WORKDAY) | {5: SHORT},
            "Tuesday to Friday 9:00 to 19:00, Saturday 10:00 to 14:30, closed on Monday and Sunday",
        ),
    ],
)
def test_hours_line_groups_days(salon: Salon, hours: dict[int, tuple[time, time]], line: str) -> None:
    changed = replace(salon, hours=hours)

    assert hours_line(changed) == line


@pytest.mark.parametrize(
    ("pence", "currency", "said"),
    [(0, "GBP", "free"), (8500, "GBP", "£85"), (8550, "GBP", "£85.50"), (5, "EUR", "€0.05"), (900, "CHF", "CHF 9")],
)
def test_price_is_written_as_said(pence: int, currency: str, said: str) -> None:
    assert price(pence, currency) == said


@pytest.mark.parametrize(
    ("words", "line"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_joined_lists_words(words: list[str], line: str) -> None:
    assert joined(words) == line


def test_facts_of_the_sample_salon(salon: Salon) -> None:
    facts = salon.facts()

    assert {name: facts[name] for name in COUNTED} == COUNTED
    assert sorted(facts) == sorted(NAMES.split())
    assert [name for name, value in facts.items() if not value.strip()] == []


COUNTED = {
    "hours": "Monday to Saturday 9:00 to 19:00, closed on Sunday",
    "price_list": (
        "deep cleaning £85 (90 minutes), ultrasonic cleaning £55 (60 minutes), skin consultation free (30 minutes)"
    ),
    "treatment_list": "deep cleaning, ultrasonic cleaning and skin consultation",
    "team": "Maya and Elena",
    "deep_cleaning_price": "£85",
    "deep_cleaning_minutes": "90",
    "late_minutes": "15",
    "cancel_hours": "24",
    "minimum_age": "16",
    "emergency_number": "999",
    "conversation_days": "90",
}
NAMES = """
salon_name city address directions parking phone email website contact_person hours price_list treatment_list team
deep_cleaning_price deep_cleaning_minutes emergency_number advice_line crisis_line payment deposit late_minutes
cancel_hours minimum_age vouchers discounts conversation_days
"""
