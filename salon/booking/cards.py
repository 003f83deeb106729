"""Appointments as cards: what a page shows as a box instead of a sentence. Values only, no sentences.

Actions make them and hand them through the engine as text; the conversations room shows them.
"""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta

from salon.booking.appointments import AppointmentView
from salon.booking.draft import Draft
from salon.booking.written import Written
from salon.salon_facts import price
from salon.salon_file import Salon

SUMMARY, BOOKED, MOVED, CANCELLED = "summary", "booked", "moved", "cancelled"


@dataclass(frozen=True)
class Card:
    """One appointment, or the summary of one that waits for a yes.

    kind: summary, booked, moved or cancelled. when: as the sentence beside it writes it. starts_at, ends_at: ISO 8601
    with the salon's offset. price, cosmetologist: None if the salon's file does not name them (any more), or nobody was
    wished for. phone: E.164, or masked.
    """

    kind: str
    appointment_id: str | None
    treatment: str
    when: str
    starts_at: str
    ends_at: str
    minutes: int
    price: str | None
    cosmetologist: str | None
    name: str | None
    phone: str | None

    def dump(self) -> str:
        """Return the card as JSON, for a placeholder's value."""
        return json.dumps(asdict(self))

    @classmethod
    def load(cls, text: str) -> "Card":
        """Read what `dump` wrote."""
        return cls(**json.loads(text))


class Cards:
    """Makes cards in the salon's words, zone and currency."""

    def __init__(self, salon: Salon, written: Written) -> None:
        self._salon = salon
        self._written = written

    def summary(self, draft: Draft) -> Card:
        """Return the summary of a complete draft."""
        assert draft.treatment and draft.starts_at  # noqa: S101, PT018  only what is complete is summed up
        minutes = self._salon.treatment(draft.treatment).duration_minutes
        ends_at = draft.starts_at.astimezone(UTC) + timedelta(minutes=minutes)
        return self._card(
            SUMMARY, None, draft.treatment, draft.starts_at, ends_at, draft.cosmetologist, draft.name, draft.phone
        )

    def of(self, kind: str, appointment: AppointmentView) -> Card:
        """Return the card of an appointment; what the salon's file no longer names stands by its id, or is left out."""
        one = appointment
        return self._card(
            kind, one.id, one.treatment_id, one.starts_at, one.ends_at, one.cosmetologist_id, one.name, one.phone
        )

    def _card(
        self,
        kind: str,
        appointment_id: str | None,
        treatment_id: str,
        starts_at: datetime,
        ends_at: datetime,
        cosmetologist_id: str | None,
        name: str | None,
        phone: str | None,
    ) -> Card:
        treatment = next((one for one in self._salon.treatments if one.id == treatment_id), None)
        cosmetologist = next((one for one in self._salon.cosmetologists if one.id == cosmetologist_id), None)
        return Card(
            kind=kind,
            appointment_id=appointment_id,
            treatment=treatment.name if treatment else treatment_id,
            when=self._written.start(starts_at),
            starts_at=starts_at.astimezone(self._salon.zone).isoformat(),
            ends_at=ends_at.astimezone(self._salon.zone).isoformat(),
            minutes=(ends_at.astimezone(UTC) - starts_at.astimezone(UTC)) // timedelta(minutes=1),
            price=price(treatment.price_pence, self._salon.currency) if treatment else None,
            cosmetologist=cosmetologist.name if cosmetologist else None,
            name=name,
            phone=phone,
        )
