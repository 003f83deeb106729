"""Reads what a client says while an appointment is made: any field, in any order, corrected at any moment.

Takes a draft and what was heard, gives a new draft and what to say about it (response names and values). Nothing is
stored here; `service.py` books what was confirmed. Actions enter.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from salon.booking.answers import bare_name, choice, is_no, is_yes
from salon.booking.draft import Draft
from salon.booking.phones import looks_like_phone, mask_phones, read_phone
from salon.booking.search import FreeTimes
from salon.booking.wishes import Outcome, Wishes, offer_at
from salon.booking.written import Written
from salon.clock import Clock
from salon.dates import DateRules, Order, When, read_when
from salon.salon_file import Salon


@dataclass(frozen=True)
class Heard:
    """One message of the client.

    text: as written. clause: the part of it that is about the appointment. intent: of that part. asks: whether it is a
    question on another topic. sure: whether the classifier knows the message well. name: by which the client introduces
    themselves, if they do. bare_name: the name that the message consists of, if the engine knows it for one. requested:
    the field that was asked for. picked: values of a button by field.
    """

    text: str
    clause: str
    intent: str
    asks: bool = False
    sure: bool = False
    name: str | None = None
    bare_name: str | None = None
    requested: str | None = None
    picked: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Notice:
    """Something to say: a response's name and its values."""

    response: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Reading:
    """The new draft, what to say, and whether anything was understood as being about the appointment."""

    draft: Draft
    notices: tuple[Notice, ...] = ()
    understood: bool = False


