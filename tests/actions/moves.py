"""An appointment that is being moved, in slots and events."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from rasa_sdk.events import ActionExecutionRejected, SlotSet

from salon.booking.draft import Draft, to_slots
from salon.dates import When
from tests.actions.conftest import at

VALUES = {"treatment": "deep cleaning", "when": "Thursday 4 March at 10:00", "cosmetologist": "Maya"}
REJECTED = [ActionExecutionRejected("move_form")]
FRESH = SlotSet("moved_to", None)
Fill = Callable[[datetime], None]


def asked(appointment_id: str, requested: str | None = "moved_to", **others: Any) -> dict[str, Any]:
    """Return the slots while the form asks."""
    return {"appointment_id": appointment_id, "requested_slot": requested, **others}


def heard_time(moved_to: datetime | None, when: When | None = None, offered: tuple[datetime, ...] = ()) -> list[Any]:
    """Return the events of a message that spoke of a time."""
    slots = to_slots(Draft(when=when or When(), offered=offered))
    return [
        SlotSet("moved_to", moved_to and moved_to.isoformat()),
        SlotSet("read_message", "m7#0"),
        SlotSet("when", slots["when"]),
        SlotSet("offered", slots["offered"]),
    ]


# Are you sure


def sure(appointment_id: str, **others: Any) -> dict[str, Any]:
    """Return the slots while the form asks for the yes to Friday at four."""
    return asked(appointment_id, "move_confirmed", moved_to=at(5, 16).isoformat(), **others)
