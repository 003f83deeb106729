"""Free times without a database: the real calendar, and a set of starts that are taken."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

from salon.booking.search import FreeTimes
from salon.clock import Clock
from salon.salon_file import Salon, Treatment

LONDON = ZoneInfo("Europe/London")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Return that moment of March 2027, local to London."""
    return datetime(2027, 3, day, hour, minute, tzinfo=LONDON)


class FakeTimes(FreeTimes):
    """Finds every start of the calendar but those in `taken`; a taken start touches no other."""

    def __init__(self, salon: Salon, clock: Clock, taken: Collection[datetime] = ()) -> None:
        super().__init__(cast("Any", None), salon, clock)
        self.taken = set(taken)

    def without(self, appointment_id: str | None) -> FreeTimes:
        return self

    def free_on(self, treatment: Treatment, days: Collection[Any]) -> list[datetime]:
        minutes, now = treatment.duration_minutes, self._clock()
        starts = sorted(start for day in days for start in self._calendar.starts_on(day, minutes, now))
        return [start.astimezone(self._salon.zone) for start in starts if start not in self.taken]
