"""Read a client's words as days and times. The door of the dates room; nothing here knows a client or a calendar."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from functools import reduce

from salon.dates.clocks import read_clocks
from salon.dates.corrections import boundaries, moved_away
from salon.dates.day_reader import read_days
from salon.dates.joining import join
from salon.dates.line import Line
from salon.dates.moves import read_moves
from salon.dates.pieces import Context, DayPiece, Half, TimePiece
from salon.dates.refusals import refuse
from salon.dates.traps import cover_traps
from salon.dates.when import DateRules, Problem, When, merge
from salon.dates.windows import read_windows
from salon.dates.within_day import settle_times


def read_when(text: str, *, now: datetime, rules: DateRules, talked_of: Sequence[date] = ()) -> When:
    """Return what a text says about day and time; a falsy `When` when it says nothing.

    Args:
        text: what the client wrote, at most some thousand characters.
        now: the present moment, aware, in the salon's zone; only its wall clock is used.
        rules: how dates are written here and when the salon is open; the hours decide between morning and evening.
        talked_of: the days that the talk has come to, those that count most first. A bare weekday is the first of them
            that falls on it, or lies in the week of the first; without any it is the coming one. Words that say which
            day they mean ("this friday", "tomorrow", "the 2nd") are reckoned from today all the same.

    A day is always today or later; a day or time wholly in the past, or a date that no calendar has, is a `problem`.
    """
    context = Context(now.replace(tzinfo=None), rules, tuple(talked_of))
    line = Line(text)
    cover_traps(line)
    moves = read_moves(line)
    written = line.plain
    days = read_days(line, context)
    clocks = read_clocks(line)
    marked = line.plain
    times = read_windows(line, clocks)
    days = refuse(written, marked, days)
    said = _said(days, times, marked, context)
    return _finish(
        replace(
            said,
            shift=moves.shift if said.time is None else None,
            day_shift=moves.day_shift,
            same_time=moves.same_time and said.time is None,
            soonest=moves.soonest,
            spans=line.spans(),
        ),
        context,
    )


def _said(days: list[DayPiece], times: list[TimePiece], marked: str, context: Context) -> When:
    """Return what the phrases mean together, later ones correcting earlier ones."""
    starts = [*(day.start for day in days), *(each.start for each in times)]
    dropped = moved_away(marked, starts)
    cuts = boundaries(marked, starts)
    turns: list[tuple[list[DayPiece], list[TimePiece]]] = [([], []) for _ in range(len(cuts) + 1)]
    for day in days:
        if day.start >= dropped:
            turns[bisect_right(cuts, day.start)][0].append(day)
    for each in _not_refused(times, days):
        if each.start >= dropped:
            turns[bisect_right(cuts, each.start)][1].append(each)
    joined = [join(spoken, marked, context) for spoken, _ in turns]
    settled = reduce(merge, joined)
    half: Half | None = None
    whole: list[When] = []
    for on, (_, spoken_times) in zip(joined, turns, strict=True):
        at, half = settle_times(spoken_times, half, settled.days or settled.choices, context.rules)
        whole.append(replace(on, time=at.time, not_before=at.not_before, not_after=at.not_after))
    return reduce(merge, whole)


def _not_refused(times: list[TimePiece], days: list[DayPiece]) -> list[TimePiece]:
    """Return the times without those refused, on their own or with the day they follow ("thursday at 3 is no good")."""
    return [
        each
        for each in times
        if not (each.refused and each.at)
        and not any(day.refused and 0 <= each.start - day.end <= len(" at ") for day in days)
    ]


def _finish(said: When, context: Context) -> When:
    """Return `said` without what is over today."""
    today = context.today
    if today in said.days and len(said.days) == 1:
        if not _is_past(said, context.now):
            return said
        return replace(said, problem=Problem.PAST, time=None, not_before=None, not_after=None)
    if not _is_over(said, context):
        return said
    days = tuple(day for day in said.days if day != today)
    choices = tuple(day for day in said.choices if day != today)
    return replace(said, days=choices if len(choices) == 1 else days, choices=choices if len(choices) > 1 else ())


def _is_past(said: When, now: datetime) -> bool:
    """Tell whether the time stated has passed on the day of `now`."""
    latest: time | None = said.time if said.time is not None else said.not_after
    return latest is not None and latest <= now.time()


def _is_over(said: When, context: Context) -> bool:
    """Tell whether today can't be meant any more: closed, closing passed, or the time stated passed."""
    hours = context.rules.hours.get(context.today.weekday())
    return hours is None or context.now.time() >= hours[1] or _is_past(said, context.now)
