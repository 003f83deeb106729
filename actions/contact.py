"""A person, please; and red flags that the engine sees. The conversations room calls staff by the response."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.services import SalonAction
from salon.opening_hours import is_open, next_opening


class HandOver(SalonAction):
    """Passes the client to a person."""

    action_name = "action_hand_over"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Promise a person, and say when one comes if nobody is here; drop what was being arranged."""
        now = self.services.clock()
        opening = None if is_open(self.services.salon, now) else next_opening(self.services.salon, now)
        if opening is None:
            dispatcher.utter_message(response="utter_talk_to_human")
        else:
            written = self.services.written.start(opening)
            dispatcher.utter_message(response="utter_talk_to_human_closed", next_opening=written)
        return [ActiveLoop(None), SlotSet("requested_slot", None)]


class TakeRedFlag(SalonAction):
    """Answers what the classifier, not the nets, took for a red flag."""

    action_name = "action_take_red_flag"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Point to a doctor and drop what was being arranged."""
        dispatcher.utter_message(response="utter_medical_redflag")
        return [ActiveLoop(None), SlotSet("requested_slot", None)]
