"""All charts of a report, each drawn twice: for a wide page and for a narrow one. Pure; doors enter.

A drawing is scaled with the page, and its words with it; one for both would be unreadable on a telephone.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from salon.figures.bar_charts import Bar, bar_chart, funnel
from salon.figures.heat_map import heat_map
from salon.figures.line_chart import Series, line_chart
from salon.figures.service import Report
from salon.figures.tables import STAR_NAMES, funnel_steps, reason_name, spoken
from salon.figures.writing import day_label, period_names


@dataclass(frozen=True)
class Chart:
    """One chart as SVG, for a wide page and for a narrow one. All that came from people in it is escaped."""

    wide: str
    narrow: str


def charts(report: Report) -> dict[str, Chart]:
    """Return the charts by the names of their tables."""
    return {
        name: Chart(draw(report, f"{name}-wide", wide), draw(report, f"{name}-narrow", narrow))
        for name, draw, wide, narrow in _CHARTS
    }


def series(report: Report) -> Series:
    """Return the conversations begun, by day, or by hour if there is one day only."""
    now_name, before_name = period_names(report.period)
    days, before = report.period.days, report.period.before().days
    now_counts, before_counts = report.now, report.before
    if len(days) == 1:
        hours = range(24)
        return Series(
            [f"{hour}:00" for hour in hours],
            [now_counts.begun_by_hour.get(hour, 0) for hour in hours],
            [before_counts.begun_by_hour.get(hour, 0) for hour in hours],
            now_name,
            before_name,
        )
    return Series(
        [day_label(day, weekday=len(days) <= _WEEKS) for day in days],
        by_day(now_counts.begun_by_day, days),
        by_day(before_counts.begun_by_day, before),
        now_name,
        before_name,
        report.period.is_running,
    )


def by_day(counts: Mapping[date, int], days: Sequence[date]) -> list[int]:
    """Return the counts of days in order; a day without any has 0."""
    return [counts.get(day, 0) for day in days]


def _days(report: Report, key: str, width: float) -> str:
    return line_chart(key, series(report), "Conversations begun", "conversations begun", width)


def _funnel(report: Report, key: str, width: float) -> str:
    return funnel(key, funnel_steps(report), "From the chat to an appointment", width)


def _topics(report: Report, key: str, width: float) -> str:
    before = {one.topic: one.messages for one in report.before.topics}
    answered = report.now.answered
    bars = [
        Bar(spoken(one.topic), one.messages, _count(one.messages, answered), before.get(one.topic, 0))
        for one in report.now.topics[:_MOST_BARS]
    ]
    return bar_chart(key, bars, "What clients ask, by topic", width)


def _handoffs(report: Report, key: str, width: float) -> str:
    before = {one.reason: one.handoffs for one in report.before.handoffs}
    bars = [
        Bar(reason_name(one.reason), one.handoffs, f"{one.handoffs:,}", before.get(one.reason, 0))
        for one in report.now.handoffs[:_MOST_BARS]
    ]
    return bar_chart(key, bars, "Hand-offs by reason", width)


def _ratings(report: Report, key: str, width: float) -> str:
    stars, rated = report.now.stars, report.now.rated
    bars = [Bar(name, stars.get(star, 0), _count(stars.get(star, 0), rated)) for star, name in STAR_NAMES.items()]
    return bar_chart(key, bars, "Ratings by stars", width)


def _hours(report: Report, key: str, width: float) -> str:
    return heat_map(
        key, report.now.messages_by_hour, "Messages of clients by weekday and hour", width, upright=width < _UPRIGHT
    )


def _count(count: int, of: int) -> str:
    return f"{count:,} · {count / of:.0%}" if of else f"{count:,}"


_WEEKS, _MOST_BARS, _UPRIGHT = 14, 8, 600
_FULL, _HALF, _NARROW = 900.0, 420.0, 320.0
_CHARTS: Sequence[tuple[str, Callable[[Report, str, float], str], float, float]] = (
    ("days", _days, _FULL, _NARROW),
    ("funnel", _funnel, _HALF, _NARROW),
    ("topics", _topics, _HALF, _NARROW),
    ("handoffs", _handoffs, _HALF, _NARROW),
    ("ratings", _ratings, _HALF, _NARROW),
    ("hours", _hours, _FULL, _NARROW),
)
