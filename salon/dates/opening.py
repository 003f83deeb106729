"""Which half of the day a clock time means: the salon's hours decide. A part of the dates room."""

from collections.abc import Sequence
from datetime import date, time

from salon.dates.pieces import NOON, ClockPiece, Half
from salon.dates.when import DateRules

_DAY_MINUTES = 24 * 60


def settle(
    clock: ClockPiece, half: Half | None, days: Sequence[date], rules: DateRules, after: time | None = None
) -> time:
    """Return the time of day meant: by its own "pm", else by `half`, else by the salon's hours on `days`.

    Args:
        clock: the time as written.
        half: what a part of the day beside it says ("tonight at 8"); gives way to the hours.
        days: the days meant; empty for any.
        rules: the hours; of two readings the one within them wins, else the nearest to them, the later one if equal.
        after: the other end of a stretch, which comes first ("from 11 to 2").
    """
    readings = _readings(clock, clock.half or half)
    if clock.half is None and half and not any(_fits(reading, days, rules) for reading in readings):
        others = _readings(clock, None)
        readings = [reading for reading in others if _fits(reading, days, rules)] or readings
    if after is not None:
        readings = [reading for reading in readings if reading > after] or readings
    opening, closing = _hours(days, rules)
    distances = [_distance(reading, opening, closing) for reading in readings]
    nearest = min(distances)
    best = [reading for reading, distance in zip(readings, distances, strict=True) if distance == nearest]
    return best[0] if nearest == 0 else best[-1]


def _fits(moment: time, days: Sequence[date], rules: DateRules) -> bool:
    """Tell whether a time lies within the hours of `days`."""
    return _distance(moment, *_hours(days, rules)) == 0


def _readings(clock: ClockPiece, half: Half | None) -> list[time]:
    """Return the times of day that a clock time can be, sorted."""
    if half is Half.GIVEN or clock.hour > NOON:
        return [time(clock.hour, clock.minute)]
    morning = time(clock.hour % NOON, clock.minute)
    evening = time(clock.hour % NOON + NOON, clock.minute)
    return {Half.AM: [morning], Half.PM: [evening]}.get(half or Half.GIVEN, [morning, evening])


def _hours(days: Sequence[date], rules: DateRules) -> tuple[int, int]:
    """Return the first opening and last closing on `days` (on any day when none is open), in minutes."""
    chosen = [rules.hours.get(day.weekday()) for day in days]
    spans = [span for span in chosen if span] or [span for span in rules.hours.values() if span]
    if not spans:
        return 0, _DAY_MINUTES
    return min(_minutes(span[0]) for span in spans), max(_minutes(span[1]) for span in spans)


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def _distance(moment: time, opening: int, closing: int) -> int:
    """Return how many minutes a start lies outside the hours; 0 inside, at least 1 at closing itself."""
    minutes = _minutes(moment)
    if minutes < opening:
        return opening - minutes
    return 0 if minutes < closing else max(1, minutes - closing)
