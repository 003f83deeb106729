"""The figures that are read first, each with what it was in the period before. Pure; doors enter."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from salon.figures.charts import by_day
from salon.figures.line_chart import sparkline
from salon.figures.percentiles import percentile
from salon.figures.service import Report
from salon.figures.tables import COUNT, MILLISECONDS, SECONDS, SHARE, STARS, base_filters
from salon.figures.writing import written
from salon.inbox.filters import Filters

GOOD, BAD, CALM = "good", "bad", "calm"


@dataclass(frozen=True)
class Change:
    """How a figure differs from what it was: how far in words, up or down, and whether that is good, bad or neither."""

    words: str
    up: bool
    tone: str


@dataclass(frozen=True)
class Tile:
    """One figure. `change` is None where there is nothing to compare; `detail` adds what it is made of."""

    name: str
    value: str
    before: str
    change: Change | None
    detail: str = ""
    behind: Filters | None = None
    spark: str = ""


def tiles(report: Report) -> list[Tile]:
    """Return the figures in the order in which they are read."""
    return [
        _conversations(report),
        _alone(report),
        _missed(report),
        _booked(report),
        _rating(report),
        _wait(report),
        _messages(report),
        _speed(report),
    ]


def change(now: float | None, before: float | None, kind: str, *, more_is: str = CALM) -> Change | None:
    """Return how a figure changed as it is written.

    None if one is not known or both read the same, and if what is counted was not there at all before.

    Args:
        more_is: good, bad, or neither; a small change is neither.
    """
    if now is None or before is None or written(now, kind) == written(before, kind) or (kind == COUNT and not before):
        return None
    up = now > before
    small = kind != SHARE and abs(now - before) < before * _SMALL
    tone = CALM if small or more_is == CALM else more_is if up else {GOOD: BAD, BAD: GOOD}[more_is]
    return Change(_distance(abs(now - before), before, kind), up, tone)


def _distance(distance: float, before: float, kind: str) -> str:
    if kind == SHARE:
        points = max(1, round(distance * 100))
        return f"{points} point{'s' if points > 1 else ''}"
    far = written(distance, kind)
    return f"{far} ({distance / before:.0%})" if kind == COUNT and before >= _ENOUGH else far


def _conversations(report: Report) -> Tile:
    now, before = report.now.cohort, report.before.cohort
    return _tile(
        "Conversations begun",
        (now.begun, before.begun, COUNT),
        detail=f"{now.wrote:,} with a message of the client",
        behind=base_filters(report),
        spark=_spark("conversations", report, report.now.begun_by_day, "Conversations begun, day by day"),
    )


def _alone(report: Report) -> Tile:
    now = report.now
    return _tile(
        "Answered without a person",
        (now.alone_share, report.before.alone_share, SHARE),
        GOOD,
        detail=f"{now.cohort.alone:,} of {now.cohort.wrote:,} conversations with a message",
    )


def _missed(report: Report) -> Tile:
    now = report.now
    return _tile(
        "Without a real answer",
        (now.missed_share, report.before.missed_share, SHARE),
        BAD,
        detail=f"{now.missed:,} of {now.answered:,} messages",
        behind=replace(base_filters(report), missed=True),
    )


def _booked(report: Report) -> Tile:
    made, begun = report.now.appointments.made, report.now.cohort
    share = f"{begun.booked / begun.begun:.0%} of the conversations booked" if begun.begun else ""
    return _tile(
        "Booked from the chat",
        (made, report.before.appointments.made, COUNT),
        GOOD,
        detail=share,
        behind=replace(base_filters(report), booked=True),
    )


def _rating(report: Report) -> Tile:
    rated = report.now.rated
    return _tile(
        "Rating",
        (report.now.mean_stars, report.before.mean_stars, STARS),
        GOOD,
        detail=f"of 5 stars, {rated:,} rating{'' if rated == 1 else 's'}",
    )


def _wait(report: Report) -> Tile:
    waits = report.now.waits
    calls = sum(one.handoffs for one in report.now.handoffs)
    slow = written(percentile(waits, 90), SECONDS)
    return _tile(
        "Wait for a person",
        (percentile(waits, 50), percentile(report.before.waits, 50), SECONDS),
        BAD,
        detail=f"median of {len(waits):,} taken, of {calls:,} hand-offs; nine of ten within {slow}",
    )


def _messages(report: Report) -> Tile:
    now = report.now.messages
    return _tile(
        "Messages of clients",
        (now.get("client", 0), report.before.messages.get("client", 0), COUNT),
        detail=f"{now.get('bot', 0):,} of the bot, {now.get('staff', 0):,} of staff",
        behind=base_filters(report),
        spark=_spark("messages", report, report.now.messages_by_day, "Messages of clients, day by day"),
    )


def _speed(report: Report) -> Tile:
    return _tile(
        "Bot's answer within",
        (report.now.latency(50), report.before.latency(50), MILLISECONDS),
        BAD,
        detail=f"half of the messages; 95 % within {written(report.now.latency(95), MILLISECONDS)}",
    )


def _tile(
    name: str,
    figure: tuple[float | None, float | None, str],
    more_is: str = CALM,
    *,
    detail: str = "",
    behind: Filters | None = None,
    spark: str = "",
) -> Tile:
    now, before, kind = figure
    changed = change(now, before, kind, more_is=more_is)
    return Tile(name, written(now, kind), written(before, kind), changed, detail, behind, spark)


def _spark(key: str, report: Report, counts: Mapping[date, int], title: str) -> str:
    """Return the small line of a period of several days; one day alone has none."""
    days = report.period.days
    return sparkline(f"{key}-spark", by_day(counts, days), title) if len(days) > 1 else ""


_SMALL = 0.05
"""A change by less than this share is neither good nor bad."""
_ENOUGH = 10
"""A change of fewer than so many is not worth a percentage."""
