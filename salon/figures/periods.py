"""Which days are counted, and which they are compared with. Pure; the room and its doors enter.

Days are local to the salon. Their bounds are reckoned here, in UTC, so that no database has to know a zone.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from salon.errors import BadInput

PRESETS = {"today": 1, "7-days": 7, "30-days": 30, "90-days": 90}
"""Periods with a name, and how many days they have; the last is today."""
LONGEST_DAYS = 366


@dataclass(frozen=True)
class Period:
    """Some local days in a row, and the moments (UTC) between which they lie.

    first, last: both are counted. until: not counted itself; while the last day is running it is the present moment.
    preset: the name under which it was asked for, or None.
    """

    first: date
    last: date
    since: datetime
    until: datetime
    zone: ZoneInfo
    preset: str | None = None

    @property
    def days(self) -> list[date]:
        """Return the local days, in order."""
        return [self.first + timedelta(days=index) for index in range((self.last - self.first).days + 1)]

    @property
    def is_running(self) -> bool:
        """Tell whether its last day is not over."""
        return self.until < _midnight(self.last + timedelta(days=1), self.zone)

    def before(self) -> "Period":
        """Return as many days just before; of a running day it has the hours until the same time by the clock."""
        shift = timedelta(days=len(self.days))
        first, last = self.first - shift, self.last - shift
        until = _midnight(last + timedelta(days=1), self.zone)
        if self.is_running:
            local = self.until.astimezone(self.zone)
            until = datetime.combine(local.date() - shift, local.time(), self.zone).astimezone(UTC)
        return Period(first, last, _midnight(first, self.zone), until, self.zone)


def preset_period(name: str, now: datetime, zone: ZoneInfo) -> Period:
    """Return the period of that name, up to now.

    Raises:
        BadInput: there is no such period.
    """
    if name not in PRESETS:
        raise BadInput(f"the period is one of {', '.join(PRESETS)}, or two days")
    today = now.astimezone(zone).date()
    return _period(today - timedelta(days=PRESETS[name] - 1), today, now, zone, name)


def custom_period(first: str, last: str, now: datetime, zone: ZoneInfo) -> Period:
    """Return the period between two days, written like 2027-03-01; days to come are left out.

    Raises:
        BadInput: one of them is no day, they are the wrong way round or too far apart, or the first is to come.
    """
    begin, end = _day(first), _day(last)
    today = now.astimezone(zone).date()
    if begin > end:
        raise BadInput(f"the first day, {begin}, comes after the last, {end}")
    if begin > today:
        raise BadInput(f"{begin} is still to come; choose a day until {today}")
    if (end - begin).days >= LONGEST_DAYS:
        raise BadInput(f"a period has {LONGEST_DAYS} days at most")
    return _period(begin, min(end, today), now, zone, None)


def local_hour(quarter: int, zone: ZoneInfo) -> tuple[date, int]:
    """Return the local day and hour of a quarter of an hour that begins so many seconds after 1970 began in UTC.

    Every zone is a whole number of quarters from UTC, so a quarter never lies in two hours of any.
    """
    local = datetime.fromtimestamp(quarter, zone)
    return local.date(), local.hour


QUARTER_SECONDS = 900


def _period(first: date, last: date, now: datetime, zone: ZoneInfo, preset: str | None) -> Period:
    until = min(_midnight(last + timedelta(days=1), zone), now.astimezone(UTC))
    return Period(first, last, _midnight(first, zone), until, zone, preset)


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.min
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise BadInput("a day is written like 2027-03-01")
    return day


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


_FIRST_YEAR, _LAST_YEAR = 2000, 2999
