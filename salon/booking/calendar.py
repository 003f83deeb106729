"""The calendar: at what moments a treatment may start, whoever is free. Pure; everybody may enter.

Moments are aware and in UTC, coming in and going out; opening hours are local to the salon. The grid of starts is laid
out in real time from the moment of opening, so it stays right on the two nights when the clocks change.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from salon.errors import BadInput, Refused, SalonClosed, TooFar, TooSoon

CELL = timedelta(minutes=5)


@dataclass(frozen=True)
class Calendar:
    """When the salon works.

    Args:
        zone: the salon's zone.
        hours: weekday (Monday is 0) to (opens, closes), local; a closed weekday is not in it.
        closed_on: single local days without work.
        start_every_minutes: width of the grid, counted from opening.
        notice_minutes: least time between now and a start.
        days_ahead: the last bookable day is today (local) plus so many.
    """

    zone: ZoneInfo
    hours: Mapping[int, tuple[time, time]]
    closed_on: frozenset[date]
    start_every_minutes: int
    notice_minutes: int
    days_ahead: int

    def check(self, starts_at: datetime, duration_minutes: int, now: datetime) -> None:
        """Accept a start by returning.

        Raises:
            BadInput: `starts_at` has no zone.
            TooSoon: it is past, or inside the notice.
            TooFar: its day is beyond the days ahead.
            SalonClosed: the salon is closed then, or before the treatment would end.
            Refused: it is not on the grid of starts.
        """
        if starts_at.tzinfo is None:
            raise BadInput(f"{starts_at.isoformat()} has no zone; send it with one, like 2027-03-01T10:00:00+00:00")
        start = starts_at.astimezone(UTC)
        if start < self._earliest(now):
            raise TooSoon(f"{starts_at.isoformat()} is less than {self.notice_minutes} minutes away")
        day = start.astimezone(self.zone).date()
        if day > self.last_day(now):
            raise TooFar(f"{day} is more than {self.days_ahead} days ahead")
        opening = self._opening(day)
        if opening is None or start < opening[0] or start + timedelta(minutes=duration_minutes) > opening[1]:
            raise SalonClosed(f"the salon is not open for {duration_minutes} minutes from {starts_at.isoformat()}")
        if (start - opening[0]) % self._step:
            raise Refused(f"appointments start every {self.start_every_minutes} minutes from opening")

    def starts_on(self, day: date, duration_minutes: int, now: datetime) -> list[datetime]:
        """Return every moment of `day` (local) at which the treatment may start, sorted; empty on a closed day."""
        opening = self._opening(day)
        if opening is None or day > self.last_day(now):
            return []
        length = timedelta(minutes=duration_minutes)
        count = max(0, (opening[1] - opening[0] - length) // self._step + 1)
        starts = [opening[0] + index * self._step for index in range(count)]
        return [start for start in starts if start >= self._earliest(now)]

    def days(self, now: datetime) -> list[date]:
        """Return the days that can be booked, today first; closed ones are among them."""
        today = now.astimezone(self.zone).date()
        return [today + timedelta(days=index) for index in range(self.days_ahead + 1)]

    def last_day(self, now: datetime) -> date:
        """Return the last day that can be booked."""
        return now.astimezone(self.zone).date() + timedelta(days=self.days_ahead)

    def midnight(self, day: date) -> datetime:
        """Return the moment at which `day` begins in the salon's zone."""
        return self._moment(day, time())

    def is_open(self, starts_at: datetime, ends_at: datetime) -> bool:
        """Tell whether the salon is open from one moment to the other, both aware."""
        opening = self._opening(starts_at.astimezone(self.zone).date())
        return opening is not None and opening[0] <= starts_at and ends_at <= opening[1]

    @property
    def _step(self) -> timedelta:
        return timedelta(minutes=self.start_every_minutes)

    def _earliest(self, now: datetime) -> datetime:
        return now.astimezone(UTC) + timedelta(minutes=self.notice_minutes)

    def _opening(self, day: date) -> tuple[datetime, datetime] | None:
        if day in self.closed_on or day.weekday() not in self.hours:
            return None
        opens, closes = self.hours[day.weekday()]
        return self._moment(day, opens), self._moment(day, closes)

    def _moment(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, self.zone).astimezone(UTC)


def cells(starts_at: datetime, ends_at: datetime) -> list[datetime]:
    """Return the 5-minute cells of [starts_at, ends_at), sorted, in UTC."""
    start = starts_at.astimezone(UTC)
    return [start + index * CELL for index in range(-((start - ends_at.astimezone(UTC)) // CELL))]