class Reception:
    """The desk at which appointments are talked over."""

    def __init__(self, times: FreeTimes, salon: Salon, clock: Clock) -> None:
        self._salon = salon
        self._clock = clock
        self._times = times
        self._written = Written(salon, clock)

    def read(self, draft: Draft, heard: Heard) -> Reading:
        """Return the draft as it is after this message."""
        before = draft
        draft = self._read_treatment(draft, heard)
        draft = self._read_contact(draft, heard)
        draft, outcome = self._read_time(before, draft, heard)
        draft = self._read_consent(draft, heard)
        draft = _read_confirmation(before, draft, heard)
        understood = draft != before or outcome is not None
        notices = self._notices(before, draft, heard, outcome, understood=understood)
        return Reading(draft, notices, understood)

    def answers(self, requested: str | None, clause: str) -> bool:
        """Tell whether a clause holds what was asked for, whatever the classifier makes of it."""
        if "?" in clause:
            return False
        if _SWITCH.search(clause) and self._salon.treatment_in(clause):
            return True
        if _DECISION.search(clause) and self.names_a_time(clause):
            return True
        if len(clause.split()) > _LONGEST_ANSWER:
            return False
        if requested == "treatment":
            return self._salon.treatment_in(clause) is not None
        if requested in ("starts_at", "moved_to"):
            return self.names_a_time(clause)
        return requested == "phone" and read_phone(clause, self._salon.country) is not None

    def names_a_time(self, clause: str) -> bool:
        """Tell whether a clause says anything of day or time."""
        return bool(self._when_in(clause))

    def offer(self, draft: Draft) -> Outcome:
        """Return free starts for a draft without a time: what was offered last, or what its wish comes to."""
        if draft.offered:
            return Outcome(offers=draft.offered)
        return self._wishes(draft).grant(draft.treatment or self._default(), replace(draft.when, problem=None))

    def _read_treatment(self, draft: Draft, heard: Heard) -> Draft:
        picked = heard.picked.get("treatment")
        if picked:
            return replace(draft, treatment=picked)
        if heard.asks:
            return draft
        found = self._salon.treatment_in(heard.clause)
        if found is None or found.id == draft.treatment:
            return draft
        return replace(draft, treatment=found.id, confirmed=None)

    def _read_contact(self, draft: Draft, heard: Heard) -> Draft:
        phone = read_phone(heard.text, self._salon.country)
        if phone and phone.e164 != draft.phone:
            draft = replace(draft, phone=phone.e164, confirmed=None)
        name = heard.name or self._bare_name(heard)
        if name and name != draft.name and not self._salon.treatment_in(name):
            draft = replace(draft, name=name, confirmed=None)
        return draft

    def _bare_name(self, heard: Heard) -> str | None:
        """Return the name in the answer to "whose name?", where the engine saw none: a rare one, or a month's."""
        if heard.requested != "name" or is_yes(heard.text, "") or is_no(heard.text, ""):
            return None
        if heard.bare_name:
            return heard.bare_name
        if heard.asks or heard.sure:
            return None
        if self._salon.treatment_in(heard.text) or self.names_a_time(heard.text):
            return None
        return bare_name(heard.text)

    def _read_time(self, before: Draft, draft: Draft, heard: Heard) -> tuple[Draft, Outcome | None]:
        treatment = draft.treatment or self._default()
        if start := heard.picked.get("starts_at"):
            return self._settle(draft, When(), self._wishes(draft).check(treatment, datetime.fromisoformat(start)))
        if heard.asks or (heard.requested in _NOT_BY_NUMBER and _LONE_NUMBER.fullmatch(heard.text)):
            return draft, None
        new = self._heard_when(draft, heard)
        if new.time is None and (picked := choice(heard.clause, draft.offered)):
            return self._settle(draft, When(), self._wishes(draft).check(treatment, picked))
        if not new:
            return self._without_a_wish(before, draft, heard)
        if picked := offer_at(new, draft):
            return self._settle(draft, When(), self._wishes(draft).check(treatment, picked))
        wish = self._wishes(draft).combine(self._known(draft), draft, new)
        return self._settle(draft, wish, self._wishes(draft).grant(treatment, wish))

    def _heard_when(self, draft: Draft, heard: Heard) -> When:
        talked_of = self._talked_of(draft)
        return self._when_in(heard.clause, talked_of) or self._when_in(heard.text, talked_of)

    def _when_in(self, text: str, talked_of: Sequence[date] = ()) -> When:
        plain = _MASKED.sub(" ", mask_phones(text, self._salon.country))
        rules = DateRules(Order(self._salon.date_order), self._salon.hours)
        return read_when(plain, now=self._now(), rules=rules, talked_of=talked_of)

    def _known(self, draft: Draft) -> When:
        """Return the wish so far; a chosen start counts as its day and time."""
        if draft.starts_at is None:
            return draft.when
        local = draft.starts_at.astimezone(self._salon.zone)
        return When(days=(local.date(),), time=local.time())

    def _talked_of(self, draft: Draft) -> tuple[date, ...]:
        """Return the days that a weekday alone refers to: that of the noted start or the wish, then those on offer.

        Days that were asked back are left out: a weekday that both have would decide for the earlier of them.
        """
        offered = (start.astimezone(self._salon.zone).date() for start in draft.offered)
        return (*self._known(draft).days, *offered)

    def _settle(self, draft: Draft, wish: When, outcome: Outcome) -> tuple[Draft, Outcome]:
        if outcome.starts_at:
            changed = outcome.starts_at != draft.starts_at
            confirmed = None if changed else draft.confirmed
            return replace(draft, starts_at=outcome.starts_at, when=When(), offered=(), confirmed=confirmed), outcome
        kept = _without_refused(wish, outcome) if outcome.refused else replace(wish, problem=None)
        return replace(draft.without_time(), when=kept, offered=outcome.offers), outcome

    def _without_a_wish(self, before: Draft, draft: Draft, heard: Heard) -> tuple[Draft, Outcome | None]:
        """Forget the time where another is wanted; look again at it when the treatment has become another."""
        if heard.requested == "confirmed" and heard.intent == _ANOTHER_TIME:
            return draft.without_time(), None
        if draft.starts_at is None or draft.treatment == before.treatment or before.treatment is None:
            return draft, None
        return self._settle(
            draft, When(), self._wishes(draft).check(draft.treatment or self._default(), draft.starts_at)
        )

    def _read_consent(self, draft: Draft, heard: Heard) -> Draft:
        if heard.requested != "consent" or draft.consent is not None or heard.asks:
            return draft
        if is_yes(heard.clause, heard.intent):
            return replace(draft, consent=self._clock())
        return draft

    def _notices(
        self, before: Draft, draft: Draft, heard: Heard, outcome: Outcome | None, *, understood: bool
    ) -> tuple[Notice, ...]:
        notices: list[Notice] = []
        if outcome and outcome.refused:
            notices.append(self._refusal(draft, outcome))
        elif outcome and outcome.starts_at and draft.missing() not in (None, "confirmed") and draft != before:
            notices.append(Notice("utter_time_noted", {"when": self._written.start(outcome.starts_at)}))
        if heard.requested == "phone" and draft.phone is None and looks_like_phone(heard.text):
            notices.append(Notice("utter_invalid_phone"))
        elif not understood and heard.requested in INVALID and not _plain_no(heard):
            notices.append(Notice(INVALID[heard.requested]))
        return tuple(notices)

    def _refusal(self, draft: Draft, outcome: Outcome) -> Notice:
        treatment = self._salon.treatment(draft.treatment or self._default())
        values = self._written.rules(treatment)
        if outcome.wished:
            values["when"] = self._written.start(outcome.wished)
        return Notice(REFUSED[outcome.refused or "taken"], values)

    def _wishes(self, draft: Draft) -> Wishes:
        return Wishes(self._times.without(draft.moving), self._salon, self._clock)

    def _default(self) -> str:
        """Return the treatment to reckon with while none is chosen: the first, and longest, of the salon."""
        return self._salon.treatments[0].id

    def _now(self) -> datetime:
        return self._clock().astimezone(self._salon.zone)


