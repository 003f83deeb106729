"""Counts by weekday and hour as a map of cells. Pure. Numbers stand in the cells: shade alone would not be enough."""

from collections.abc import Mapping

from salon.figures.axes import short
from salon.figures.svg import element, image, label, nothing

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
SHADES = 5


def heat_map(
    key: str, counts: Mapping[tuple[int, int], int], title: str, width: float = 900, *, upright: bool = False
) -> str:
    """Return the map as SVG, from the first to the last hour in which there is something.

    Args:
        counts: by weekday (Monday is 0) and hour.
        upright: hours run down and weekdays across, for a narrow page.
    """
    highest = max(counts.values(), default=0)
    if highest <= 0:
        return nothing(key, (width, _EMPTY), title)
    busy = [hour for (_, hour), count in counts.items() if count > 0]
    hours = range(min(busy), max(busy) + 1)
    across = len(DAYS) if upright else len(hours)
    cell = (width - _LEFT) / across
    tall = _ROW_UPRIGHT if upright else _ROW
    drawn: list[str] = []
    for day, name in enumerate(DAYS):
        for index, hour in enumerate(hours):
            column, row = (day, index) if upright else (index, day)
            count = counts.get((day, hour), 0)
            where = (_LEFT + column * cell, _TOP + row * tall)
            drawn += _cell(where, (cell - _SEAM, tall - _SEAM), count, highest, f"{name} {hour}:00, {count}")
    down = [f"{hour}:00" for hour in hours] if upright else list(DAYS)
    over = list(DAYS) if upright else [str(hour) for hour in hours]
    drawn += [label(name, _LEFT - 8, _TOP + (row + 0.5) * tall + 3, "label", "end") for row, name in enumerate(down)]
    drawn += [label(name, _LEFT + (column + 0.5) * cell, 12, "label", "middle") for column, name in enumerate(over)]
    day, hour = max(counts, key=lambda at: (counts[at], -at[0], -at[1]))
    described = f"Most on {DAYS[day]} from {hour}:00 to {hour + 1}:00: {highest}."
    return image(key, (width, _TOP + len(down) * tall), title, described, *drawn)


def shade(count: int, highest: int) -> int:
    """Return how dark a cell is: 0 for nothing, 1 to `SHADES` for the rest, the busiest darkest."""
    return -(-SHADES * count // highest) if highest > 0 and count > 0 else 0


def _cell(where: tuple[float, float], size: tuple[float, float], count: int, highest: int, told: str) -> list[str]:
    darkness = shade(count, highest)
    cell = element(
        "rect",
        element("title", told),
        x=where[0],
        y=where[1],
        width=max(0.0, size[0]),
        height=max(0.0, size[1]),
        rx=3,
        class_=f"cell shade-{darkness}",
    )
    if not count:
        return [cell]
    middle = (where[0] + size[0] / 2, where[1] + size[1] / 2 + 4)
    return [cell, label(short(count), *middle, f"label in-cell on-{darkness}", "middle")]


_LEFT, _TOP, _EMPTY, _SEAM = 48.0, 20.0, 120.0, 2.0
_ROW, _ROW_UPRIGHT = 30.0, 24.0
