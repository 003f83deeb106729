"""The figures as tables, for the page and for CSV, each row with the conversations behind it. Pure; doors enter."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from salon.conversations.handoffs import REASONS
from salon.figures.counts import share
from salon.figures.definitions import FAILED, NOT_UNDERSTOOD, OUTSIDE
from salon.figures.heat_map import DAYS
from salon.figures.service import Report
from salon.inbox.filters import Filters

Cell = str | float | None
TEXT, COUNT, SHARE, SECONDS, MILLISECONDS, STARS = "text", "count", "share", "seconds", "milliseconds", "stars"


@dataclass(frozen=True)
class Column:
    """What stands in a column; `kind` says how it is written: a share is 0..1, the others bear their unit's name."""

    name: str
    kind: str = COUNT


@dataclass(frozen=True)
class Row:
    """One row: a cell for each column, and the filters that show the conversations behind it; None if none do."""

    cells: tuple[Cell, ...]
    behind: Filters | None = None


@dataclass(frozen=True)
class Table:
    """One table; `name` is its file's."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def tables(report: Report) -> dict[str, Table]:
    """Return all tables of a report by name, in the order of the page."""
    made = [make(report, base_filters(report)) for make in _TABLES]
    return {table.name: table for table in made}


def base_filters(report: Report) -> Filters:
    """Return the filters that show the conversations in which something was said in the report's period."""
    return Filters(since=report.period.first, until=report.period.last, channel=report.channel)


def funnel_steps(report: Report) -> list[tuple[str, int]]:
    """Return the steps from the chat's beginning to an appointment, with how many conversations came so far."""
    cohort = report.now.cohort
    return [
        ("Opened the chat", cohort.begun),
        ("Asked about a treatment or a price", cohort.asked),
        ("Began to book", cohort.began),
        ("Picked a time", cohort.picked),
        ("Booked", cohort.booked),
    ]


def spoken(name: str) -> str:
    """Return a stored name, such as a topic's, as it is read."""
    return _SPOKEN.get(name, name.replace("_", " "))


def reason_name(reason: str) -> str:
    """Return why staff were called, in words."""
    return REASONS.get(reason, spoken(reason))


def _summary(report: Report, base: Filters) -> Table:
    now, before = report.now, report.before
    measures: list[tuple[str, Cell, Cell, Filters | None]] = [
        ("Conversations begun", now.cohort.begun, before.cohort.begun, base),
        ("Conversations with a message", now.cohort.wrote, before.cohort.wrote, base),
        ("Answered without a person", now.cohort.alone, before.cohort.alone, None),
        ("Messages of clients", now.messages.get("client", 0), before.messages.get("client", 0), base),
        ("Messages of the bot", now.messages.get("bot", 0), before.messages.get("bot", 0), None),
        ("Messages of staff", now.messages.get("staff", 0), before.messages.get("staff", 0), None),
        ("Messages that the bot answered", now.answered, before.answered, None),
        ("Messages without a real answer", now.missed, before.missed, replace(base, missed=True)),
        ("Ratings", now.rated, before.rated, None),
    ]
    rows = tuple(Row((name, one, other), behind) for name, one, other, behind in measures)
    return Table("summary", "In numbers", (Column("measure", TEXT), Column("now"), Column("before")), rows)


def _days(report: Report, base: Filters) -> Table:
    now = report.now
    rows = tuple(
        Row(
            (day.isoformat(), now.begun_by_day.get(day, 0), now.messages_by_day.get(day, 0)),
            replace(base, since=day, until=day),
        )
        for day in report.period.days
    )
    columns = (Column("day", TEXT), Column("conversations begun"), Column("messages of clients"))
    return Table("days", "Day by day", columns, rows)


def _funnel(report: Report, base: Filters) -> Table:
    behind = (base, None, replace(base, topics=("book_appointment",)), None, replace(base, booked=True))
    first = report.now.cohort.begun
    rows = tuple(
        Row((name, count, share(count, first)), filters)
        for (name, count), filters in zip(funnel_steps(report), behind, strict=True)
    )
    return Table("funnel", "From the chat to an appointment", (_STEP, _CONVERSATIONS, _SHARE), rows)


def _appointments(report: Report, base: Filters) -> Table:
    now, before = report.now.appointments, report.before.appointments
    rows = (
        Row(("made", now.made, before.made), replace(base, booked=True)),
        Row(("moved", now.moved, before.moved), replace(base, topics=("reschedule_appointment",))),
        Row(("cancelled", now.cancelled, before.cancelled), replace(base, topics=("cancel_appointment",))),
        Row(("not come to", now.no_shows, before.no_shows)),
    )
    return Table(
        "appointments",
        "Appointments from the chat",
        (Column("appointments", TEXT), Column("now"), Column("before")),
        rows,
    )


