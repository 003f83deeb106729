"""What the forms share: hearing an answer, ending, and giving way to the button of an appointment's card."""

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop, EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.services import SalonAction
from actions.turn import Turn
from salon.booking.appointments import AppointmentView
from salon.booking.asides import is_aside
from salon.booking.reception import Heard

FORGOTTEN = ("treatment", "starts_at", "name", "confirmed", "when", "offered", "cosmetologist")
"""What a finished or stopped booking leaves behind; phone and consent stay for the next one."""
FORMS = {"reschedule_appointment": "move_form", "cancel_appointment": "cancel_form"}
"""The form that the button of a card starts, by its intent."""
SURE = 0.7


class FormAction(SalonAction):
    """What the actions that read a form's answers share."""

    def hear(self, turn: Turn, requested: str | None) -> Heard:
        """Return the act as the reception hears it; what answers the question is no question on another topic."""
        answered = bool(turn.picked) or self.services.reception.answers(requested, turn.clause)
        asks = not answered and is_aside(turn.intent, turn.confidence, turn.clause, requested)
        sure = turn.confidence >= SURE and turn.intent not in ("inform_booking", "nlu_fallback", "out_of_scope")
        return Heard(
            text=turn.text,
            clause=turn.clause,
            intent=turn.intent,
            asks=asks,
            sure=sure,
            name=turn.name,
            bare_name=turn.bare_name,
            requested=requested,
            picked=turn.picked,
        )

    def upcoming(self, tracker: Tracker) -> list[AppointmentView]:
        """Return the conversation's coming appointments, by start."""
        return self.services.booking.upcoming(tracker.sender_id)

    def give_way(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, turn: Turn, form: str
    ) -> list[EventType] | None:
        """Return what the button of a card comes to; None for what is no such button, or goes on with this form.

        A card's buttons can be pressed at any time: while another form is active, or long after the appointment.
        """
        wanted, form_wanted = turn.picked.get("appointment_id"), FORMS.get(turn.intent)
        if wanted is None or form_wanted is None:
            return None
        if wanted not in [one.id for one in self.upcoming(tracker)]:
            dispatcher.utter_message(response="utter_appointment_gone")
            # A form that sets no slot counts as not having understood, and what it said would be lost.
            return [SlotSet("read_message", turn.key)] if tracker.get_slot("requested_slot") else leave()
        if form_wanted == form and tracker.get_slot("appointment_id") in (None, wanted):
            return None
        return [*stop(), *leave(), FollowupAction(form_wanted)]


def stop() -> list[EventType]:
    """Return the events that end the booking form and forget the draft."""
    return [ActiveLoop(None), SlotSet("requested_slot", None), *(SlotSet(slot, None) for slot in FORGOTTEN)]


def leave() -> list[EventType]:
    """Return the events that end a form about an appointment."""
    slots = ("requested_slot", "appointment_id", "cancel_confirmed", "moved_to", "move_confirmed", "when", "offered")
    return [ActiveLoop(None), *(SlotSet(slot, None) for slot in slots)]
