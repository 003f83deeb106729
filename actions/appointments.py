"""Finding, cancelling and moving the client's own appointments: those that were made in this conversation."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import ActionExecutionRejected, ActiveLoop, EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.booking import REFUSED, FormAction, time_buttons
from actions.turn import Turn, turn_of
from salon.booking.answers import choice, is_no, is_yes
from salon.booking.appointments import AppointmentView
from salon.booking.draft import Draft, from_slots, to_slots
from salon.dates import DateRules, Order, read_when
from salon.errors import Refused
from salon.salon_facts import joined


class OwnAppointments(FormAction):
    """What the actions of this topic share: the client's coming appointments, and how they are written."""

    def upcoming(self, tracker: Tracker) -> list[AppointmentView]:
        """Return the conversation's coming appointments, by start."""
        return self.desk.booking.upcoming(tracker.sender_id)

    def chosen(self, tracker: Tracker) -> AppointmentView | None:
        """Return the appointment that the form is about."""
        wanted = tracker.get_slot("appointment_id")
        return next((one for one in self.upcoming(tracker) if one.id == wanted), None)

    def values(self, appointment: AppointmentView) -> dict[str, str]:
        """Return the placeholders of an appointment."""
        return {
            "treatment": self.desk.salon.treatment(appointment.treatment_id).name,
            "when": self.desk.written.start(appointment.starts_at),
            "cosmetologist": self.desk.salon.cosmetologist(appointment.cosmetologist_id).name,
        }

    def pick(self, turn: Turn, upcoming: list[AppointmentView]) -> AppointmentView | None:
        """Return the appointment that a message means, or None while it is not clear."""
        if wanted := turn.picked.get("appointment_id"):
            return next((one for one in upcoming if one.id == wanted), None)
        if len(upcoming) == 1:
            return upcoming[0]
        if start := choice(turn.clause, [one.starts_at for one in upcoming]):
            return next(one for one in upcoming if one.starts_at == start)
        rules = DateRules(Order(self.desk.salon.date_order), self.desk.salon.hours)
        when = read_when(turn.clause, now=self.desk.clock().astimezone(self.desk.salon.zone), rules=rules)
        fitting = [one for one in upcoming if one.starts_at.date() in when.days]
        return fitting[0] if len(fitting) == 1 else None


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


class ValidateCancelForm(OwnAppointments):
    """Reads a message while an appointment is being cancelled."""

    action_name = "validate_cancel_form"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Find the appointment, then the yes; a no keeps it."""
        turn, requested = turn_of(tracker), tracker.get_slot("requested_slot")
        upcoming = self.upcoming(tracker)
        if not upcoming:
            dispatcher.utter_message(response="utter_no_appointment")
            return leave()
        chosen = self.chosen(tracker)
        if requested == "cancel_confirmed" and chosen:
            return self._confirm(dispatcher, turn, chosen)
        picked = self.pick(turn, upcoming)
        if picked is None and requested == "appointment_id":
            return [ActionExecutionRejected("cancel_form")]
        return [SlotSet("appointment_id", picked and picked.id)]

    def _confirm(self, dispatcher: CollectingDispatcher, turn: Turn, chosen: AppointmentView) -> list[EventType]:
        if self.hear(turn, "confirmed").asks and turn.intent not in ("cancel_appointment", "check_appointment"):
            return [ActionExecutionRejected("cancel_form")]
        if is_no(turn.clause, turn.intent):
            dispatcher.utter_message(response="utter_kept", **self.values(chosen))
            return leave()
        if is_yes(turn.clause, turn.intent) or turn.intent == "cancel_appointment":
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
            cancelled = self.desk.booking.cancel(chosen.id, tracker.sender_id)
            dispatcher.utter_message(response="utter_cancelled", **self.values(cancelled))
        return leave()


class ValidateMoveForm(OwnAppointments):
    """Reads a message while an appointment is being moved."""

    action_name = "validate_move_form"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Find the appointment, the new time, then the yes; a no keeps the old time."""
        turn, requested = turn_of(tracker), tracker.get_slot("requested_slot")
        upcoming = self.upcoming(tracker)
        if not upcoming:
            return self._nothing_to_move(dispatcher, tracker, turn)
        chosen = self.chosen(tracker) or self.pick(turn, upcoming)
        if chosen is None:
            return [ActionExecutionRejected("move_form")] if requested == "appointment_id" else []
        events = self._read_time(dispatcher, tracker, turn, chosen)
        if requested == "move_confirmed" and not events:
            return self._confirm(dispatcher, turn, chosen)
        if not events and requested:
            return [ActionExecutionRejected("move_form")]
        return [SlotSet("appointment_id", chosen.id), *events]

    def _nothing_to_move(self, dispatcher: CollectingDispatcher, tracker: Tracker, turn: Turn) -> list[EventType]:
        """Without an appointment, a wish that names a time, or goes on with a draft, is for a new one."""
        draft = from_slots(tracker.slots)
        if draft.treatment or draft.starts_at or self.desk.reception.names_a_time(turn.clause):
            return [ActiveLoop(None), SlotSet("requested_slot", None), FollowupAction("booking_form")]
        dispatcher.utter_message(response="utter_no_appointment")
        return leave()

    def _read_time(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, turn: Turn, chosen: AppointmentView
    ) -> list[EventType]:
        """Return the slots of the new time, as the reception reads it; empty when nothing was said of it."""
        if tracker.get_slot("read_message") == turn.key:
            return [SlotSet("read_message", turn.key)]
        heard = self.hear(turn, "starts_at")
        known = from_slots(tracker.slots)
        base = Draft(treatment=chosen.treatment_id, starts_at=_moved(tracker) or chosen.starts_at, offered=known.offered)
        picked = {"starts_at": turn.picked["starts_at"]} if "starts_at" in turn.picked else {}
        reading = self.desk.reception.read(base, replace(heard, text=heard.clause, name=None, picked=picked))
        if not reading.understood:
            return []
        for notice in reading.notices:
            if notice.response != "utter_time_noted":
                dispatcher.utter_message(response=notice.response, **notice.values)
        draft = reading.draft
        slots = to_slots(replace(draft, treatment=None, starts_at=None))
        moved = draft.starts_at.isoformat() if draft.starts_at and draft.starts_at != chosen.starts_at else None
        kept = [SlotSet(name, slots[name]) for name in ("when", "offered")]
        return [SlotSet("moved_to", moved), SlotSet("read_message", turn.key), *kept]

    def _confirm(self, dispatcher: CollectingDispatcher, turn: Turn, chosen: AppointmentView) -> list[EventType]:
        if is_no(turn.clause, turn.intent):
            dispatcher.utter_message(response="utter_kept", **self.values(chosen))
            return leave()
        if is_yes(turn.clause, turn.intent):
            return [SlotSet("move_confirmed", True)]
        return [ActionExecutionRejected("move_form")]


