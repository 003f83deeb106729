"""Books what was confirmed, or says why not."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.forms import stop
from actions.services import SalonAction
from actions.turn import skin_of, turn_of
from salon.booking.appointments import BookingRequest
from salon.booking.cards import BOOKED
from salon.booking.draft import Draft, from_slots, to_slots
from salon.errors import PorewellError, Refused, SalonClosed, TooFar, TooSoon, VisitTooSoon, WindowTaken


class BookAppointment(SalonAction):
    """Books what was confirmed."""

    action_name = "action_book_appointment"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Book, under a key that makes a repeated message harmless; go back to the times when the time is gone."""
        draft = from_slots(tracker.slots)
        if not draft.confirmed:
            return stop()
        try:
            booked = self.services.booking.book(self._request(tracker, draft))
        except PorewellError as error:
            return self._refused(dispatcher, draft, error)
        treatment = self.services.salon.treatment(booked.treatment_id)
        dispatcher.utter_message(
            response="utter_booked",
            treatment=treatment.name,
            when=self.services.written.start(booked.starts_at),
            cosmetologist=self.services.salon.cosmetologist(booked.cosmetologist_id).name,
            name=booked.name,
            card=self.services.cards.of(BOOKED, booked).dump(),
        )
        return stop()

    def _request(self, tracker: Tracker, draft: Draft) -> BookingRequest:
        turn = turn_of(tracker)
        profile = skin_of(tracker, turn.text, self.services.clock().date())
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
        values = self.services.written.rules(self.services.salon.treatment(draft.treatment))
        values["when"] = self.services.written.start(draft.starts_at)
        name = next((name for kind, name in REFUSED.items() if isinstance(error, kind)), "utter_person_decides")
        dispatcher.utter_message(response=name, **values)
        if type(error) in ABOUT_THE_TIME:
            again = to_slots(draft.without_time())
            return [*(SlotSet(slot, value) for slot, value in again.items()), FollowupAction("booking_form")]
        return stop()


ABOUT_THE_TIME: dict[type[Refused], str] = {
    WindowTaken: "utter_time_taken",
    TooSoon: "utter_time_too_soon",
    TooFar: "utter_time_too_far",
    SalonClosed: "utter_salon_closed",
}
"""What may have happened to a time since it was chosen; another can be chosen."""
REFUSED: dict[type[Refused], str] = {**ABOUT_THE_TIME, VisitTooSoon: "utter_visit_too_soon"}
