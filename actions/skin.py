"""What a client says of their skin: remembered, and used by later advice."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.services import SalonAction
from actions.turn import responses_before, skin_of, turn_of
from salon.salon_facts import joined


class RememberSkin(SalonAction):
    """Notes what a client tells of their skin."""

    action_name = "action_remember_skin"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Keep what was said; after "what is your skin like?" go on with the recommendation."""
        profile = skin_of(tracker, turn_of(tracker).text, self.services.clock().date())
        noted: list[EventType] = [SlotSet("skin", profile.to_dict())]
        if next(responses_before(tracker), "") == "utter_frequency_ask_skin":
            return [*noted, FollowupAction("action_recommend_frequency")]
        known = [*([profile.kind] if profile.kind else []), *sorted(profile.concerns | profile.conditions)]
        labels = [self.services.label(name) for name in known if f"utter_label_{name}" in self.services.responses]
        if labels:
            dispatcher.utter_message(response="utter_skin_noted", skin=joined(labels))
        else:
            dispatcher.utter_message(response="utter_skin_noted_plain")
        return noted