class AskMoveId(OwnAppointments):
    """Asks which of several appointments to move."""

    action_name = "action_ask_move_form_appointment_id"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Offer the coming appointments as buttons."""
        ask_which(self, dispatcher, tracker, "reschedule_appointment")
        return []


class AskMovedTo(OwnAppointments):
    """Asks for the new time."""

    action_name = "action_ask_moved_to"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Offer free times as buttons."""
        chosen = self.chosen(tracker)
        if chosen:
            draft = replace(from_slots(tracker.slots), treatment=chosen.treatment_id)
            buttons = time_buttons(self, self.desk.reception.offer(draft).offers, "reschedule_appointment")
            dispatcher.utter_message(response="utter_ask_moved_to", buttons=buttons, **self.values(chosen))
        return []


class AskMoveConfirmed(OwnAppointments):
    """Asks for the yes to moving."""

    action_name = "action_ask_move_confirmed"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Name the old and the new time, and ask."""
        chosen, moved = self.chosen(tracker), _moved(tracker)
        if chosen and moved:
            values = self.values(chosen)
            values |= {"old_when": values["when"], "when": self.desk.written.start(moved)}
            dispatcher.utter_message(response="utter_ask_move_confirmed", **values)
        return []


class MoveAppointment(OwnAppointments):
    """Moves what was confirmed."""

    action_name = "action_move_appointment"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Move and say so; when the time is gone meanwhile, nothing changes."""
        chosen, moved = self.chosen(tracker), _moved(tracker)
        if tracker.get_slot("move_confirmed") and chosen and moved:
            key = f"{tracker.sender_id}:{turn_of(tracker).message_id}"
            try:
                done = self.desk.booking.reschedule(chosen.id, tracker.sender_id, moved, key)
                dispatcher.utter_message(response="utter_moved", **self.values(done))
            except Refused as error:
                self._refused(dispatcher, error, chosen, moved)
        return leave()

    def _refused(
        self, dispatcher: CollectingDispatcher, error: Refused, chosen: AppointmentView, moved: datetime
    ) -> None:
        name = next((name for kind, name in REFUSED.items() if isinstance(error, kind)), "utter_time_taken")
        values = self.desk.written.rules(self.desk.salon.treatment(chosen.treatment_id))
        dispatcher.utter_message(response=name, **values, when=self.desk.written.start(moved))
        dispatcher.utter_message(response="utter_kept", **self.values(chosen))


def ask_which(action: OwnAppointments, dispatcher: CollectingDispatcher, tracker: Tracker, intent: str) -> None:
    """Offer the coming appointments as buttons; each stands for `intent` with the appointment's id."""
    buttons = [
        {"title": action.desk.written.button(one.starts_at), "payload": f'/{intent}{{"appointment_id": "{one.id}"}}'}
        for one in action.upcoming(tracker)
    ]
    dispatcher.utter_message(response="utter_ask_appointment_id", buttons=buttons)


def leave() -> list[EventType]:
    """Return the events that end a form about an appointment."""
    slots = ("requested_slot", "appointment_id", "cancel_confirmed", "moved_to", "move_confirmed", "when", "offered")
    return [ActiveLoop(None), *(SlotSet(slot, None) for slot in slots)]


def _moved(tracker: Tracker) -> datetime | None:
    value = tracker.get_slot("moved_to")
    return datetime.fromisoformat(value) if value else None


