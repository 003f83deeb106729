"""How figures and their periods are written for staff. Pure; the room and its doors enter."""

from datetime import date

from salon.figures.periods import Period
from salon.figures.tables import MILLISECONDS, SECONDS, SHARE, STARS, Cell


def written(cell: Cell, kind: str) -> str:
    """Return a value as it is read: "1,204", "34%", "4 min 10 s", "85 ms", "4.6"; "–" for none."""
    if cell is None:
        return "–"
    if isinstance(cell, str):
        return cell
    if kind == SHARE:
        return f"{cell:.0%}"
    if kind == SECONDS:
        return _duration(round(cell))
    if kind == MILLISECONDS:
        return f"{cell:,.0f} ms" if cell < _LONG_MILLISECONDS else f"{cell / 1000:.1f} s"
    return f"{cell:.1f}" if kind == STARS else f"{cell:,.0f}"


def period_names(period: Period) -> tuple[str, str]:
    """Return what the period and the one before are called beside their lines."""
    count = len(period.days)
    if period.preset == "today":
        return "today", "yesterday, until now"
    return ("this day", "the day before") if count == 1 else (f"these {count} days", f"the {count} days before")


def day_label(day: date, *, weekday: bool) -> str:
    """Return a day as an axis names it: "Tue 1" or "1 Dec"."""
    return f"{day:%a} {day.day}" if weekday else f"{day.day} {day:%b}"


def _duration(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    hours, left = divmod(minutes, 60)
    if hours:
        return f"{hours} h {left} min" if left else f"{hours} h"
    if minutes >= _LONG_MINUTES:
        return f"{minutes} min"
    parts = [f"{minutes} min"] if minutes else []
    return " ".join([*parts, f"{rest} s"] if rest or not parts else parts)


_LONG_MILLISECONDS, _LONG_MINUTES = 10_000, 10
