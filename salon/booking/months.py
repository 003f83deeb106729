"""The free times of a month, as one conversation may book them. Doors enter.

A start is listed if it can be booked as things stand: it passes `FreeTimes.check_free`, and the minimum gap lets it be.
However long the month and full the calendar, the number of queries stays the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from salon.booking import store
from salon.booking.appointments import AppointmentUnknown
from salon.booking.gap import MinimumGap
from salon.booking.search import FreeTimes, calendar_of
from salon.clock import Clock
from salon.db import Database
from salon.errors import BadInput
from salon.salon_file import Salon, Treatment


@dataclass(frozen=True)
class FreeMonth:
    """The free starts of one month.

    days: local day -> starts, sorted, in the salon's zone; days without any are absent. earlier, later: whether another
    month before or behind it can be booked. soonest: the first free start of all months, or None.
    """

    days: Mapping[date, Sequence[datetime]]
    earlier: bool
    later: bool
    soonest: datetime | None


class FreeMonths:
    """Looks months up."""

    def __init__(self, database: Database, salon: Salon, clock: Clock) -> None:
        self._database = database
        self._salon = salon
        self._clock = clock
        self._gap = MinimumGap(salon, calendar_of(salon))
        self._times = FreeTimes(database, salon, clock)

    def month(self, conversation_id: str, treatment_id: str, first: date, moving: str | None = None) -> FreeMonth:
        """Return the month that begins on `first`.

        Args:
            moving: an appointment of this conversation that is to be moved; it does not stand in its own way, and its
                present start is left out.

        Raises:
            NotFound: no such treatment.
            AppointmentUnknown: this conversation has no such appointment to come.
            BadInput: that appointment is for another treatment.
        """
        treatment = self._salon.treatment(treatment_id)
        days = calendar_of(self._salon).days(self._clock())
        left_out, rested = self._look(conversation_id, treatment, days, moving)
        times = self._times.without(moving)

        def free(wanted: Sequence[date]) -> list[datetime]:
            return [start for start in times.free_on(treatment, wanted) if start != left_out]

        found = free([day for day in rested if _month(day) == _month(first)])
        before = [day for day in rested if _month(day) < _month(first)]
        behind = [day for day in rested if _month(day) > _month(first)]
        soonest = free(before)[:1] or found[:1] or free(behind)[:1]
        return FreeMonth(
            days=_by_day(found),
            earlier=_month(days[0]) < _month(first),
            later=_month(days[-1]) > _month(first),
            soonest=next(iter(soonest), None),
        )

    def _look(
        self, conversation_id: str, treatment: Treatment, days: Sequence[date], moving: str | None
    ) -> tuple[datetime | None, list[date]]:
        """Return the present start of what is moved, and the days that the minimum gap leaves."""
        with self._database.reading() as session:
            coming = store.upcoming(session, conversation_id, self._clock()) if moving else ()
            appointment = next((one for one in coming if one.id == moving), None)
            if moving and not appointment:
                raise AppointmentUnknown(f"no appointment {moving!r} to come in this conversation")
            if appointment and appointment.treatment_id != treatment.id:
                raise BadInput(f"appointment {appointment.id} is for {appointment.treatment_id}")
            near = self._gap.cleanings_near(session, conversation_id, treatment, days[0], days[-1], but=moving or "")
        start = appointment.starts_at if appointment else None
        return start, [day for day in days if self._gap.leaves(day, near)]


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def _by_day(starts: Sequence[datetime]) -> dict[date, list[datetime]]:
    days: dict[date, list[datetime]] = {}
    for start in starts:
        days.setdefault(start.date(), []).append(start)
    return days
