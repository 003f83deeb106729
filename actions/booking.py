"""The booking form: reads each message, asks for what is missing, books what was confirmed."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import ActionExecutionRejected, ActiveLoop, EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.desk import SalonAction
from actions.turn import Turn, responses_before, skin_of, turn_of
from salon.advice.contraindications import Verdict, asked_conditions, findings
from salon.booking.answers import is_no, is_stop
from salon.booking.appointments import BookingRequest
from salon.booking.asides import is_aside
from salon.booking.draft import Draft, from_slots, to_slots
from salon.booking.reception import INVALID, Heard, Reading
from salon.errors import PorewellError, Refused, SalonClosed, TooFar, TooSoon, VisitTooSoon, WindowTaken

FORGOTTEN = ("treatment", "starts_at", "name", "confirmed", "when", "offered", "cosmetologist")
"""What a finished or stopped booking leaves behind; phone and consent stay for the next one."""
REFUSING = {Verdict.BLOCK: "utter_contraindicated_block", Verdict.ASK: "utter_contraindicated_ask"}


class FormAction(SalonAction):
    """What the actions that read a form's answers share."""

    def hear(self, turn: Turn, requested: str | None) -> Heard:
        """Return the act as the reception hears it; what answers the question is no question on another topic."""
        answered = bool(turn.picked) or self.desk.reception.answers(requested, turn.clause)
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


class ValidateBookingForm(FormAction):
    """Reads one message while an appointment is made."""

    action_name = "validate_booking_form"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Update the draft; hand questions on other topics back to the rules; stop where the salon may not book."""
        turn, draft = turn_of(tracker), from_slots(tracker.slots)
        if tracker.get_slot("read_message") == turn.key:
            return [SlotSet("read_message", turn.key)]
        today = self.desk.clock().date()
        profile = skin_of(tracker, turn.text, today)
        # "He's 14" speaks of somebody else, but while a booking is made it is whom it is for.
        children = asked_conditions(turn.text, today) & {"minor"}
        profile = replace(profile, conditions=profile.conditions | children)
        noted = [SlotSet("skin", profile.to_dict()), SlotSet("read_message", turn.key)]
        heard = self.hear(turn, tracker.get_slot("requested_slot"))
        reading = self.desk.reception.read(draft, heard)
        if refusal := self._refusal(reading.draft, profile.conditions, turn):
            dispatcher.utter_message(**refusal)
            return [*noted, *stop()]
        if is_stop(heard.clause) and not _another_time(draft, reading.draft):
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
        treatment = self.desk.salon.treatment(draft.treatment or self.desk.salon.treatments[0].id)
        if not treatment.parts:
            return None
        if turn.red_flag:
            return {"response": "utter_person_decides"}
        found = findings(treatment.parts, conditions)
        if not found or found[0].verdict not in REFUSING:
            return None
        return {"response": REFUSING[found[0].verdict], "condition": self.desk.label(found[0].condition)}

    def _say(self, dispatcher: CollectingDispatcher, tracker: Tracker, reading: Reading) -> None:
        """Say what the reading has to say; the same complaint is never made twice in a row."""
        before = set(_latest_two(tracker))
        for notice in reading.notices:
            repeated = notice.response in before and notice.response in INVALID.values()
            if repeated and "utter_offer_person" not in before:
                dispatcher.utter_message(response="utter_offer_person")
            elif not repeated:
                dispatcher.utter_message(response=notice.response, **notice.values)


class AskTreatment(SalonAction):
    """Asks which treatment."""

    action_name = "action_ask_treatment"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Offer the salon's treatments as buttons."""
        buttons = [
            {"title": one.name.capitalize(), "payload": f'/inform_booking{{"treatment": "{one.id}"}}'}
            for one in self.desk.salon.treatments
        ]
        dispatcher.utter_message(response="utter_ask_treatment", buttons=buttons)
        return []


class AskStartsAt(SalonAction):
    """Asks for day and time."""

    action_name = "action_ask_starts_at"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Offer real free times as buttons, or ask which day was meant."""
        draft = from_slots(tracker.slots)
        outcome = self.desk.reception.offer(draft)
        written = self.desk.written
        if outcome.choices:
            days = [written.day(day) for day in outcome.choices]
            dispatcher.utter_message(
                response="utter_ask_which_day", buttons=[{"title": day, "payload": day} for day in days]
            )
            return []
        treatment = self.desk.salon.treatment(draft.treatment or self.desk.salon.treatments[0].id)
        days = list(dict.fromkeys(written.day(start) for start in outcome.offers))
        name = _offer_response(draft, days)
        dispatcher.utter_message(
            response=name,
            day=days[0] if days else "",
            treatment=treatment.name,
            buttons=time_buttons(self, outcome.offers),
        )
        return [SlotSet("offered", [start.isoformat() for start in outcome.offers])]


class AskConfirmed(SalonAction):
    """Sums up and asks for the yes."""

    action_name = "action_ask_confirmed"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Say the summary; to a plain no, ask what to change."""
        turn, draft = turn_of(tracker), from_slots(tracker.slots)
        if next(iter(_latest_two(tracker)), "") == "utter_ask_confirmed" and is_no(turn.clause, turn.intent):
            dispatcher.utter_message(response="utter_ask_what_to_change")
            return []
        assert draft.treatment and draft.starts_at and draft.name and draft.phone  # noqa: S101, PT018  the form asks for this one last
        treatment = self.desk.salon.treatment(draft.treatment)
        values = self.desk.written.treatment(treatment) | {
            "when": self.desk.written.start(draft.starts_at),
            "name": draft.name,
            "phone": draft.phone,
        }
        dispatcher.utter_message(response="utter_ask_confirmed", **values)
        return []


