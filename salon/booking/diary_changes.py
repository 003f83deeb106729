"""Change the diary as staff may: confirm, note who did not come, cancel, move. Doors of staff enter.

The minimum gap holds here too, counted by telephone number, unless staff say why not. What a client is told of a change
is said by `salon/conversations/diary_news.py`; `diary_booking.py` books.
"""

from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from salon.booking import diary_store, store
from salon.booking.appointments import NOBODY, AppointmentUnknown, AppointmentView, Status
from salon.booking.diary import for_staff, move_view
from salon.booking.diary_entries import (
    CancelReason,
    ChangedMeanwhile,
    Moved,
    StaffMove,
    exception_reason,
    in_utc,
)
from salon.booking.gap import MinimumGap
from salon.booking.models import Appointment
from salon.booking.search import calendar_of
from salon.booking.shifting import cells_wanted, shift
from salon.booking.views import view_of
from salon.clock import Clock
from salon.db import Database
from salon.errors import Refused, TooSoon
from salon.salon_file import Salon


class DiaryChanges:
    """What staff do with appointments."""

    def __init__(self, database: Database, salon: Salon, clock: Clock) -> None:
        self._database = database
        self._salon = salon
        self._clock = clock
        self._gap = MinimumGap(salon, calendar_of(salon))

    def confirm(self, appointment_id: str, *, confirmed: bool = True) -> AppointmentView:
        """Note that the client will come, or take that back; doing it twice changes nothing.

        Raises:
            AppointmentUnknown: there is none of that id.
            Refused: it is cancelled, or the client did not come.
        """
        with self._database.transaction() as session:
            row = self._locked(session, appointment_id)
            self._refuse_not_booked(row)
            row.confirmed_at = (row.confirmed_at or self._clock()) if confirmed else None
            return self._view(row)

    def note_no_show(self, appointment_id: str) -> AppointmentView:
        """Note that the client did not come; the rest of the time is free. Doing it twice changes nothing.

        Raises:
            AppointmentUnknown: there is none of that id.
            Refused: it is cancelled, or has not begun yet.
        """
        with self._database.transaction() as session:
            row = self._locked(session, appointment_id)
            if row.status != Status.NO_SHOW:
                self._refuse_not_booked(row)
                if row.starts_at > self._clock():
                    raise Refused(f"appointment {row.id} has not begun yet")
                row.status, row.no_show_at = Status.NO_SHOW, self._clock()
                store.release(session, row.id)
            return self._view(row)

    def undo_no_show(self, appointment_id: str) -> AppointmentView:
        """Note that the client came after all; doing it twice changes nothing.

        Raises:
            AppointmentUnknown: there is none of that id.
            WindowTaken: somebody else was booked into the time meanwhile.
        """
        with self._database.transaction() as session:
            row = self._locked(session, appointment_id)
            if row.status == Status.NO_SHOW:
                row.status, row.no_show_at = Status.BOOKED, None
                store.hold(session, row.id, cells_wanted(row))
            return self._view(row)

    def cancel(self, appointment_id: str, reason: CancelReason) -> AppointmentView:
        """Cancel, and return the appointment; its time is free at once. Cancelling twice changes nothing.

        Raises:
            AppointmentUnknown: there is none of that id.
            Refused: the client did not come.
            TooSoon: it has begun already.
        """
        with self._database.transaction() as session:
            row = self._locked(session, appointment_id)
            if row.status != Status.CANCELLED:
                self._refuse_not_booked(row)
                self._refuse_begun(row)
                row.status, row.cancelled_at, row.cancel_reason = Status.CANCELLED, self._clock(), reason
                store.release(session, row.id)
            return self._view(row)

    def move(self, wish: StaffMove) -> Moved:
        """Move an appointment to another start, another cosmetologist or both; a repeated key changes nothing.

        Raises:
            AppointmentUnknown: there is none of that id.
            NotFound: nobody of the wanted id works here, or its treatment is not offered any more.
            ChangedMeanwhile: it is not any more where staff saw it.
            Refused: it is cancelled, or the client did not come.
            BadInput, TooSoon, TooFar, SalonClosed: as `Calendar.check`, with the rules of `for_staff`.
            VisitTooSoon: another cleaning under that number lies inside the minimum gap, and no reason is given.
            WindowTaken: the cosmetologist is not free; the appointment stays where it was.
        """
        reason = exception_reason(wish.exception_reason)
        with self._database.transaction() as session:
            row = self._locked(session, wish.appointment_id, with_person=True)
            before = diary_store.move(session, row.id, wish.idempotency_key)
            if before:
                return Moved(self._view(row), move_view(before, self._salon.zone))
            self._refuse_not_booked(row)
            # In UTC: of the two equal hours in October, a local moment equals none.
            if wish.seen_at is not None and wish.seen_at.astimezone(UTC) != row.starts_at:
                raise ChangedMeanwhile(f"appointment {row.id} was moved meanwhile")
            who = self._salon.cosmetologist(wish.cosmetologist_id or row.cosmetologist_id).id
            starts_at, key = in_utc(wish.starts_at), wish.idempotency_key
            if (starts_at, who) == (row.starts_at, row.cosmetologist_id):
                return Moved(self._view(row), None)
            self._check_move(session, row, starts_at, reason)
            made = shift(
                session, row, starts_at, who, key, self._clock(), moved_by=wish.staff_name, exception_reason=reason
            )
            return Moved(self._view(row), move_view(made, self._salon.zone))

    def _check_move(self, session: Session, row: Appointment, starts_at: datetime, reason: str | None) -> None:
        """Accept by returning. Another cosmetologist at the same start is no new time: only the cells are asked."""
        if starts_at == row.starts_at:
            return
        self._refuse_begun(row)
        treatment = self._salon.treatment(row.treatment_id)
        calendar_of(for_staff(self._salon, any_cell=True)).check(
            starts_at, (row.ends_at - row.starts_at) // timedelta(minutes=1), self._clock()
        )
        if reason is None:
            self._gap.refuse_for_person(session, row, treatment, starts_at)

    def _locked(self, session: Session, appointment_id: str, *, with_person: bool = False) -> Appointment:
        """Return the appointment, locked after its conversation, in the order in which the chat and erasure lock."""
        row = diary_store.appointment(session, appointment_id)
        if row is not None and row.conversation_id != NOBODY:
            store.lock_conversation(session, row.conversation_id)
        if row is not None and with_person:
            diary_store.lock_person(session, row.phone_fingerprint)
        row = diary_store.appointment(session, appointment_id, lock=True)
        if row is None:
            raise AppointmentUnknown(f"no appointment {appointment_id!r}")
        return row

    def _refuse_not_booked(self, row: Appointment) -> None:
        if row.status != Status.BOOKED:
            raise Refused(f"appointment {row.id} is {row.status}")

    def _refuse_begun(self, row: Appointment) -> None:
        if row.starts_at <= self._clock():
            raise TooSoon(f"appointment {row.id} has begun already")

    def _view(self, row: Appointment) -> AppointmentView:
        return view_of(row, self._salon.zone)
