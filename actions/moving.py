"""Moving an appointment: which one, to when, are you sure, done."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import ActionExecutionRejected, ActiveLoop, EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.appointments import OwnAppointments, ask_which
from actions.booking_confirmed import REFUSED
from actions.booking_questions import picking, time_buttons
from actions.forms import leave
from actions.turn import Turn, turn_of
from salon.booking.answers import is_no, is_stop, is_yes
from salon.booking.appointments import AppointmentView
from salon.booking.cards import MOVED
from salon.booking.draft import Draft, from_slots, to_slots
from salon.errors import Refused


class ValidateMoveForm(OwnAppointments):
    """Reads a message while an appointment is being moved."""

    action_name = "validate_move_form"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Find the appointment, the new time, then the yes; a no keeps the old time."""
        turn, requested = turn_of(tracker), tracker.get_slot("requested_slot")
        if (given := self.give_way(dispatcher, tracker, turn, "move_form")) is not None:
            return given
        upcoming = self.upcoming(tracker)
        if not upcoming:
            return self._nothing_to_move(dispatcher, tracker, turn)
        chosen = self.chosen(tracker)
        if requested == "appointment_id" and chosen is None:
            picked = self.pick(turn, upcoming)
            return [SlotSet("appointment_id", picked.id)] if picked else self.unclear(dispatcher, turn, "move_form")
        chosen = chosen or self.pick(turn, upcoming)
        if chosen is None:
            return []
        begun = [] if requested else [SlotSet("moved_to", None)]  # what an earlier, dropped move may have left
        events = self._read_time(dispatcher, tracker, turn, chosen)
        if requested == "move_confirmed" and not events:
            return self._confirm(dispatcher, turn, chosen)
        if not events and is_stop(turn.clause, turn.intent):
            dispatcher.utter_message(response="utter_kept", **self.values(chosen))
            return leave()
        if not events and requested:
            return [ActionExecutionRejected("move_form")]
        return [SlotSet("appointment_id", chosen.id), *begun, *events]

    def _nothing_to_move(self, dispatcher: CollectingDispatcher, tracker: Tracker, turn: Turn) -> list[EventType]:
        """Without an appointment, a wish that names a time, or goes on with a draft, is for a new one."""
        draft = from_slots(tracker.slots)
        if draft.treatment or draft.starts_at or self.services.reception.names_a_time(turn.clause):
            return [ActiveLoop(None), SlotSet("requested_slot", None), FollowupAction("booking_form")]
        dispatcher.utter_message(response="utter_no_appointment")
        return leave()

    def _read_time(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, turn: Turn, chosen: AppointmentView
    ) -> list[EventType]:
        """Return the slots of the new time, as the reception reads it; empty when nothing was said of it.

        Until there is a new time, the appointment itself is what is talked of: "can you move it to Friday?" means the
        Friday of its week, unless that is past or another Friday is on offer. After that the new time is: who corrects
        "Friday" to "Thursday" stays in the week of that Friday. The yes is asked for with the date written out.
        """
        if tracker.get_slot("read_message") == turn.key:
            return [SlotSet("read_message", turn.key)]
        heard = self.hear(turn, "starts_at")
        known = from_slots(tracker.slots)
        moved = _moved(tracker) if tracker.get_slot("requested_slot") else None
        now_at = moved or (None if known.when else chosen.starts_at)
        base = Draft(chosen.treatment_id, now_at, when=known.when, offered=known.offered, moving=chosen.id)
        picked = {"starts_at": turn.picked["starts_at"]} if "starts_at" in turn.picked else {}
        reading = self.services.reception.read(base, replace(heard, text=heard.clause, name=None, picked=picked))
        if not reading.understood:
            return []
        for notice in reading.notices:
            if notice.response != "utter_time_noted":
                dispatcher.utter_message(response=notice.response, **notice.values)
        draft = reading.draft
        slots = to_slots(replace(draft, treatment=None, starts_at=None))
        found = draft.starts_at.isoformat() if draft.starts_at and draft.starts_at != chosen.starts_at else None
        kept = [SlotSet(name, slots[name]) for name in ("when", "offered")]
        return [SlotSet("moved_to", found), SlotSet("read_message", turn.key), *kept]

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
        if not chosen:
            return []
        draft = replace(from_slots(tracker.slots), treatment=chosen.treatment_id, moving=chosen.id)
        offers = [start for start in self.services.reception.offer(draft).offers if start != chosen.starts_at]
        buttons = time_buttons(self, offers, "reschedule_appointment")
        times = picking(chosen.treatment_id, chosen.id)
        dispatcher.utter_message(response="utter_ask_moved_to", buttons=buttons, **self.values(chosen), times=times)
        return [SlotSet("offered", [start.isoformat() for start in offers])]


class AskMoveConfirmed(OwnAppointments):
    """Asks for the yes to moving."""

    action_name = "action_ask_move_confirmed"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Name the old and the new time, and ask."""
        chosen, moved = self.chosen(tracker), _moved(tracker)
        if chosen and moved:
            values = self.values(chosen)
            values |= {"old_when": values["when"], "when": self.services.written.start(moved)}
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
                done = self.services.booking.reschedule(chosen.id, tracker.sender_id, moved, key)
                dispatcher.utter_message(response="utter_moved", **self.values(done), card=self.card(MOVED, done))
            except Refused as error:
                self._refused(dispatcher, error, chosen, moved)
        return leave()

    def _refused(
        self, dispatcher: CollectingDispatcher, error: Refused, chosen: AppointmentView, moved: datetime
    ) -> None:
        name = next((name for kind, name in REFUSED.items() if isinstance(error, kind)), "utter_time_taken")
        values = self.services.written.rules(self.services.salon.treatment(chosen.treatment_id))
        dispatcher.utter_message(response=name, **values, when=self.services.written.start(moved))
        dispatcher.utter_message(response="utter_kept", **self.values(chosen))


def _moved(tracker: Tracker) -> datetime | None:
    value = tracker.get_slot("moved_to")
    return datetime.fromisoformat(value) if value else None
