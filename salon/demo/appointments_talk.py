"""Plays what a made-up client says to book, to move and to cancel. The appointments are real ones of the booking room."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from salon.booking.appointments import AppointmentView, BookingRequest
from salon.booking.cards import BOOKED, CANCELLED, MOVED
from salon.booking.draft import Draft
from salon.booking.phones import read_phone
from salon.conversations.incoming import write_payload
from salon.conversations.replies import CARD, TIMES
from salon.demo import people
from salon.demo.stage import Stage
from salon.demo.talk import Talk

BOOK, INFORM = "book_appointment", "inform_booking"
FORM = "booking_form"


class AppointmentTalk:
    """The part of a conversation that is about its appointment."""

    def __init__(self, stage: Stage, talk: Talk) -> None:
        self._stage = stage
        self._talk = talk

    def book(self, text: str, treatment_id: str, until: str | None) -> AppointmentView | None:
        """Let the client book, or stop before giving what `until` names; return what was booked.

        Nothing is booked where nothing is free.
        """
        talk, treatment = self._talk, self._stage.services.salon.treatment(treatment_id)
        starts = self._offers(treatment_id)
        if not starts:
            talk.client(text, [BOOK], [talk.reply("utter_nothing_free", BOOK)])
            return None
        times = {TIMES: json.dumps({"treatment": treatment_id, "moving": None}), "treatment": treatment.name}
        offer = talk.reply("utter_offer_days", BOOK, values=times, buttons=self._time_buttons(starts))
        talk.client(text, [BOOK], [offer], form=FORM)
        chosen = self._stage.chance.choice(starts)
        name, phone = people.name(self._stage.chance), people.phone(self._stage.chance)
        read = read_phone(phone, self._stage.services.salon.country)
        draft = Draft(treatment_id, chosen, name, read.e164 if read else phone)
        if not self._answer_the_form(draft, phone, until):
            return None
        return self._confirm(draft)

    def move(self, appointment: AppointmentView) -> AppointmentView | None:
        """Let the client move it to another free time."""
        talk = self._talk
        starts = self._offers(appointment.treatment_id)
        if not starts:
            return None
        values = self._values(appointment)
        asks = talk.reply("utter_ask_moved_to", _MOVE, values=values, buttons=self._time_buttons(starts, _MOVE))
        said = self._stage.chance.choice(
            ("I need to move my appointment", "can I come another day instead", "something came up, can we reschedule?")
        )
        talk.client(people.typed(said, self._stage.chance), [_MOVE], [asks], form="move_form")
        new = self._stage.chance.choice(starts)
        when = self._stage.services.written.start(new)
        sure = talk.reply("utter_ask_move_confirmed", _MOVE, values=values | {"old_when": values["when"], "when": when})
        talk.client(when, [INFORM], [sure], form="move_form")
        moved = self._stage.services.booking.reschedule(appointment.id, talk.id, new, f"{talk.id}:move")
        card = self._stage.services.cards.of(MOVED, moved).dump()
        talk.client("yes", ["affirm"], [talk.reply("utter_moved", _MOVE, values=self._values(moved) | {CARD: card})])
        return moved

    def cancel(self, appointment: AppointmentView) -> None:
        """Let the client cancel it."""
        talk, values = self._talk, self._values(appointment)
        said = self._stage.chance.choice(
            ("I have to cancel sorry", "please cancel my appointment", "cant make it, cancel pls")
        )
        sure = talk.reply("utter_ask_cancel_confirmed", _CANCEL, values=values)
        talk.client(people.typed(said, self._stage.chance), [_CANCEL], [sure], form="cancel_form")
        cancelled = self._stage.services.booking.cancel(appointment.id, talk.id)
        card = self._stage.services.cards.of(CANCELLED, cancelled).dump()
        talk.client("yes", ["affirm"], [talk.reply("utter_cancelled", _CANCEL, values=values | {CARD: card})])

    def _answer_the_form(self, draft: Draft, phone: str, until: str | None) -> bool:
        """Let the client give what the form asks for, until the summary is shown; tell whether they came so far."""
        talk, services = self._talk, self._stage.services
        assert draft.starts_at and draft.name and draft.treatment  # noqa: S101, PT018  the caller gave them
        when = services.written.start(draft.starts_at)
        noted = talk.reply("utter_time_noted", BOOK, values={"when": when})
        summary = services.written.treatment(services.salon.treatment(draft.treatment)) | {
            "when": when,
            "name": draft.name,
            "phone": draft.phone or "",
            CARD: services.cards.summary(draft).dump(),
        }
        steps = (
            ("starts_at", when, [noted, talk.reply("utter_ask_name", BOOK)]),
            ("name", draft.name, [talk.reply("utter_ask_phone", BOOK)]),
            ("phone", phone, [talk.reply("utter_ask_consent", BOOK)]),
            ("consent", "yes", [talk.reply("utter_ask_confirmed", BOOK, values=summary)]),
        )
        known: dict[str, str] = {}
        for slot, text, replies in steps:
            if slot == until:
                return False
            if slot == "name":
                known = {"name": text}
            means = "affirm" if slot == "consent" else INFORM
            talk.client(text, [means], replies, form=FORM, slots=known)
        return until != "confirmed"

    def _confirm(self, draft: Draft) -> AppointmentView:
        talk, services = self._talk, self._stage.services
        assert draft.starts_at and draft.name and draft.phone and draft.treatment  # noqa: S101, PT018  as above
        request = BookingRequest(
            treatment_id=draft.treatment,
            starts_at=draft.starts_at,
            name=draft.name,
            phone=draft.phone,
            conversation_id=talk.id,
            consent_at=self._stage.clock(),
            idempotency_key=f"{talk.id}:book",
        )
        booked = services.booking.book(request)
        values = self._values(booked) | {"name": booked.name, CARD: services.cards.of(BOOKED, booked).dump()}
        said = self._stage.chance.choice(("yes book it", "Yes please", "yep", "yes, none of those"))
        talk.client(said, ["affirm"], [talk.reply("utter_booked", BOOK, values=values)])
        return booked

    def _offers(self, treatment_id: str) -> list[datetime]:
        """Return up to four free starts of the next days, spread as they come."""
        today = self._stage.clock().astimezone(self._stage.services.salon.zone).date()
        ahead = self._stage.chance.choice((1, 2, 3, 4, 6, 8))
        days = [today + timedelta(days=ahead + index) for index in range(_DAYS)]
        free = self._stage.services.booking.free_starts(treatment_id, days)
        return sorted(self._stage.chance.sample(free, min(_OFFERS, len(free))))

    def _time_buttons(self, starts: Sequence[datetime], intent: str = INFORM) -> list[dict[str, str]]:
        written = self._stage.services.written
        return [
            {"title": written.button(start), "payload": write_payload(intent, starts_at=start.isoformat())}
            for start in starts
        ]

    def _values(self, appointment: AppointmentView) -> dict[str, str]:
        salon = self._stage.services.salon
        return {
            "treatment": salon.treatment(appointment.treatment_id).name,
            "when": self._stage.services.written.start(appointment.starts_at),
            "cosmetologist": salon.cosmetologist(appointment.cosmetologist_id).name,
        }


_MOVE, _CANCEL = "reschedule_appointment", "cancel_appointment"
_DAYS, _OFFERS = 4, 4
