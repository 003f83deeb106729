"""What the booking form asks: treatment, day and time, and the yes to the summary."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.services import SalonAction
from actions.turn import responses_before, turn_of
from salon.booking.answers import is_no
from salon.booking.draft import Draft, from_slots
from salon.conversations.incoming import write_payload


class AskTreatment(SalonAction):
    """Asks which treatment."""

    action_name = "action_ask_treatment"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Offer the salon's treatments as buttons."""
        buttons = [
            {"title": one.name.capitalize(), "payload": write_payload("inform_booking", treatment=one.id)}
            for one in self.services.salon.treatments
        ]
        dispatcher.utter_message(response="utter_ask_treatment", buttons=buttons)
        return []


class AskStartsAt(SalonAction):
    """Asks for day and time."""

    action_name = "action_ask_starts_at"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Offer real free times as buttons, or ask which day was meant."""
        draft = from_slots(tracker.slots)
        outcome = self.services.reception.offer(draft)
        written = self.services.written
        treatment = self.services.salon.treatment(draft.treatment or self.services.salon.treatments[0].id)
        times = picking(treatment.id)
        if outcome.choices:
            days = [written.day(day) for day in outcome.choices]
            buttons = [{"title": day, "payload": day} for day in days]
            dispatcher.utter_message(response="utter_ask_which_day", buttons=buttons, times=times)
            return []
        days = list(dict.fromkeys(written.day(start) for start in outcome.offers))
        name = _offer_response(draft, days)
        dispatcher.utter_message(
            response=name,
            day=days[0] if days else "",
            treatment=treatment.name,
            buttons=time_buttons(self, outcome.offers),
            times=times,
        )
        return [SlotSet("offered", [start.isoformat() for start in outcome.offers])]


class AskConfirmed(SalonAction):
    """Sums up and asks for the yes."""

    action_name = "action_ask_confirmed"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Say the summary; to a plain no, ask what to change."""
        turn, draft = turn_of(tracker), from_slots(tracker.slots)
        if next(responses_before(tracker), "") == "utter_ask_confirmed" and is_no(turn.clause, turn.intent):
            dispatcher.utter_message(response="utter_ask_what_to_change")
            return []
        assert draft.treatment and draft.starts_at and draft.name and draft.phone  # noqa: S101, PT018  the form asks for this one last
        treatment = self.services.salon.treatment(draft.treatment)
        values = self.services.written.treatment(treatment) | {
            "when": self.services.written.start(draft.starts_at),
            "name": draft.name,
            "phone": draft.phone,
            "card": self.services.cards.summary(draft).dump(),
        }
        dispatcher.utter_message(response="utter_ask_confirmed", **values)
        return []


def time_buttons(
    action: SalonAction, offers: Iterable[datetime], intent: str = "inform_booking"
) -> list[dict[str, str]]:
    """Return a button for each free start; it stands for `intent` with that start."""
    return [
        {"title": action.services.written.button(start), "payload": write_payload(intent, starts_at=start.isoformat())}
        for start in offers
    ]


def picking(treatment_id: str, moving: str | None = None) -> str:
    """Return whose free times answer a question, for the value of a reply; `moving` is the appointment to move."""
    return json.dumps({"treatment": treatment_id, "moving": moving})


def _offer_response(draft: Draft, days: list[str]) -> str:
    if not days:
        return "utter_nothing_free"
    if len(days) == 1:
        return "utter_offer_times"
    return "utter_offer_days" if draft.when else "utter_ask_starts_at"
