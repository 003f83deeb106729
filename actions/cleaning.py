"""The deep cleaning: how often, for whom, and questions about the step just explained."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.services import SalonAction
from actions.turn import responses_before, skin_of, turn_of
from salon.advice.contraindications import Verdict
from salon.advice.frequency import FrequencyAdvice, FrequencyKind, recommend
from salon.advice.suitability import assess
from salon.salon_facts import joined

FREQUENCY = {
    FrequencyKind.NORMAL: "utter_frequency_normal",
    FrequencyKind.OILY: "utter_frequency_oily",
    FrequencyKind.TROUBLED: "utter_frequency_troubled",
    FrequencyKind.NEEDS_SKIN: "utter_frequency_ask_skin",
}
IN_GENERAL = {
    "procedure_duration": "utter_procedure_duration",
    "procedure_pain": "utter_procedure_pain",
    "procedure_safety": "utter_procedure_safety",
    "aftercare": "utter_aftercare",
}
VERDICTS = {
    Verdict.BLOCK: "utter_contraindicated_block",
    Verdict.ASK: "utter_contraindicated_ask",
    Verdict.ADAPT: "utter_contraindicated_adapt",
}
QUESTIONS = {
    "braces": "utter_suitable_braces",
    "sensitive": "utter_suitable_sensitive",
    "dark_skin": "utter_suitable_dark_skin",
    "teen": "utter_suitable_teen",
}


class RecommendFrequency(SalonAction):
    """Recommends how often to have a deep cleaning."""

    action_name = "action_recommend_frequency"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Say the salon's recommendation for this skin, ask for the skin, or refuse with a reason."""
        profile = skin_of(tracker, turn_of(tracker).text, self.services.clock().date())
        advice = recommend(profile)
        reasons = joined([self.services.label(name) for name in advice.blocking or advice.reasons])
        dispatcher.utter_message(response=_frequency_response(advice), reason=reasons)
        return [SlotSet("skin", profile.to_dict())]


class AnswerInContext(SalonAction):
    """Answers "does it hurt?" about the step just explained, else about the whole."""

    action_name = "action_answer_in_context"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Say what the latest response names for this intent, or the general answer."""
        intent = turn_of(tracker).intent
        latest = next(responses_before(tracker), "")
        follow_ups = self.services.responses.get(latest).follow_ups if latest in self.services.responses else {}
        dispatcher.utter_message(response=follow_ups.get(intent) or IN_GENERAL[intent])
        return []


class AssessSuitability(SalonAction):
    """Answers whether the cleaning is for somebody like this client."""

    action_name = "action_assess_suitability"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Say what holds for the gravest condition named; remember the client's own."""
        turn = turn_of(tracker)
        today = self.services.clock().date()
        found = assess(turn.text, today)
        name = QUESTIONS.get(found.question or "") or VERDICTS.get(found.verdict, "utter_ask_suitability")
        condition = self.services.label(found.condition) if found.condition else ""
        dispatcher.utter_message(response=name, condition=condition)
        return [SlotSet("skin", skin_of(tracker, turn.text, today).to_dict())]


def _frequency_response(advice: FrequencyAdvice) -> str:
    if advice.kind is FrequencyKind.REFUSED:
        return "utter_frequency_refused_doctor" if advice.doctor else "utter_frequency_refused_ask"
    return FREQUENCY[advice.kind]
