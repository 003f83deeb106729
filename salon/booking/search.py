"""Look for free times; nothing is written here. `service.py` builds on it.

What is found may be taken a moment later: only booking decides (see `models.py`).
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, time, timedelta

from salon.booking import store
from salon.booking.calendar import Calendar, cells
from salon.clock import Clock
from salon.db import Database
from salon.errors import WindowTaken
from salon.salon_file import Salon, Treatment

DAYS_AT_ONCE = 14
"""Days read by one query; most searches end within the first."""


class FreeTimes:
    """Finds starts at which at least one cosmetologist is free for the whole treatment.

    Args:
        leaving_out: an appointment whose own time counts as free.
    """

    def __init__(self, database: Database, salon: Salon, clock: Clock, *, leaving_out: str = "") -> None:
        self._leaving_out = leaving_out
        self._database = database
        self._salon = salon
        self._clock = clock

    @property
    def _calendar(self) -> Calendar:
        """The calendar as it is now: staff may change the hours at any time."""
        return calendar_of(self._salon)

    @property
    def _team(self) -> tuple[str, ...]:
        return tuple(one.id for one in self._salon.cosmetologists)

    def without(self, appointment_id: str | None) -> "FreeTimes":
        """Return the same search for whoever moves this appointment, if any: its own time may be overlapped."""
        if appointment_id is None:
            return self
        return FreeTimes(self._database, self._salon, self._clock, leaving_out=appointment_id)

    def free_starts(
        self,
        treatment_id: str,
        days: Sequence[date],
        *,
        not_before: time | None = None,
        not_after: time | None = None,
        limit: int | None = None,
    ) -> list[datetime]:
        """Return the free starts on `days` (local), in the salon's zone, sorted.

        Args:
            treatment_id: of the salon's file.
            days: in any order; days that can't be booked give nothing.
            not_before: earliest local time of a start, itself included.
            not_after: latest local time of a start, itself included.
            limit: return no more than the first so many.

        Raises:
            NotFound: no such treatment.
        """
        treatment = self._salon.treatment(treatment_id)
        found: list[datetime] = []
        for some in _portions(sorted(set(days))):
            found += [start for start in self.free_on(treatment, some) if _fits(start, not_before, not_after)]
            if limit is not None and len(found) >= limit:
                break
        return found[:limit]

    def soonest(
        self,
        treatment_id: str,
        limit: int = 3,
        *,
        not_before: time | None = None,
        not_after: time | None = None,
    ) -> list[datetime]:
        """Return the first free starts of all days that can be booked; arguments as in `free_starts`."""
        days = self._calendar.days(self._clock())
        return self.free_starts(treatment_id, days, not_before=not_before, not_after=not_after, limit=limit)

    def nearest(self, treatment_id: str, around: datetime, limit: int = 3) -> list[datetime]:
        """Return the free starts nearest to `around` (aware), in the salon's zone, sorted.

        Those of the same day come first, nearest first; what is still wanting is made up from the nearest other days
        (the later of two equally near), one start a day: that whose time of day is nearest.

        Raises:
            NotFound: no such treatment.
        """
        treatment = self._salon.treatment(treatment_id)
        wish = around.astimezone(self._salon.zone)
        same_day = self.free_on(treatment, [wish.date()])
        chosen = sorted(same_day, key=lambda start: abs(start - around))[:limit]
        others = self._on_other_days(treatment, wish)
        while len(chosen) < limit and (start := next(others, None)):
            chosen.append(start)
        return sorted(chosen)

    def check_free(self, treatment_id: str, starts_at: datetime) -> None:
        """Accept a start by returning: it can be booked as things stand now.

        Raises:
            NotFound: no such treatment.
            BadInput, TooSoon, TooFar, SalonClosed, Refused: as `Calendar.check`.
            WindowTaken: nobody is free for the whole treatment.
        """
        treatment = self._salon.treatment(treatment_id)
        self._calendar.check(starts_at, treatment.duration_minutes, self._clock())
        if starts_at not in self.free_on(treatment, [starts_at.astimezone(self._salon.zone).date()]):
            raise WindowTaken(f"nobody is free for {treatment.id} at {starts_at.isoformat()}")

    def _on_other_days(self, treatment: Treatment, wish: datetime) -> Iterator[datetime]:
        days = [day for day in self._calendar.days(self._clock()) if day != wish.date()]
        days.sort(key=lambda day: (abs(day - wish.date()), day < wish.date()))
        for some in _portions(days):
            free = self.free_on(treatment, some)
            for day in some:
                of_day = [start for start in free if start.date() == day]
                if of_day:
                    yield min(of_day, key=lambda start: abs(_minutes(start) - _minutes(wish)))

    def free_on(self, treatment: Treatment, days: Collection[date]) -> list[datetime]:
        """Return the free starts of these days (local), sorted, in the salon's zone, by one query; none: no query."""
        now, minutes, calendar = self._clock(), treatment.duration_minutes, self._calendar
        starts = sorted(start for day in days for start in calendar.starts_on(day, minutes, now))
        if not starts:
            return []
        length = timedelta(minutes=minutes)
        with self._database.reading() as session:
            team = self._team
            held = store.held_cells(session, team, starts[0], starts[-1] + length, but=self._leaving_out)
        free = [start for start in starts if _somebody_free(team, cells(start, start + length), held)]
        return [start.astimezone(self._salon.zone) for start in free]


def calendar_of(salon: Salon) -> Calendar:
    """Return the salon's calendar."""
    rules = salon.booking
    return Calendar(
        zone=salon.zone,
        hours=salon.hours,
        closed_on=salon.closed_on,
        start_every_minutes=rules.start_every_minutes,
        notice_minutes=rules.notice_minutes,
        days_ahead=rules.days_ahead,
    )


def _somebody_free(team: Sequence[str], wanted: Sequence[datetime], held: Collection[tuple[str, datetime]]) -> bool:
    return any(all((who, cell) not in held for cell in wanted) for who in team)


def _portions(days: Sequence[date]) -> Iterator[Sequence[date]]:
    return (days[start : start + DAYS_AT_ONCE] for start in range(0, len(days), DAYS_AT_ONCE))


def _fits(start: datetime, not_before: time | None, not_after: time | None) -> bool:
    clock = start.time()
    return (not_before is None or clock >= not_before) and (not_after is None or clock <= not_after)


def _minutes(moment: datetime) -> int:
    return moment.hour * 60 + moment.minute
