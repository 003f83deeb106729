"""Book as staff do, for a client who rings or stands before them. Doors of staff enter.

The rules that protect the skin hold here too: the minimum gap, counted by telephone number, and the contraindications.
Where a rule leaves the decision to a person, a member of staff is one, and says why; what is forbidden stays so.
"""

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from salon.advice.contraindications import Verdict, decide
from salon.booking import diary_store, store
from salon.booking.admission import admit
from salon.booking.appointments import NOBODY, AppointmentView, BookingRequest
from salon.booking.diary import for_staff
from salon.booking.diary_entries import StaffBooking, exception_reason
from salon.booking.gap import MinimumGap
from salon.booking.models import Appointment
from salon.booking.new_appointment import new_appointment
from salon.booking.search import calendar_of
from salon.booking.shifting import cells_wanted
from salon.booking.team import Team
from salon.booking.views import view_of
from salon.clock import Clock
from salon.db import Database
from salon.salon_file import Salon, Treatment
from salon.secrets import Vault


class DiaryBooking:
    """Books for staff."""

    def __init__(self, database: Database, salon: Salon, clock: Clock, vault: Vault) -> None:
        self._database = database
        self._salon = salon
        self._clock = clock
        self._vault = vault
        self._gap = MinimumGap(salon, calendar_of(salon))
        self._cosmetologists = Team(database, salon, calendar_of(salon))

    def book(self, wish: StaffBooking) -> AppointmentView:
        """Book, and return the appointment; the same idempotency key returns what it booked before, as it is now.

        Raises:
            NotFound: no such treatment or cosmetologist.
            ConsentMissing: the client has not agreed that name and phone are kept.
            Contraindicated: forbidden, or left to a person's decision and no reason is given.
            BadInput: no name or phone that can be read, a start without a zone, or a reason too long.
            TooSoon, TooFar, SalonClosed, Refused: as `Calendar.check`, with the rules of `for_staff`.
            VisitTooSoon: another cleaning under that number lies inside the minimum gap, and no reason is given.
            WindowTaken: nobody is free for the whole treatment.
        """
        stored = self._booked_before(wish)
        if stored:
            return stored
        reason = exception_reason(wish.exception_reason)
        treatment = self._salon.treatment(wish.treatment_id)
        request = self._admitted(wish, treatment, reason)
        calendar_of(for_staff(self._salon, any_cell=True)).check(
            request.starts_at, treatment.duration_minutes, self._clock()
        )
        try:
            return self._cosmetologists.first_free(
                self._cosmetologists.candidates(request.starts_at, request.cosmetologist_id),
                lambda session, who: self._insert(session, request, treatment, who, wish.staff_name, reason),
            )
        except IntegrityError:
            # The same form came in another process between our look and our insert.
            stored = self._booked_before(wish)
            if stored is None:
                raise
            return stored

    def _booked_before(self, wish: StaffBooking) -> AppointmentView | None:
        with self._database.reading() as session:
            row = store.by_key(session, _key(wish))
            return self._view(row) if row else None

    def _admitted(self, wish: StaffBooking, treatment: Treatment, reason: str | None) -> BookingRequest:
        decided = reason is not None and decide(treatment.parts, wish.conditions) is Verdict.ASK
        request = BookingRequest(
            treatment_id=treatment.id,
            starts_at=wish.starts_at,
            name=wish.name,
            phone=wish.phone,
            conversation_id=NOBODY,
            consent_at=self._clock() if wish.has_consented else None,
            idempotency_key=_key(wish),
            conditions=frozenset() if decided else wish.conditions,
            cosmetologist_id=wish.cosmetologist_id,
        )
        return admit(request, treatment, self._salon.country)

    def _insert(
        self,
        session: Session,
        request: BookingRequest,
        treatment: Treatment,
        who: str,
        staff_name: str,
        reason: str | None,
    ) -> AppointmentView:
        fingerprint = self._vault.fingerprint(request.phone)
        diary_store.lock_person(session, fingerprint)
        stored = store.by_key(session, request.idempotency_key)
        if stored:
            return self._view(stored)
        now = self._clock()
        row = new_appointment(request, treatment, who, fingerprint, now, booked_by=staff_name, exception_reason=reason)
        if reason is None:
            self._gap.refuse_for_person(session, row, treatment, row.starts_at)
        store.add(session, row)
        store.hold(session, row.id, cells_wanted(row))
        return self._view(row)

    def _view(self, row: Appointment) -> AppointmentView:
        return view_of(row, self._salon.zone)


def _key(wish: StaffBooking) -> str:
    """Return the key under which it is stored; no message of a chat can have it."""
    return f"desk {wish.idempotency_key}"
