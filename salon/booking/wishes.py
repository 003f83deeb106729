"""From what a client wishes to a start that is free, or to what can be offered instead. The booking room enters."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from salon.booking.draft import Draft
from salon.booking.search import FreeTimes
from salon.clock import Clock
from salon.dates import Problem, Shift, When, merge
from salon.errors import BadInput, Refused, SalonClosed, TooFar, TooSoon, WindowTaken
from salon.opening_hours import opening
from salon.salon_file import Salon

SHOWN = 6
"""Times offered at once."""
_DAYS_SEARCHED = 21


@dataclass(frozen=True)
class Outcome:
    """What came of a wish.

    starts_at: set when the wish names one start and it is free.
    refused: why the wished start can't be had: a name of `REFUSALS`, or None. wished: that start, aware.
    offers: free starts to choose from, sorted. choices: readings of an ambiguous day, at midnight, sorted.
    """

    starts_at: datetime | None = None
    refused: str | None = None
    wished: datetime | None = None
    offers: tuple[datetime, ...] = ()
    choices: tuple[datetime, ...] = ()


REFUSALS = {
    TooSoon: "too_soon",
    TooFar: "too_far",
    SalonClosed: "closed",
    WindowTaken: "taken",
    BadInput: "off_grid",
    Refused: "off_grid",
}


class Wishes:
    """Looks wishes up in the calendar."""

    def __init__(self, times: FreeTimes, salon: Salon, clock: Clock) -> None:
        self._times = times
        self._salon = salon
        self._clock = clock

    def grant(self, treatment_id: str, when: When) -> Outcome:
        """Return what a merged wish comes to. An empty wish offers the soonest starts."""
        if when.problem is Problem.NO_SUCH_DATE:
            return Outcome(refused="no_such_date")
        if when.problem is Problem.PAST:
            return Outcome(refused="past", offers=self._soonest(treatment_id, when))
        if when.choices:
            return Outcome(choices=tuple(self._at(day) for day in when.choices))
        if when.soonest:
            soonest = self._soonest(treatment_id, when)
            return Outcome(starts_at=soonest[0], offers=soonest) if soonest else Outcome(refused="nothing_free")
        if len(when.days) == 1 and when.time is not None:
            return self.check(treatment_id, datetime.combine(when.days[0], when.time, self._salon.zone))
        return self._search(treatment_id, when)

    def check(self, treatment_id: str, start: datetime) -> Outcome:
        """Return the start if it is free; else why not, and the nearest that are."""
        try:
            self._times.check_free(treatment_id, start)
        except (Refused, BadInput) as refusal:
            reason = next(name for kind, name in REFUSALS.items() if isinstance(refusal, kind))
            nearest = self._times.nearest(treatment_id, max(start, self._clock()), limit=3)
            return Outcome(refused=reason, wished=start, offers=tuple(nearest))
        return Outcome(starts_at=start)

    def apply_shift(self, draft: Draft, wish: When) -> When:
        """Return the wish with "a bit later", "a week later" and "same time" turned into days and bounds."""
        base = draft.starts_at and draft.starts_at.astimezone(self._salon.zone)
        if base is None and len(draft.offered) > 0:
            base = draft.offered[0].astimezone(self._salon.zone)
        if base is None:
            return replace(wish, shift=None, day_shift=0, same_time=False)
        step = timedelta(minutes=self._salon.booking.start_every_minutes)
        if wish.day_shift:
            wish = replace(wish, days=(base.date() + timedelta(days=wish.day_shift),), choices=())
        if wish.shift is Shift.LATER and wish.time is None and not wish.day_shift:
            wish = replace(wish, days=wish.days or (base.date(),), not_before=(base + step).time(), not_after=None)
        if wish.shift is Shift.EARLIER and wish.time is None and not wish.day_shift:
            wish = replace(wish, days=wish.days or (base.date(),), not_after=(base - step).time(), not_before=None)
        if wish.same_time and wish.time is None:
            wish = replace(wish, time=base.time())
        return wish

    def combine(self, known: When, draft: Draft, new: When) -> When:
        """Return the whole wish after a new message: what was known, corrected by what is new."""
        shifted = self.apply_shift(draft, new)
        merged = merge(known, shifted)
        if shifted.shift and shifted.time is None and not shifted.day_shift:
            earliest, latest = shifted.not_before, shifted.not_after
            merged = replace(merged, days=shifted.days, time=None, not_before=earliest, not_after=latest)
        return merged

    def _search(self, treatment_id: str, when: When) -> Outcome:
        days = [day for day in (when.days or self._coming_days()) if day not in when.not_days]
        earliest, latest = when.time or when.not_before, when.time or when.not_after
        found = self._times.free_starts(treatment_id, days, not_before=earliest, not_after=latest)
        if found:
            return Outcome(offers=spread(found, SHOWN))
        around = datetime.combine(days[0], earliest or _NOON, self._salon.zone) if days else None
        nearest = self._times.nearest(treatment_id, max(around, self._clock()), limit=3) if around else ()
        return Outcome(refused=self._why_nothing(when), wished=around, offers=tuple(nearest))

    def _why_nothing(self, when: When) -> str:
        if when.days and all(opening(self._salon, day) is None for day in when.days):
            return "closed"
        return "nothing_free"

    def _soonest(self, treatment_id: str, when: When) -> tuple[datetime, ...]:
        bounds = {"not_before": when.not_before, "not_after": when.not_after}
        return tuple(self._times.soonest(treatment_id, limit=3, **bounds))

    def _coming_days(self) -> list[date]:
        today = self._clock().astimezone(self._salon.zone).date()
        return [today + timedelta(days=ahead) for ahead in range(_DAYS_SEARCHED)]

    def _at(self, day: date) -> datetime:
        return datetime.combine(day, time(), self._salon.zone)


_NOON = time(12)


def spread(starts: Sequence[datetime], count: int) -> tuple[datetime, ...]:
    """Return `count` of the starts, spread over the days first and then over each day; sorted."""
    by_day: dict[date, list[datetime]] = {}
    for start in starts:
        by_day.setdefault(start.date(), []).append(start)
    days = list(by_day.values())[:count]
    share = max(1, count // len(days)) if days else 0
    chosen = [start for day in days for start in _evenly(day, share)]
    return tuple(sorted(chosen[:count]))


def offer_at(new: When, draft: Draft) -> datetime | None:
    """Return the one offer that a bare time of day ("half ten") or a bare day means, or None."""
    if not draft.offered or new.choices or new.shift or new.soonest or new.problem:
        return None
    fitting = [
        start
        for start in draft.offered
        if (new.time is None or start.time().replace(tzinfo=None) == new.time)
        and (not new.days or start.date() in new.days)
        and (new.not_before is None or start.time() >= new.not_before)
        and (new.not_after is None or start.time() <= new.not_after)
    ]
    return fitting[0] if len(fitting) == 1 and new.time is not None else None


def _evenly(starts: list[datetime], count: int) -> list[datetime]:
    if len(starts) <= count:
        return starts
    if count == 1:
        return starts[:1]
    step = (len(starts) - 1) / (count - 1)
    return [starts[round(index * step)] for index in range(count)]
