"""The client's own appointments: made in this conversation. `cancelling.py` and `moving.py` build on this."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import ActionExecutionRejected, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.forms import FormAction, leave, stop
from actions.turn import Turn
from salon.booking.answers import choice
from salon.booking.appointments import AppointmentView
from salon.conversations.incoming import write_payload
from salon.dates import DateRules, Order, read_when
from salon.salon_facts import joined


class OwnAppointments(FormAction):
    """What the actions of this topic share: the client's coming appointments, and how they are written."""

    def chosen(self, tracker: Tracker) -> AppointmentView | None:
        """Return the appointment that the form is about."""
        wanted = tracker.get_slot("appointment_id")
        return next((one for one in self.upcoming(tracker) if one.id == wanted), None)

    def values(self, appointment: AppointmentView) -> dict[str, str]:
        """Return the placeholders of an appointment."""
        return {
            "treatment": self.services.salon.treatment(appointment.treatment_id).name,
            "when": self.services.written.start(appointment.starts_at),
            "cosmetologist": self.services.salon.cosmetologist(appointment.cosmetologist_id).name,
        }

    def card(self, kind: str, appointment: AppointmentView) -> str:
        """Return an appointment's card, for the value of a reply."""
        return self.services.cards.of(kind, appointment).dump()

    def pick(self, turn: Turn, upcoming: list[AppointmentView]) -> AppointmentView | None:
        """Return the appointment that a message means, or None while it is not clear."""
        if wanted := turn.picked.get("appointment_id"):
            return next((one for one in upcoming if one.id == wanted), None)
        if len(upcoming) == 1:
            return upcoming[0]
        if start := choice(turn.clause, [one.starts_at for one in upcoming]):
            return next(one for one in upcoming if one.starts_at == start)
        rules = DateRules(Order(self.services.salon.date_order), self.services.salon.hours)
        when = read_when(turn.clause, now=self.services.clock().astimezone(self.services.salon.zone), rules=rules)
        fitting = [one for one in upcoming if one.starts_at.date() in when.days]
        if not fitting:  # "the one on Tuesday" may be in a later week than the coming Tuesday
            weekdays = {day.weekday() for day in when.days}
            fitting = [one for one in upcoming if one.starts_at.weekday() in weekdays]
        return fitting[0] if len(fitting) == 1 else None

    def unclear(self, dispatcher: CollectingDispatcher, turn: Turn, form: str) -> list[EventType]:
        """Hand a question on another topic back to the rules; to anything else, say that the choice is not clear."""
        if self.hear(turn, "appointment_id").asks:
            return [ActionExecutionRejected(form)]
        dispatcher.utter_message(response="utter_invalid_choice")
        return [SlotSet("appointment_id", None)]


class CheckAppointment(OwnAppointments):
    """Tells the client what is booked."""

    action_name = "action_check_appointment"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """List the coming appointments of this conversation."""
        upcoming = [self.values(one) for one in self.upcoming(tracker)]
        if upcoming:
            listed = joined([f"{one['treatment']}, {one['when']}" for one in upcoming])
            dispatcher.utter_message(response="utter_your_appointments", appointments=listed)
        else:
            dispatcher.utter_message(response="utter_no_appointment")
        return []


class StopForm(OwnAppointments):
    """Stops whatever was being arranged."""

    action_name = "action_stop_form"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Say that an appointment stays where it is, or that nothing was booked, and forget what was being arranged."""
        if chosen := self.chosen(tracker):
            dispatcher.utter_message(response="utter_kept", **self.values(chosen))
        else:
            dispatcher.utter_message(response="utter_booking_stopped")
        return [*stop(), *leave()]


def ask_which(action: OwnAppointments, dispatcher: CollectingDispatcher, tracker: Tracker, intent: str) -> None:
    """Offer the coming appointments as buttons; each stands for `intent` with the appointment's id."""
    buttons = [
        {
            "title": action.services.written.button(one.starts_at),
            "payload": write_payload(intent, appointment_id=one.id),
        }
        for one in action.upcoming(tracker)
    ]
    dispatcher.utter_message(response="utter_ask_appointment_id", buttons=buttons)
