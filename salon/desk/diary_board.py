"""Lays the diary out: which rows and columns of a grid everything takes. Pure; the diary's pages enter.

A row is five minutes. One day alone is drawn in real time, so that the nights when the clocks change come out right;
a week shares one axis of local times. Rows and columns become classes of `static/diary-grid.css`, for the desk's policy
allows no style attributes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from salon.booking.appointments import AppointmentView, Status
from salon.booking.diary import LATE_ENTRY_MINUTES
from salon.booking.diary_entries import BlockView, DiaryDay

STEP = timedelta(minutes=5)
ROW_MINUTES, HOUR, WHOLE_DAY = 5, 60, 24 * 60
USUAL_HOURS = (9 * HOUR, 18 * HOUR)
"""Shown of a closed day on which nothing happens."""
Entry = AppointmentView | BlockView


@dataclass(frozen=True)
class Place:
    """Where a thing stands: rows and columns count from 1, `lane` is 1 or 2 where two share a column."""

    row: int
    rows: int
    column: int
    width: int = 1
    lane: int = 0

    def __str__(self) -> str:
        """Return the classes."""
        lane = f" lane-{self.lane}" if self.lane else ""
        return f"r-{self.row} s-{self.rows} c-{self.column} w-{self.width}{lane}"


@dataclass(frozen=True)
class Column:
    """One cosmetologist on one day; `booked` counts her appointments, `tint` is her place in the team."""

    day: date
    who: str
    tint: int
    booked: int
    place: Place


@dataclass(frozen=True)
class Placed:
    """An appointment or block in its place."""

    entry: Entry
    place: Place
    tint: int
    is_past: bool
    is_now: bool

    @property
    def is_block(self) -> bool:
        """Whether it is blocked time."""
        return isinstance(self.entry, BlockView)


@dataclass(frozen=True)
class Free:
    """A start at which nothing stands in the way yet, to be tapped."""

    starts_at: datetime
    who: str
    place: Place


@dataclass(frozen=True)
class Board:
    """A day or a week, laid out. `hours` are the axis: moments' places with what is written there."""

    columns: Sequence[Column]
    days: Sequence[tuple[date, Place]]
    hours: Sequence[tuple[str, Place]]
    shut: Sequence[Place]
    placed: Sequence[Placed]
    free: Sequence[Free]
    rows: int
    now: Place | None
    begins_at: datetime | None