_MASKED = re.compile(r"\+?\(?•[•\d .()/-]*")
"""A masked telephone number with the digits that the mask leaves: they are no time of day."""
_LONE_NUMBER = re.compile(r"\s*\d{1,4}\s*[.)]?\s*")
_NOT_BY_NUMBER = frozenset({"treatment", "name", "phone"})
"""Fields in answer to which a number alone is no time: somebody chose from a list, or mistyped."""
_LONGEST_ANSWER = 7
_SWITCH = re.compile(
    r"\b(?:instead|do me|give me|go (?:for|with)|(?:i'?ll|we'?ll|i will|i'?d) (?:have|take|do|rather)|i want"
    r"|(?:change|switch|swap|move)(?: \w+){0,3} (?:to|for)|make (?:it|that)|just the|only the)\b",
    re.IGNORECASE,
)
"""With a treatment these words take it; without them its name may be a question's."""
_DECISION = re.compile(
    r"\b(?:it is|make (?:it|that)|instead|rather|prefer|is better|let'?s (?:do|say|go)|(?:change|move|switch|swap) (?:it|that|me)"
    r"|go (?:for|with)|i mean|i meant)\b",
    re.IGNORECASE,
)
"""With a day or a time these words choose it, whatever else is said."""
_RESERVED = re.compile(r"\b(?:but|except|however|apart from|hold on|hang on|wait)\b", re.IGNORECASE)
"""A yes with a reservation books nothing: the client is asked what to change."""
_ANOTHER_TIME = "reschedule_appointment"
"""Before anything is booked, "another time" is about the draft."""
INVALID = {
    "treatment": "utter_invalid_treatment",
    "starts_at": "utter_invalid_starts_at",
    "name": "utter_invalid_name",
    "phone": "utter_invalid_phone",
    "consent": "utter_invalid_consent",
    "confirmed": "utter_invalid_confirmed",
}
REFUSED = {
    "too_soon": "utter_time_too_soon",
    "too_far": "utter_time_too_far",
    "closed": "utter_salon_closed",
    "taken": "utter_time_taken",
    "off_grid": "utter_off_grid",
    "past": "utter_time_past",
    "no_such_date": "utter_no_such_date",
    "nothing_free": "utter_nothing_free",
}


def _read_confirmation(before: Draft, draft: Draft, heard: Heard) -> Draft:
    """Confirm only a draft that was complete and did not change with this very message."""
    unchanged = replace(draft, confirmed=None) == replace(before, confirmed=None)
    if heard.requested != "confirmed" or heard.asks or not unchanged or _RESERVED.search(heard.clause):
        return draft
    if is_yes(heard.clause, heard.intent):
        return replace(draft, confirmed=True)
    return draft


def _plain_no(heard: Heard) -> bool:
    """Tell whether the client says no to the summary: asking what to change is the answer to that."""
    return heard.requested == "confirmed" and is_no(heard.clause, heard.intent)


def _without_refused(wish: When, outcome: Outcome) -> When:
    """Keep of a refused wish what still helps: the time of day when the day was wrong, else the day."""
    if outcome.refused in ("closed", "past", "too_far", "no_such_date"):
        return replace(wish, days=(), choices=(), problem=None)
    return replace(wish, time=None, problem=None)
