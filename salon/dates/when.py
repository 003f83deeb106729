"""The dates room's answer, `When`, and how a later answer changes an earlier one. Everybody may enter."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from enum import Enum


class Order(Enum):
    """How a salon's clients write 5/3."""

    DAY_MONTH = "day-month"
    MONTH_DAY = "month-day"


class Shift(Enum):
    """Which way a client wants to move without naming a time."""

    LATER = "later"
    EARLIER = "earlier"


class Problem(Enum):
    """Why the day or time stated can't be meant."""

    PAST = "past"
    NO_SUCH_DATE = "no-such-date"


@dataclass(frozen=True)
class DateRules:
    """Say how this salon's dates are written and when it is open.

    `hours` maps `date.weekday()` (0 is Monday) to opening and closing, local time; None or a missing day means closed.
    """

    order: Order
    hours: Mapping[int, tuple[dt.time, dt.time] | None]

    def is_open(self, day: dt.date) -> bool:
        """Tell whether the salon opens at all on that weekday."""
        return self.hours.get(day.weekday()) is not None


@dataclass(frozen=True)
class When:
    """Hold what a text says about day and time; naive, in the salon's zone. Falsy when it says nothing.

    days: the days meant, sorted; empty when none is said, several when any of them will do.
    time: the exact start. not_before, not_after: bounds of the start, both included.
    shift: "a bit later", without a time. day_shift: days to add to the day under discussion ("a week later" is 7).
    same_time: the time under discussion stays. soonest: the first start there is.
    choices: the readings of an ambiguous day, sorted; `days` is empty then.
    not_days: days refused ("not thursday"), sorted; a refused weekday stands for its dates of the next two weeks,
        and for that talked of.
    problem: set when a day or time was stated that can't be meant; for a past time today `days` still holds today.
    spans: the parts of the text that were read, as sorted (start, end), end excluded.
    """

    days: tuple[dt.date, ...] = ()
    time: dt.time | None = None
    not_before: dt.time | None = None
    not_after: dt.time | None = None
    shift: Shift | None = None
    day_shift: int = 0
    same_time: bool = False
    soonest: bool = False
    choices: tuple[dt.date, ...] = ()
    not_days: tuple[dt.date, ...] = ()
    problem: Problem | None = None
    spans: tuple[tuple[int, int], ...] = field(default=())

    def __bool__(self) -> bool:
        """Tell whether anything was read."""
        return any(getattr(self, each.name) for each in fields(self) if each.name not in ("spans", *_CLOCKS)) or any(
            getattr(self, name) is not None for name in _CLOCKS
        )


# A time of midnight counts as said, so these are compared to None and not by truth.
_CLOCKS = ("time", "not_before", "not_after")


def merge(known: When, new: When) -> When:
    """Return `known` as corrected by `new`: what `new` does not speak of stays.

    A new day keeps the old time. An exact time drops the old window and a window drops the old exact time; one bound
    keeps the other where they agree. Refused days are taken out and stay refused until they are named again. `shift`
    and `day_shift` are handed on, not applied.
    """
    if new == When():
        return known
    merged = _merge_days(known, new)
    merged = _merge_times(merged, new)
    return replace(merged, problem=new.problem, spans=new.spans or known.spans)


def _merge_days(known: When, new: When) -> When:
    """Return `known` with the days of `new`."""
    if new.days or new.choices:
        return replace(
            known,
            days=new.days,
            choices=new.choices,
            not_days=tuple(sorted({*known.not_days, *new.not_days} - {*new.days})),
            day_shift=new.day_shift,
            soonest=new.soonest,
        )
    if new.soonest:
        # "Whatever comes first" takes back the day and the exact time, but not "only mornings".
        return replace(known, days=(), choices=(), time=None, day_shift=0, soonest=True, not_days=new.not_days)
    refused = set(new.not_days)
    days = tuple(day for day in known.days if day not in refused)
    choices = tuple(day for day in known.choices if day not in refused)
    if len(choices) == 1:
        days, choices = choices, ()
    return replace(
        known,
        days=days,
        choices=choices,
        not_days=tuple(sorted({*known.not_days, *new.not_days})),
        day_shift=new.day_shift or known.day_shift,
    )


def _merge_times(known: When, new: When) -> When:
    """Return `known` with the times of `new`."""
    if new.time is not None:
        return replace(known, time=new.time, not_before=None, not_after=None, shift=new.shift, same_time=False)
    if new.not_before is None and new.not_after is None:
        return replace(known, shift=new.shift or known.shift, same_time=new.same_time or known.same_time)
    start = new.not_before if new.not_before is not None else known.not_before
    end = new.not_after if new.not_after is not None else known.not_after
    if start is not None and end is not None and start > end:
        start, end = new.not_before, new.not_after
    return replace(known, time=None, not_before=start, not_after=end, shift=new.shift, same_time=new.same_time)