@dataclass(frozen=True)
class _Axis:
    """Turns moments of a day into rows."""

    first: int
    last: int
    zone: ZoneInfo
    is_real: bool

    @property
    def minutes(self) -> range:
        return range(self.first, self.last, HOUR)

    def moment(self, day: date, minute: int) -> datetime:
        """Return that local minute of the day."""
        whole, rest = divmod(minute, WHOLE_DAY)
        return datetime.combine(day + timedelta(days=whole), time(rest // HOUR, rest % HOUR), self.zone)

    def rows_before(self, day: date, moment: datetime) -> int:
        """Return how many rows lie before the moment, none to all."""
        if self.is_real:
            begins = self.moment(day, self.first).astimezone(UTC)
            passed = (moment.astimezone(UTC) - begins) / STEP
        else:
            passed = (minute_of(day, moment.astimezone(self.zone)) - self.first) / ROW_MINUTES
        return max(0, min(self.rows(day), int(passed)))

    def rows(self, day: date) -> int:
        """Return how many rows the day has."""
        if not self.is_real:
            return (self.last - self.first) // ROW_MINUTES
        length = self.moment(day, self.last).astimezone(UTC) - self.moment(day, self.first).astimezone(UTC)
        return length // STEP

    def span(self, day: date, since: datetime, until: datetime) -> tuple[int, int] | None:
        """Return (row, rows) of [since, until) as far as it is shown; None: not at all."""
        first, last = self.rows_before(day, since), self.rows_before(day, until)
        return (first + 1, last - first) if last > first else None

    def hours(self, day: date) -> list[tuple[str, Place]]:
        if not self.is_real:
            marks = [(f"{minute // HOUR:02}:00", (minute - self.first) // ROW_MINUTES) for minute in self.minutes]
        else:
            begins, hour = self.moment(day, self.first).astimezone(UTC), timedelta(hours=1)
            moments = [begins + index * hour for index in range(-(-self.rows(day) // 12))]
            marks = [(f"{one.astimezone(self.zone):%H:%M}", (one - begins) // STEP) for one in moments]
        return [(label, Place(row + 1, 12, 1)) for label, row in marks]


def build_board(
    days: Sequence[DiaryDay], team: Sequence[str], now: datetime, zone: ZoneInfo, *, every_minutes: int = 30
) -> Board:
    """Return the layout of one day, or of several beside each other; closed days without anything are left out then.

    Args:
        days: in order.
        team: ids of the cosmetologists, each a column of every day.
        now: the present moment.
        zone: the salon's.
        every_minutes: apart lie the starts to be tapped, from opening.
    """
    shown = [day for day in days if len(days) == 1 or day.opens or _live(day) or day.blocks] or list(days[:1])
    axis = _Axis(*_hours(shown), zone, is_real=len(shown) == 1)
    board_days, columns, placed, free, shut = [], [], [], [], []
    for index, day in enumerate(shown):
        first = 2 + index * len(team)
        board_days.append((day.day, Place(1, 1, first, len(team))))
        for offset, who in enumerate(team):
            count = len([one for one in booked(day) if one.cosmetologist_id == who])
            columns.append(Column(day.day, who, offset + 1, count, Place(1, 1, first + offset)))
        entries = _placed(day, team, axis, first, now)
        placed += entries
        shut += [Place(row, rows, first, len(team)) for row, rows in _shut(day, axis)]
        free += _free(day, team, axis, first, now, every_minutes)
    line = _now(shown, team, axis, now)
    begins_at = axis.moment(now.astimezone(zone).date(), axis.first) if line else None
    hours = axis.hours(shown[0].day)
    return Board(columns, board_days, hours, shut, placed, free, axis.rows(shown[0].day), line, begins_at)


def minute_of(day: date, moment: datetime) -> int:
    """Return the local minute of the day at which a local moment lies; before it 0, after it 1440."""
    if moment.date() != day:
        return 0 if moment.date() < day else WHOLE_DAY
    return moment.hour * HOUR + moment.minute


def booked(day: DiaryDay) -> list[AppointmentView]:
    """Return what is neither cancelled nor missed."""
    return [one for one in day.appointments if one.status == Status.BOOKED]


def _live(day: DiaryDay) -> list[AppointmentView]:
    """Return what is not cancelled."""
    return [one for one in day.appointments if one.status != Status.CANCELLED]


def _hours(days: Sequence[DiaryDay]) -> tuple[int, int]:
    """Return the first and last minute of the day to be shown, on full hours; blocks widen nothing."""
    begins = [minute_of(day.day, day.opens) for day in days if day.opens]
    ends = [minute_of(day.day, day.closes) for day in days if day.closes]
    for day in days:
        begins += [minute_of(day.day, one.starts_at) for one in _live(day)]
        ends += [minute_of(day.day, one.ends_at) for one in _live(day)]
    if not begins:
        return USUAL_HOURS
    return min(begins) // HOUR * HOUR, min(WHOLE_DAY, -(-max(ends) // HOUR) * HOUR)


def _placed(day: DiaryDay, team: Sequence[str], axis: _Axis, first: int, now: datetime) -> list[Placed]:
    found: list[Placed] = []
    entries: list[Entry] = [*_live(day), *day.blocks]
    for entry in sorted(entries, key=lambda one: one.starts_at.astimezone(UTC)):
        span = axis.span(day.day, entry.starts_at, entry.ends_at)
        who = entry.cosmetologist_id
        if span is None or not (who is None or who in team):
            continue
        at = team.index(who) if who else 0
        place = Place(*span, first + at, 1 if who else len(team), _lane(day, entry))
        is_now = entry.starts_at <= now < entry.ends_at
        found.append(Placed(entry, place, at + 1 if who else 0, entry.ends_at <= now, is_now))
    return found


def _lane(day: DiaryDay, entry: Entry) -> int:
    """Return 1 for who did not come and whose time another has now, 2 for that other one, 0 for all else."""
    if isinstance(entry, BlockView):
        return 0
    others = [
        one
        for one in _live(day)
        if one.id != entry.id
        and one.cosmetologist_id == entry.cosmetologist_id
        and _touches([one], entry.starts_at.astimezone(UTC), entry.ends_at - entry.starts_at)
    ]
    if not others:
        return 0
    return 1 if entry.status == Status.NO_SHOW else 2


def _shut(day: DiaryDay, axis: _Axis) -> list[tuple[int, int]]:
    """Return (row, rows) of the hours shown in which the salon is closed."""
    begins, ends = axis.moment(day.day, axis.first), axis.moment(day.day, axis.last)
    if day.opens is None or day.closes is None:
        spans = [axis.span(day.day, begins, ends)]
    else:
        spans = [axis.span(day.day, begins, day.opens), axis.span(day.day, day.closes, ends)]
    return [span for span in spans if span]


def _free(day: DiaryDay, team: Sequence[str], axis: _Axis, first: int, now: datetime, every_minutes: int) -> list[Free]:
    if day.opens is None or day.closes is None:
        return []
    length, closes = timedelta(minutes=every_minutes), day.closes.astimezone(UTC)
    busy = {who: _busy(day, who) for who in team}
    found, start = [], day.opens.astimezone(UTC)
    while start + length <= closes:
        span = axis.span(day.day, start, start + length)
        for at, who in enumerate(team):
            if span and start >= now - timedelta(minutes=LATE_ENTRY_MINUTES) and not _touches(busy[who], start, length):
                found.append(Free(start.astimezone(axis.zone), who, Place(*span, first + at)))
        start += length
    return found


def _busy(day: DiaryDay, who: str) -> list[Entry]:
    appointments = [one for one in booked(day) if one.cosmetologist_id == who]
    return [*appointments, *(one for one in day.blocks if one.cosmetologist_id in (None, who))]


def _touches(entries: Sequence[Entry], start: datetime, length: timedelta) -> bool:
    return any(one.starts_at < start + length and one.ends_at > start for one in entries)


def _now(days: Sequence[DiaryDay], team: Sequence[str], axis: _Axis, now: datetime) -> Place | None:
    today = now.astimezone(axis.zone).date()
    index = next((index for index, day in enumerate(days) if day.day == today), None)
    if index is None or not axis.moment(today, axis.first) <= now < axis.moment(today, axis.last):
        return None
    return Place(axis.rows_before(today, now) + 1, 1, 2 + index * len(team), len(team))
