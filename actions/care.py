"""Creams, products and what they can do."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.services import SalonAction
from actions.turn import skin_of, turn_of
from salon.advice.contraindications import RETINOID_SILENCE


class ExplainCreams(SalonAction):
    """Explains why creams can't take a comedone out, what they do over weeks, and what a cleaning adds."""

    action_name = "action_explain_creams"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Say the three parts; nothing of retinoids or acids to who is or wants to be pregnant, or breastfeeds."""
        profile = skin_of(tracker, turn_of(tracker).text, self.services.clock().date())
        silent = bool(RETINOID_SILENCE & profile.conditions)
        dispatcher.utter_message(response="utter_creams_not_at_once")
        dispatcher.utter_message(response="utter_creams_pregnancy" if silent else "utter_creams_over_weeks")
        dispatcher.utter_message(response="utter_creams_what_cleaning_adds")
        return [SlotSet("skin", profile.to_dict())]


class AdviseProduct(SalonAction):
    """Answers which product to use."""

    action_name = "action_advise_product"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Send who is pregnant to doctor or pharmacist; tell everybody else what is known."""
        profile = skin_of(tracker, turn_of(tracker).text, self.services.clock().date())
        silent = bool(RETINOID_SILENCE & profile.conditions)
        dispatcher.utter_message(response="utter_creams_pregnancy" if silent else "utter_product_advice")
        return [SlotSet("skin", profile.to_dict())]
