"""The talk about the talk: why, more, sources, yes, no, and not understood."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions.services import SalonAction
from actions.turn import responses_before, turn_of

AGREED = {
    "utter_offer_person": "action_hand_over",
    "utter_person_decides": "action_hand_over",
    "utter_contraindicated_ask": "action_hand_over",
    "utter_contraindicated_block": "action_hand_over",
    "utter_frequency_refused_ask": "action_hand_over",
    "utter_other_language": "action_hand_over",
    "utter_out_of_scope_again": "action_hand_over",
    "utter_visit_too_soon": "booking_form",
    "utter_booking_stopped": "booking_form",
}
"""What a yes starts, by the sentence that it answers."""
AFTER_A_MISS = {
    "utter_did_you_mean": "utter_offer_person",
    "utter_offer_person": "utter_rephrase_again",
    "utter_rephrase_again": "utter_still_lost",
    "utter_still_lost": "utter_rephrase",
    "utter_rephrase": "utter_still_lost",
}
"""What follows when a client was not understood again: no apology comes twice in a row."""
NEVER_MEANT = frozenset({"nlu_fallback", "affirm", "deny", "inform_booking", "ask_why", "ask_more", "ask_sources"})
_CHOICES = 3


class FollowUp(SalonAction):
    """Answers "why?" and "tell me more" about the answer before."""

    action_name = "action_follow_up"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Say the response that the latest one names for this intent."""
        intent = turn_of(tracker).intent
        for name in responses_before(tracker):
            if name in self.services.responses and (more := self.services.responses.get(name).follow_ups.get(intent)):
                dispatcher.utter_message(response=more)
                return []
        dispatcher.utter_message(response="utter_nothing_to_explain")
        return []


class ShowSources(SalonAction):
    """Shows what the answer before rests on."""

    action_name = "action_show_sources"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """List the sources of the latest sourced response."""
        said = [name for name in responses_before(tracker) if name in self.services.responses]
        ids = next((found for name in said if (found := self.services.responses.get(name).sources)), ())
        sources = [self.services.sources[source] for source in ids]
        if sources:
            listed = "; ".join(f"{one.title} ({one.strength})" for one in sources)
            dispatcher.utter_message(response="utter_sources_intro", source_list=listed)
        else:
            dispatcher.utter_message(response="utter_no_sources" if said else "utter_nothing_to_explain")
        return []


class Agree(SalonAction):
    """Takes a yes outside of any form."""

    action_name = "action_agree"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Start what the latest sentence offered, or just acknowledge."""
        latest = next(responses_before(tracker), "")
        if latest in AGREED:
            return [FollowupAction(AGREED[latest])]
        dispatcher.utter_message(response="utter_affirm")
        return []


class Decline(SalonAction):
    """Takes a no outside of any form."""

    action_name = "action_decline"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """After "did you mean", ask for other words; else just acknowledge."""
        latest = next(responses_before(tracker), "")
        dispatcher.utter_message(response="utter_rephrase" if latest == "utter_did_you_mean" else "utter_deny")
        return []


class LeaveOut(SalonAction):
    """Answers what no salon is for."""

    action_name = "action_leave_out"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Say so; right after that, say it in other words and offer a person."""
        again = next(responses_before(tracker), "") == "utter_out_of_scope"
        dispatcher.utter_message(response="utter_out_of_scope_again" if again else "utter_out_of_scope")
        return []


class DidYouMean(SalonAction):
    """Answers what was not understood: three guesses, then a person."""

    action_name = "action_did_you_mean"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Offer the likeliest topics as buttons; the next misses say something else each time."""
        guesses = self._guesses(tracker)
        first = "utter_did_you_mean" if guesses else "utter_rephrase"
        name = AFTER_A_MISS.get(next(responses_before(tracker), ""), first)
        dispatcher.utter_message(response=name, buttons=guesses if name == "utter_did_you_mean" else [])
        return []

    def _guesses(self, tracker: Tracker) -> list[dict[str, str]]:
        ranked = [intent for intent, _ in turn_of(tracker).ranking if intent not in NEVER_MEANT]
        titled = [intent for intent in ranked if f"utter_title_{intent}" in self.services.responses]
        return [
            {"title": self.services.responses.text(f"utter_title_{intent}"), "payload": f"/{intent}"}
            for intent in titled[:_CHOICES]
        ]
