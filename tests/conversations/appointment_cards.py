"""Cards as actions hand them over, for the tests of what becomes of them."""

import json
from dataclasses import replace

from salon.booking.cards import Card
from salon.conversations.engine import Said

APPOINTMENT = "5b0c41d2-58d1-4b0e-9b53-0c8f2c1f7a11"
CARD = Card(
    kind="booked",
    appointment_id=APPOINTMENT,
    treatment="deep cleaning",
    when="Thursday 4 March at 10:00",
    starts_at="2027-03-04T10:00:00+00:00",
    ends_at="2027-03-04T11:30:00+00:00",
    minutes=90,
    price="£85",
    cosmetologist="Maya",
    name="Anna",
    phone="+447700900123",
)
BOOKED = {"treatment": "Deep cleaning", "when": CARD.when, "cosmetologist": "Maya", "name": "Anna", "card": CARD.dump()}
MOVED = BOOKED | {"card": replace(CARD, kind="moved").dump()}
SUMMARY = {
    "treatment": "Deep cleaning",
    "when": CARD.when,
    "price": "£85",
    "minutes": "90",
    "name": "Anna",
    "phone": "+447700900123",
    "card": replace(CARD, kind="summary", appointment_id=None, cosmetologist=None).dump(),
}
TIMES: dict[str, str | None] = {"treatment": "deep_cleaning", "moving": None}


def asks_start(*buttons: tuple[str, str]) -> Said:
    """Return the question for day and time, as the engine says it."""
    values = {"day": "Thursday", "treatment": "deep cleaning", "times": json.dumps(TIMES)}
    titled = [{"title": title, "payload": payload} for title, payload in buttons]
    return Said("utter_offer_times", values, titled, 0)
