"""Reports to be drawn: of nothing, and of a busy week."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from salon.figures.cohorts import Cohort
from salon.figures.counts import Appointments, Counts, HandoffCount, TopicCount
from salon.figures.periods import Period, preset_period
from salon.figures.service import Report

NOW = datetime(2027, 3, 1, 10, tzinfo=UTC)
NOTHING = Counts(Cohort(), {}, {}, {}, {}, {}, (), {}, {}, (), Appointments(), {}, {})
BUSY = Counts(
    cohort=Cohort(40, 30, 20, 16, 8, 6, 4),
    begun_by_day={date(2027, 3, 1): 40},
    begun_by_hour={9: 40},
    messages={"client": 100, "bot": 110, "staff": 3},
    messages_by_day={date(2027, 2, 28): 100},
    messages_by_hour={(6, 9): 100},
    topics=(TopicCount("price", 50, 0.75), TopicCount("ask_pores", 5, None)),
    latencies={60: 90, 400: 10},
    misses={"failed": 1, "not_understood": 9},
    handoffs=(HandoffCount("asked", 3, (30.0, 90.0)), HandoffCount("new_reason", 1, ())),
    appointments=Appointments(4, 1, 2, 1),
    stars={5: 3, 1: 1},
    red_flags={"crisis": 2},
)


def period(preset: str = "7-days") -> Period:
    """Return the period until Monday, 1 March 2027, 10:00."""
    return preset_period(preset, NOW, ZoneInfo("Europe/London"))


def report(now: Counts = BUSY, before: Counts = NOTHING, preset: str = "7-days", channel: str | None = None) -> Report:
    """Return a report of these counts."""
    return Report(period(preset), channel, now, before)
