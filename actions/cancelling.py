"""Cancelling an appointment: which one, are you sure, done."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import ActionExecutionRejected, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.appointments import OwnAppointments, ask_which
from actions.forms import leave
from actions.turn import Turn, turn_of
from salon.booking.answers import is_no, is_yes
from salon.booking.appointments import AppointmentView
from salon.booking.cards import CANCELLED


class ValidateCancelForm(OwnAppointments):
    """Reads a message while an appointment is being cancelled."""

    action_name = "validate_cancel_form"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Find the appointment, then the yes; a no keeps it."""
        turn, requested = turn_of(tracker), tracker.get_slot("requested_slot")
        if (given := self.give_way(dispatcher, tracker, turn, "cancel_form")) is not None:
            return given
        upcoming = self.upcoming(tracker)
        if not upcoming:
            dispatcher.utter_message(response="utter_no_appointment")
            return leave()
        chosen = self.chosen(tracker)
        if requested == "cancel_confirmed" and chosen:
            return self._confirm(dispatcher, turn, chosen)
        picked = self.pick(turn, upcoming)
        if picked is None and requested == "appointment_id":
            return self.unclear(dispatcher, turn, "cancel_form")
        return [SlotSet("appointment_id", picked and picked.id)]

    def _confirm(self, dispatcher: CollectingDispatcher, turn: Turn, chosen: AppointmentView) -> list[EventType]:
        if self.hear(turn, "confirmed").asks and turn.intent not in ("cancel_appointment", "check_appointment"):
            return [ActionExecutionRejected("cancel_form")]
        if is_no(turn.clause, turn.intent):
            dispatcher.utter_message(response="utter_kept", **self.values(chosen))
            return leave()
        again = turn.intent == "cancel_appointment" and not turn.picked  # a button pressed twice is no yes
        if is_yes(turn.clause, turn.intent) or again:
            return [SlotSet("cancel_confirmed", True)]
        return [ActionExecutionRejected("cancel_form")]


class AskCancelId(OwnAppointments):
    """Asks which of several appointments to cancel."""

    action_name = "action_ask_cancel_form_appointment_id"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Offer the coming appointments as buttons."""
        ask_which(self, dispatcher, tracker, "cancel_appointment")
        return []


class AskCancelConfirmed(OwnAppointments):
    """Asks for the yes to cancelling."""

    action_name = "action_ask_cancel_confirmed"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Name the appointment and ask."""
        if chosen := self.chosen(tracker):
            dispatcher.utter_message(response="utter_ask_cancel_confirmed", **self.values(chosen))
        return []


class CancelAppointment(OwnAppointments):
    """Cancels what was confirmed."""

    action_name = "action_cancel_appointment"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Cancel and say so; cancelling twice changes nothing."""
        chosen = self.chosen(tracker)
        if tracker.get_slot("cancel_confirmed") and chosen:
            cancelled = self.services.booking.cancel(chosen.id, tracker.sender_id)
            dispatcher.utter_message(
                response="utter_cancelled", **self.values(cancelled), card=self.card(CANCELLED, cancelled)
            )
        return leave()
