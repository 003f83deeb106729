"""What one phrase says: a day, a clock time, a part of the day. A part of the dates room, shared by its readers."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from salon.dates.reckoning import coming, in_its_week
from salon.dates.when import DateRules, Problem


@dataclass(frozen=True)
class Context:
    """Hold what every reader needs: the moment (naive, salon's zone), the salon's rules, and the days talked of.

    talked_of: as in `read_when`.
    """

    now: datetime
    rules: DateRules
    talked_of: tuple[date, ...] = ()

    @property
    def today(self) -> date:
        """Return the day of `now`."""
        return self.now.date()

    def named(self, weekday: int) -> date:
        """Return the day that a bare weekday means: one of those talked of, or one of their week; else the coming one.

        Who corrects "Tuesday the 8th" to "Wednesday" thinks of the 9th, whichever Wednesday comes first.
        """
        to_come = [day for day in self.talked_of if day >= self.today]
        if not to_come:
            return coming(weekday, self.today)
        same = (day for day in to_come if day.weekday() == weekday)
        return next(same, in_its_week(weekday, to_come[0], self.today))

    def open_days(self, first: date, last: date) -> tuple[date, ...]:
        """Return the days from `first` to `last`, both included, that are open and not past."""
        first = max(first, self.today)
        days = (first + timedelta(days=step) for step in range((last - first).days + 1))
        return tuple(day for day in days if self.rules.is_open(day))


NOON = 12  # hours above it are of the 24-hour clock


class Kind(Enum):
    """What sort of phrase a day came from; it decides how phrases side by side are joined."""

    DATE = "date"  # the 5th of march, tomorrow
    NUMBER = "number"  # the 5th
    WEEKDAY = "weekday"  # friday
    STRETCH = "stretch"  # next week
    ANY = "any"  # any day: gives way to every other phrase


@dataclass(frozen=True)
class DayPiece:
    """Hold the days of one phrase; `choices` instead of `days` when it can be read in two ways."""

    start: int
    end: int
    kind: Kind
    days: tuple[date, ...] = ()
    choices: tuple[date, ...] = ()
    problem: Problem | None = None
    refused: bool = False

    @property
    def all_days(self) -> tuple[date, ...]:
        """Return every day that it may mean."""
        return self.days or self.choices


class Half(Enum):
    """Which half of the day an hour lies in; GIVEN when it was written on the 24-hour clock."""

    AM = "am"
    PM = "pm"
    GIVEN = "given"


@dataclass(frozen=True)
class ClockPiece:
    """Hold one clock time as written; `half` is None while 5 may still be morning or evening."""

    start: int
    end: int
    hour: int
    minute: int = 0
    half: Half | None = None


class Bound(Enum):
    """How a clock time bounds the start."""

    AT = "at"
    FROM = "from"
    UNTIL = "until"
    BEFORE = "before"  # not at that time itself


@dataclass(frozen=True)
class TimePiece:
    """Hold one phrase of time: an exact start, or a window of which one end may be open."""

    start: int
    end: int
    at: ClockPiece | None = None
    first: ClockPiece | None = None
    last: ClockPiece | None = None
    before: bool = False  # `last` itself is excluded
    part: bool = False  # a part of the day ("morning"): gives way to an exact time
    half: Half | None = None  # what a part of the day says about a clock time beside it
    refused: bool = False
