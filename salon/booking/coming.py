"""What is booked and still to come, seen from the whole salon. The configuration room and doors enter; nothing changes.

Changed hours never touch an appointment: whoever changes them hears which ones lie outside now.
"""

from collections.abc import Collection

from sqlalchemy.orm import Session

from salon.booking import store
from salon.booking.appointments import AppointmentView
from salon.booking.search import calendar_of
from salon.booking.views import view_of
from salon.clock import Clock
from salon.db import Database
from salon.salon_file import Salon


class ComingAppointments:
    """Looks through what is to come."""

    def __init__(self, database: Database, salon: Salon, clock: Clock) -> None:
        self._database = database
        self._salon = salon
        self._clock = clock

    def outside_hours(self) -> list[AppointmentView]:
        """Return the booked appointments to come during which the salon is closed, by start."""
        calendar = calendar_of(self._salon)
        with self._database.reading() as session:
            rows = [
                row
                for row in store.all_upcoming(session, self._clock())
                if not calendar.is_open(row.starts_at, row.ends_at)
            ]
            return [view_of(row, self._salon.zone) for row in rows]

    def of_treatments(self, session: Session, treatment_ids: Collection[str]) -> dict[str, int]:
        """Return how many are booked of these treatments, in the caller's transaction; those without any are absent."""
        found = store.upcoming_by_treatment(session, self._clock())
        return {treatment: count for treatment, count in found.items() if treatment in treatment_ids}