def _topics(report: Report, base: Filters) -> Table:
    answered = report.now.answered
    before = {one.topic: one.messages for one in report.before.topics}
    rows = tuple(
        Row(
            (
                spoken(one.topic),
                one.messages,
                share(one.messages, answered),
                one.confidence,
                before.get(one.topic, 0),
            ),
            replace(base, topics=(one.topic,)),
        )
        for one in report.now.topics
    )
    columns = (Column("topic", TEXT), _MESSAGES, _SHARE, Column("confidence", SHARE), Column("before"))
    return Table("topics", "What clients ask", columns, rows)


def _misses(report: Report, base: Filters) -> Table:
    now, before = report.now, report.before
    rows = tuple(
        Row(
            (
                name,
                now.misses.get(kind, 0),
                share(now.misses.get(kind, 0), now.answered),
                before.misses.get(kind, 0),
            ),
            replace(base, missed=True) if now.misses.get(kind) else None,
        )
        for kind, name in MISS_NAMES.items()
    )
    columns = (Column("why", TEXT), _MESSAGES, _SHARE, Column("before"))
    return Table("misses", "Without a real answer", columns, rows)


def _handoffs(report: Report, base: Filters) -> Table:
    rows = tuple(
        Row(
            (
                reason_name(one.reason),
                one.handoffs,
                len(one.waits),
                one.median_wait,
                one.p90_wait,
            ),
            _behind_handoff(one.reason, base),
        )
        for one in report.now.handoffs
    )
    columns = (
        Column("reason", TEXT),
        Column("hand-offs"),
        Column("taken"),
        Column("median wait, seconds", SECONDS),
        Column("90 % within, seconds", SECONDS),
    )
    return Table("handoffs", "Hand-offs to a person", columns, rows)


def _ratings(report: Report, base: Filters) -> Table:
    stars, rated = report.now.stars, report.now.rated
    rows = tuple(
        Row((name, stars.get(star, 0), share(stars.get(star, 0), rated)), replace(base, rating=str(star)))
        for star, name in STAR_NAMES.items()
    )
    return Table("ratings", "How content clients are", (Column("rating", TEXT), _CONVERSATIONS, _SHARE), rows)


def _hours(report: Report, base: Filters) -> Table:
    counts = report.now.messages_by_hour
    rows = tuple(Row((day, *(counts.get((index, hour), 0) for hour in range(24)))) for index, day in enumerate(DAYS))
    columns = (Column("messages of clients", TEXT), *(Column(f"{hour}:00") for hour in range(24)))
    return Table("hours", "Busiest hours", columns, rows)


def _latency(report: Report, base: Filters) -> Table:
    rows = tuple(
        Row((name, report.now.latency(percent), report.before.latency(percent)))
        for percent, name in ((50, "half of the messages"), (95, "95 % of the messages"))
    )
    columns = (
        Column("answered within", TEXT),
        Column("now, milliseconds", MILLISECONDS),
        Column("before, milliseconds", MILLISECONDS),
    )
    return Table("response-times", "How fast the bot answers", columns, rows)


def _red_flags(report: Report, base: Filters) -> Table:
    now, before = report.now.red_flags, report.before.red_flags
    rows = tuple(
        Row((spoken(level), now.get(level, 0), before.get(level, 0)), replace(base, flag=level))
        for level in RED_FLAG_LEVELS
    )
    return Table("red-flags", "Red flags", (Column("gravest level", TEXT), _CONVERSATIONS, Column("before")), rows)


def _behind_handoff(reason: str, base: Filters) -> Filters | None:
    """Return the filters nearest to a reason; the inbox filters by what was said, not by why staff were called."""
    topics = {"asked": "talk_to_human", "complaint": "complaint"}
    if reason in topics:
        return replace(base, topics=(topics[reason],))
    if reason in {"lost", "failure"}:
        return replace(base, missed=True)
    return replace(base, flag="any") if reason == "red_flag" else None


MISS_NAMES = {NOT_UNDERSTOOD: "not understood", OUTSIDE: "nothing for the salon", FAILED: "something failed"}
STAR_NAMES = {star: f"{star} stars" if star > 1 else "1 star" for star in range(5, 0, -1)}
RED_FLAG_LEVELS = ("emergency", "crisis", "doctor")
_SPOKEN = {"out_of_scope": "other topics"}
"""Small talk, products, marks and more count as this topic (`bot/topics.yml`); most of them are answered."""
_CONVERSATIONS, _MESSAGES = Column("conversations"), Column("messages")
_SHARE, _STEP = Column("share", SHARE), Column("step", TEXT)
_TABLES: Sequence[Callable[[Report, Filters], Table]] = (
    _summary,
    _days,
    _funnel,
    _appointments,
    _topics,
    _misses,
    _handoffs,
    _ratings,
    _hours,
    _latency,
    _red_flags,
)
