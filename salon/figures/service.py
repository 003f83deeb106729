"""Counts a period, and the one before it. Doors enter here; nothing is written.

What was counted when: conversations by when they were begun, with all that became of them since; messages, hand-offs,
ratings, and the making, moving and cancelling of appointments by when that happened; visits missed by when they were due.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from salon.clock import Clock
from salon.db import Database
from salon.figures import store
from salon.figures.cohorts import cohort
from salon.figures.counts import Appointments, Counts
from salon.figures.periods import Period, custom_period, local_hour, preset_period
from salon.figures.summing import handoff_counts, sums, topic_counts


@dataclass(frozen=True)
class Report:
    """A period and the one before it, on one channel, or on all with None."""

    period: Period
    channel: str | None
    now: Counts
    before: Counts


class Figures:
    """How the salon and its bot are doing."""

    def __init__(self, database: Database, clock: Clock, zone: ZoneInfo) -> None:
        self._database = database
        self._clock = clock
        self._zone = zone

    def period(self, preset: str, first: str = "", last: str = "") -> Period:
        """Return the period of a name or, where days are given, between those; one day alone is a period of its own.

        Raises:
            BadInput: there is no such name or day, or the days are no period.
        """
        if first or last:
            return custom_period(first or last, last or first, self._clock(), self._zone)
        return preset_period(preset, self._clock(), self._zone)

    def channels(self) -> Sequence[str]:
        """Return the channels that conversations came by."""
        with self._database.reading() as session:
            return store.channels(session)

    def report(self, period: Period, channel: str | None = None) -> Report:
        """Return what is counted of the period and of the one before; a channel that nobody came by has no counts."""
        with self._database.reading() as session:
            now, before = (self._count(session, one, channel) for one in (period, period.before()))
        return Report(period, channel, now, before)

    def _count(self, session: Session, period: Period, channel: str | None) -> Counts:
        span = store.Span(period.since, period.until, channel)
        begun = [(*local_hour(quarter, self._zone), count) for quarter, count in store.begun_by_quarter(session, span)]
        lines = store.lines_by_quarter(session, span)
        clients = [(*local_hour(quarter, self._zone), count) for quarter, author, count in lines if author == "client"]
        return Counts(
            cohort=cohort(store.conversations(session, span)),
            begun_by_day=sums((day, count) for day, _, count in begun),
            begun_by_hour=sums((hour, count) for _, hour, count in begun),
            messages=sums((author, count) for _, author, count in lines),
            messages_by_day=sums((day, count) for day, _, count in clients),
            messages_by_hour=sums(((day.weekday(), hour), count) for day, hour, count in clients),
            topics=topic_counts(store.topics(session, span)),
            latencies=store.latencies(session, span),
            misses=store.misses(session, span),
            handoffs=handoff_counts(store.handoffs(session, span)),
            appointments=Appointments(*store.appointments(session, span)),
            stars=store.stars(session, span),
            red_flags=store.red_flags(session, span),
        )
