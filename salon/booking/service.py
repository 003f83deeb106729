"""Book, cancel and move appointments: the only way into the booking room for doors, and the only place that commits.

Each call is one or several short transactions; whatever is raised, nothing is half done. Rules that protect the skin
(contraindications, the rest between two cleanings) stand here, so no door can forget them.
"""

from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from salon.booking import store
from salon.booking.admission import admit
from salon.booking.appointments import AppointmentUnknown, AppointmentView, BookingRequest, Status
from salon.booking.gap import MinimumGap
from salon.booking.models import Appointment
from salon.booking.new_appointment import new_appointment
from salon.booking.search import FreeTimes
from salon.booking.shifting import cells_wanted, shift
from salon.booking.team import Team
from salon.booking.views import view_of
from salon.clock import Clock
from salon.db import Database
from salon.errors import BadInput, NotFound, TooSoon
from salon.salon_file import Salon, Treatment
from salon.secrets import Vault


class BookingService(FreeTimes):
    """The booking room. Searching (`free_starts`, `soonest`, `nearest`, `check_free`) is in `search.py`.

    Args:
        is_known: tells whether a conversation is there still, and keeps it there until the transaction ends.
    """

    def __init__(
        self,
        database: Database,
        salon: Salon,
        clock: Clock,
        vault: Vault,
        is_known: Callable[[Session, str], bool] = lambda *_: True,
    ) -> None:
        super().__init__(database, salon, clock)
        self._vault = vault
        self._is_known = is_known
        self._gap = MinimumGap(salon, self._calendar)
        self._cosmetologists = Team(database, salon, self._calendar)

    def book(self, request: BookingRequest) -> AppointmentView:
        """Book, and return the appointment; the same idempotency key returns what it booked before, as it is now.

        Of several free cosmetologists the one with the fewest appointments that day takes it.

        Raises:
            NotFound: no such treatment or cosmetologist, or the conversation was erased.
            ConsentMissing: the client has not agreed that name and phone are kept.
            Contraindicated: what they said of their health needs a person's decision.
            BadInput: no name or phone that can be read, a start without a zone, or somebody else's idempotency key.
            TooSoon, TooFar, SalonClosed, Refused: as `Calendar.check`.
            VisitTooSoon: another cleaning of this conversation lies inside the minimum gap.
            WindowTaken: nobody is free for the whole treatment.
        """
        stored = self._booked_before(request)
        if stored:
            return stored
        treatment = self._salon.treatment(request.treatment_id)
        request = admit(request, treatment, self._salon.country)
        self._calendar.check(request.starts_at, treatment.duration_minutes, self._clock())
        try:
            return self._cosmetologists.first_free(
                self._cosmetologists.candidates(request.starts_at, request.cosmetologist_id),
                lambda session, who: self._insert(session, request, treatment, who),
            )
        except IntegrityError:
            # The same key booked in another process between our look and our insert.
            stored = self._booked_before(request)
            if stored is None:
                raise
            return stored

    def cancel(self, appointment_id: str, conversation_id: str) -> AppointmentView:
        """Cancel, and return the appointment; its time is free at once. Cancelling twice changes nothing.

        Raises:
            NotFound: this conversation has no such appointment.
            TooSoon: it has begun already.
        """
        with self._database.transaction() as session:
            store.lock_conversation(session, conversation_id)
            appointment = self._own(session, appointment_id, conversation_id)
            if appointment.status == Status.BOOKED:
                self._refuse_begun(appointment)
                appointment.status = Status.CANCELLED
                appointment.cancelled_at = self._clock()
                store.release(session, appointment.id)
            return self._view(appointment)

    def reschedule(
        self, appointment_id: str, conversation_id: str, starts_at: datetime, idempotency_key: str
    ) -> AppointmentView:
        """Move an appointment, and return it; a repeated key changes nothing. Its cosmetologist keeps it if she can.

        Raises:
            NotFound: this conversation has no such appointment, or it is cancelled.
            TooSoon: it has begun already, or the new start is too near.
            BadInput, TooFar, SalonClosed, Refused: as `Calendar.check`.
            VisitTooSoon: another cleaning of this conversation lies inside the minimum gap.
            WindowTaken: nobody is free for the whole treatment; the appointment stays where it was.
        """
        with self._database.reading() as session:
            own = self._own(session, appointment_id, conversation_id, lock=False).cosmetologist_id
        team = self._cosmetologists.candidates(starts_at, None)
        return self._cosmetologists.first_free(
            sorted(team, key=lambda who: who != own),
            lambda session, who: self._move(session, appointment_id, conversation_id, starts_at, idempotency_key, who),
        )

    def upcoming(self, conversation_id: str) -> list[AppointmentView]:
        """Return the conversation's booked appointments that have not begun, by start."""
        with self._database.reading() as session:
            return [self._view(one) for one in store.upcoming(session, conversation_id, self._clock())]

    def all_appointments(self) -> list[AppointmentView]:
        """Return every appointment of every status, by start; for staff only."""
        with self._database.reading() as session:
            return [self._view(one) for one in store.every(session)]

    def _booked_before(self, request: BookingRequest) -> AppointmentView | None:
        with self._database.reading() as session:
            return self._by_key(session, request)

    def _by_key(self, session: Session, request: BookingRequest) -> AppointmentView | None:
        stored = store.by_key(session, request.idempotency_key)
        if stored and stored.conversation_id != request.conversation_id:
            raise BadInput("this idempotency key belongs to another conversation; derive it from the message's id")
        return self._view(stored) if stored else None

    def _insert(self, session: Session, request: BookingRequest, treatment: Treatment, who: str) -> AppointmentView:
        store.lock_conversation(session, request.conversation_id)
        stored = self._by_key(session, request)
        if stored:
            return stored
        if not self._is_known(session, request.conversation_id):
            raise NotFound("the conversation was erased")
        self._gap.refuse(session, request.conversation_id, treatment, request.starts_at)
        number = self._vault.fingerprint(request.phone)
        appointment = new_appointment(request, treatment, who, number, self._clock())
        store.add(session, appointment)
        store.hold(session, appointment.id, cells_wanted(appointment))
        return self._view(appointment)

    def _move(
        self, session: Session, appointment_id: str, conversation_id: str, starts_at: datetime, key: str, who: str
    ) -> AppointmentView:
        store.lock_conversation(session, conversation_id)
        appointment = self._own(session, appointment_id, conversation_id)
        if store.has_moved(session, appointment_id, key):
            return self._view(appointment)
        if appointment.status != Status.BOOKED:
            raise NotFound(f"appointment {appointment_id} is cancelled")
        self._refuse_begun(appointment)
        treatment = self._salon.treatment(appointment.treatment_id)
        self._calendar.check(starts_at, treatment.duration_minutes, self._clock())
        self._gap.refuse(session, conversation_id, treatment, starts_at, but=appointment_id)
        if starts_at != appointment.starts_at:
            shift(session, appointment, starts_at.astimezone(UTC), who, key, self._clock())
        return self._view(appointment)

    def _own(self, session: Session, appointment_id: str, conversation_id: str, *, lock: bool = True) -> Appointment:
        appointment = store.by_id(session, appointment_id, conversation_id, lock=lock)
        if appointment is None:
            raise AppointmentUnknown(f"no appointment {appointment_id!r} in this conversation")
        return appointment

    def _refuse_begun(self, appointment: Appointment) -> None:
        if appointment.starts_at <= self._clock():
            raise TooSoon(f"appointment {appointment.id} has begun already")

    def _view(self, row: Appointment) -> AppointmentView:
        return view_of(row, self._salon.zone)
