"""The booking form: reads each message, and says what came of it."""

from dataclasses import replace
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import ActionExecutionRejected, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.forms import FormAction, stop
from actions.turn import Turn, responses_before, skin_of, turn_of
from salon.advice.contraindications import Verdict, asked_conditions, findings
from salon.booking.answers import is_no, is_stop
from salon.booking.draft import Draft, from_slots, to_slots
from salon.booking.reception import INVALID, Reading

REFUSING = {Verdict.BLOCK: "utter_contraindicated_block", Verdict.ASK: "utter_contraindicated_ask"}


class ValidateBookingForm(FormAction):
    """Reads one message while an appointment is made."""

    action_name = "validate_booking_form"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Update the draft; hand questions on other topics back to the rules; stop where the salon may not book."""
        turn, draft = turn_of(tracker), from_slots(tracker.slots)
        if tracker.get_slot("read_message") == turn.key:
            return [SlotSet("read_message", turn.key)]
        if (given := self.give_way(dispatcher, tracker, turn, "booking_form")) is not None:
            return given
        today = self.services.clock().date()
        profile = skin_of(tracker, turn.text, today)
        # "He's 14" speaks of somebody else, but while a booking is made it is whom it is for.
        children = asked_conditions(turn.text, today) & {"minor"}
        profile = replace(profile, conditions=profile.conditions | children)
        noted = [SlotSet("skin", profile.to_dict()), SlotSet("read_message", turn.key)]
        heard = self.hear(turn, tracker.get_slot("requested_slot"))
        reading = self.services.reception.read(draft, heard)
        if refusal := self._refusal(reading.draft, profile.conditions, turn):
            dispatcher.utter_message(**refusal)
            return [*noted, *stop()]
        if is_stop(heard.clause, heard.intent) and not _another_time(draft, reading.draft):
            dispatcher.utter_message(response="utter_booking_stopped")
            return [*noted, *stop()]
        if heard.requested == "consent" and not reading.understood and is_no(heard.clause, turn.intent):
            dispatcher.utter_message(response="utter_consent_refused")
            return [*noted, *stop(), SlotSet("phone", None)]
        if not reading.understood and (heard.asks or turn.intent in HANDED_BACK):
            return [ActionExecutionRejected("booking_form")]
        self._say(dispatcher, tracker, reading)
        return [*noted, *(SlotSet(slot, value) for slot, value in to_slots(reading.draft).items())]

    def _refusal(self, draft: Draft, conditions: frozenset[str], turn: Turn) -> dict[str, Any] | None:
        """Return what to say to a client whom the bot may not book, or None."""
        treatment = self.services.salon.treatment(draft.treatment or self.services.salon.treatments[0].id)
        if not treatment.parts:
            return None
        if turn.red_flag:
            return {"response": "utter_person_decides"}
        found = findings(treatment.parts, conditions)
        if not found or found[0].verdict not in REFUSING:
            return None
        return {"response": REFUSING[found[0].verdict], "condition": self.services.label(found[0].condition)}

    def _say(self, dispatcher: CollectingDispatcher, tracker: Tracker, reading: Reading) -> None:
        """Say what the reading has to say; the same complaint is never made twice in a row."""
        before = set(_latest_two(tracker))
        for notice in reading.notices:
            repeated = notice.response in before and notice.response in INVALID.values()
            if repeated and "utter_offer_person" not in before:
                dispatcher.utter_message(response="utter_offer_person")
            elif not repeated:
                dispatcher.utter_message(response=notice.response, **notice.values)


HANDED_BACK = frozenset(
    "cancel_appointment ask_cancelling talk_to_human complaint medical_redflag thanks goodbye".split()
)
"""What a form leaves to the rules even if it is short."""


def _another_time(before: Draft, after: Draft) -> bool:
    """Tell whether a message names another time: "changed my mind, make it four" gives nothing up."""
    return after.starts_at not in (None, before.starts_at) or after.when.days not in ((), before.when.days)


def _latest_two(tracker: Tracker) -> list[str]:
    return [name for name, _ in zip(responses_before(tracker), range(2), strict=False)]
