"""The times of one text taken together: an exact start, or a window. A part of the dates room; only `reader` enters."""

from collections.abc import Iterable, Sequence
from datetime import date, time

from salon.dates.opening import settle
from salon.dates.pieces import ClockPiece, Half, TimePiece
from salon.dates.when import DateRules, When
from salon.dates.windows import just_before

Window = tuple[time | None, time | None]


def settle_times(
    pieces: Sequence[TimePiece], half: Half | None, days: Iterable[date], rules: DateRules
) -> tuple[When, Half | None]:
    """Return the time or window that the pieces mean, and the half of the day they speak of.

    An exact time beats a window; several exact times make the window between them; parts of the day are alternatives,
    bounds hold together.

    Args:
        pieces: what was said, without what was refused.
        half: the half of the day spoken of before.
        days: the days meant; their hours decide between morning and evening.
        rules: the salon's hours.
    """
    days = tuple(days)
    halves = {piece.half for piece in pieces if piece.half}
    half = halves.pop() if len(halves) == 1 else half
    starts = sorted({settle(piece.at, half, days, rules) for piece in pieces if piece.at})
    if len(starts) == 1:
        return When(time=starts[0]), half
    if starts:
        return When(not_before=starts[0], not_after=starts[-1]), half
    windows = [_window(piece, half, days, rules) for piece in pieces if not piece.part]
    named = [piece for piece in pieces if piece.part]
    named = [piece for piece in named if not piece.refused] or named
    parts = [_window(piece, half, days, rules) for piece in named]
    if parts:
        windows.append(_hull(parts))
    first, last = _meet(windows)
    return When(not_before=first, not_after=last), half


def _window(piece: TimePiece, half: Half | None, days: Sequence[date], rules: DateRules) -> Window:
    """Return the bounds of one piece."""
    first = settle(piece.first, _shared(piece.first, piece.last, half), days, rules) if piece.first else None
    last = settle(piece.last, half, days, rules, after=first) if piece.last else None
    return first, just_before(last) if last and piece.before else last


def _shared(first: ClockPiece, last: ClockPiece | None, half: Half | None) -> Half | None:
    """Return the half for the first end: that of the last in "2-4pm", but not in "11-2pm"."""
    if first.half or last is None or last.half not in (Half.AM, Half.PM):
        return half
    return last.half if first.hour % 12 < last.hour % 12 else None


def _hull(windows: list[Window]) -> Window:
    """Return the window that holds all of them."""
    firsts, lasts = [window[0] for window in windows], [window[1] for window in windows]
    return (
        min((first for first in firsts if first is not None), default=None) if None not in firsts else None,
        max((last for last in lasts if last is not None), default=None) if None not in lasts else None,
    )


def _meet(windows: list[Window]) -> Window:
    """Return what all windows have in common; what holds them all when they have nothing in common."""
    first = max((window[0] for window in windows if window[0] is not None), default=None)
    last = min((window[1] for window in windows if window[1] is not None), default=None)
    if first is not None and last is not None and first > last:
        return _hull(windows)
    return first, last
