"""Drafts of an appointment in slots and events, for the tests of the forms."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from rasa_sdk.events import ActiveLoop, EventType, SlotSet

from actions.services import ActionServices
from salon.advice.skin import SkinProfile
from salon.booking.draft import Draft, to_slots
from salon.booking.service import BookingService
from salon.clock import fixed_clock
from tests.actions.conftest import at

AGREED_AT = datetime(2027, 3, 1, 9, 55, tzinfo=UTC)
COMPLETE = Draft(
    treatment="deep_cleaning",
    starts_at=at(2, 10),
    name="Anna",
    phone="+447700900123",
    consent=AGREED_AT,
)
UNKNOWN_SKIN = SlotSet("skin", SkinProfile().to_dict())
READ = SlotSet("read_message", "m7#0")
STOPPED = [
    ActiveLoop(None),
    SlotSet("requested_slot", None),
    *(
        SlotSet(slot, None)
        for slot in ("treatment", "starts_at", "name", "confirmed", "when", "offered", "cosmetologist")
    ),
]


def slots(draft: Draft, requested: str | None = None, **others: Any) -> dict[str, Any]:
    """Return the slots of a draft while `requested` is asked for."""
    return {**to_slots(draft), "requested_slot": requested, **others}


def draft_set(draft: Draft) -> list[EventType]:
    """Return the events that put a draft into the slots."""
    return [SlotSet(slot, value) for slot, value in to_slots(draft).items()]


def at_moment(services: ActionServices, moment: datetime) -> ActionServices:
    """Return the services as they are at another moment, with the same database."""
    clock = fixed_clock(moment)
    booking = BookingService(services.booking._database, services.salon, clock, services.booking._vault)
    return replace(services, booking=booking, clock=clock)
