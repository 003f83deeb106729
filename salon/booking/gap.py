"""The rest that skin needs between two cleanings of one conversation. The booking room's services enter.

Why by conversation: `docs/decisions/0006-gap-per-conversation.md`.
"""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from salon.booking import store
from salon.booking.calendar import Calendar
from salon.booking.models import Appointment
from salon.errors import VisitTooSoon
from salon.salon_file import Salon, Treatment


class MinimumGap:
    """Knows on which days another cleaning would come too soon."""

    def __init__(self, salon: Salon, calendar: Calendar) -> None:
        self._salon = salon
        self._calendar = calendar

    @property
    def _gap(self) -> timedelta:
        return timedelta(days=self._salon.booking.minimum_gap_days)

    def cleanings_near(
        self,
        session: Session,
        conversation_id: str,
        treatment: Treatment,
        first: date,
        last: date,
        *,
        but: str = "",
        phone_fingerprint: str | None = None,
    ) -> frozenset[date]:
        """Return the local days of the conversation's cleanings that lie within the gap of any day of first..last.

        Empty for a treatment that needs no rest. The appointment `but` is not looked at. `phone_fingerprint` counts the
        cleanings under that number too: for staff only, since a client could find out by it who else comes.
        """
        if not treatment.parts or not self._gap:
            return frozenset()
        cleanings = [one.id for one in self._salon.treatments if one.parts]
        since = self._calendar.midnight(first - self._gap + timedelta(days=1))
        until = self._calendar.midnight(last + self._gap)
        starts = store.booked_between(
            session, conversation_id, cleanings, since, until, but=but, phone_fingerprint=phone_fingerprint
        )
        return frozenset(start.astimezone(self._salon.zone).date() for start in starts)

    def leaves(self, day: date, cleanings: Collection[date]) -> bool:
        """Tell whether a cleaning on `day` (local) would be far enough from these."""
        return all(abs(day - other) >= self._gap for other in cleanings)

    def refuse(
        self,
        session: Session,
        conversation_id: str,
        treatment: Treatment,
        starts_at: datetime,
        *,
        but: str = "",
        phone_fingerprint: str | None = None,
    ) -> None:
        """Accept a start by returning; the last two arguments as in `cleanings_near`.

        Raises:
            VisitTooSoon: another cleaning lies inside the minimum gap.
        """
        day = starts_at.astimezone(self._salon.zone).date()
        near = self.cleanings_near(
            session, conversation_id, treatment, day, day, but=but, phone_fingerprint=phone_fingerprint
        )
        if not self.leaves(day, near):
            whose = " under that number" if phone_fingerprint else ""
            raise VisitTooSoon(f"less than {self._gap.days} days from another cleaning{whose}")

    def refuse_for_person(
        self, session: Session, appointment: Appointment, treatment: Treatment, starts_at: datetime
    ) -> None:
        """Accept a start as `refuse` does; the appointment's conversation and its number both count. For staff only."""
        number = appointment.phone_fingerprint
        self.refuse(
            session,
            appointment.conversation_id,
            treatment,
            starts_at,
            but=appointment.id,
            phone_fingerprint=number,
        )