class BookAppointment(SalonAction):
    """Books what was confirmed."""

    action_name = "action_book_appointment"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Book, under a key that makes a repeated message harmless; go back to the times when the time is gone."""
        draft = from_slots(tracker.slots)
        if not draft.confirmed:
            return stop()
        try:
            booked = self.desk.booking.book(self._request(tracker, draft))
        except PorewellError as error:
            return self._refused(dispatcher, draft, error)
        treatment = self.desk.salon.treatment(booked.treatment_id)
        dispatcher.utter_message(
            response="utter_booked",
            treatment=treatment.name,
            when=self.desk.written.start(booked.starts_at),
            cosmetologist=self.desk.salon.cosmetologist(booked.cosmetologist_id).name,
            name=booked.name,
        )
        return stop()

    def _request(self, tracker: Tracker, draft: Draft) -> BookingRequest:
        turn = turn_of(tracker)
        profile = skin_of(tracker, turn.text, self.desk.clock().date())
        assert draft.treatment and draft.starts_at and draft.name and draft.phone  # noqa: S101, PT018  confirmed drafts are complete
        return BookingRequest(
            treatment_id=draft.treatment,
            starts_at=draft.starts_at,
            name=draft.name,
            phone=draft.phone,
            conversation_id=tracker.sender_id,
            consent_at=draft.consent,
            idempotency_key=f"{tracker.sender_id}:{turn.message_id}",
            conditions=profile.conditions | ({"red_flag"} if turn.red_flag else frozenset()),
            cosmetologist_id=draft.cosmetologist,
        )

    def _refused(self, dispatcher: CollectingDispatcher, draft: Draft, error: PorewellError) -> list[EventType]:
        """Say why not; a time that is gone, or too near another visit, is asked for again."""
        if not isinstance(error, Refused):
            raise error
        assert draft.treatment and draft.starts_at  # noqa: S101, PT018  confirmed drafts are complete
        values = self.desk.written.rules(self.desk.salon.treatment(draft.treatment))
        values["when"] = self.desk.written.start(draft.starts_at)
        name = next((name for kind, name in REFUSED.items() if isinstance(error, kind)), "utter_person_decides")
        dispatcher.utter_message(response=name, **values)
        if type(error) in ABOUT_THE_TIME:
            again = to_slots(draft.without_time())
            return [*(SlotSet(slot, value) for slot, value in again.items()), FollowupAction("booking_form")]
        return stop()


SURE = 0.7
ABOUT_THE_TIME: dict[type[Refused], str] = {
    WindowTaken: "utter_time_taken",
    TooSoon: "utter_time_too_soon",
    TooFar: "utter_time_too_far",
    SalonClosed: "utter_salon_closed",
}
"""What may have happened to a time since it was chosen; another can be chosen."""
REFUSED: dict[type[Refused], str] = {**ABOUT_THE_TIME, VisitTooSoon: "utter_visit_too_soon"}
HANDED_BACK = frozenset({"cancel_appointment", "talk_to_human", "complaint", "medical_redflag", "thanks", "goodbye"})
"""What a form leaves to the rules even if it is short."""


def stop() -> list[EventType]:
    """Return the events that end a form and forget the draft."""
    return [ActiveLoop(None), SlotSet("requested_slot", None), *(SlotSet(slot, None) for slot in FORGOTTEN)]


def time_buttons(
    action: SalonAction, offers: Iterable[datetime], intent: str = "inform_booking"
) -> list[dict[str, str]]:
    """Return a button for each free start; it stands for `intent` with that start."""
    return [
        {"title": action.desk.written.button(start), "payload": f'/{intent}{{"starts_at": "{start.isoformat()}"}}'}
        for start in offers
    ]


def _another_time(before: Draft, after: Draft) -> bool:
    """Tell whether a message names another time: "changed my mind, make it four" gives nothing up."""
    return after.starts_at not in (None, before.starts_at) or after.when.days not in ((), before.when.days)


def _offer_response(draft: Draft, days: list[str]) -> str:
    if not days:
        return "utter_nothing_free"
    if len(days) == 1:
        return "utter_offer_times"
    return "utter_offer_days" if draft.when else "utter_ask_starts_at"


def _latest_two(tracker: Tracker) -> list[str]:
    return [name for name, _ in zip(responses_before(tracker), range(2), strict=False)]
