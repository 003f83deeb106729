"""Counts over days or hours as a line, with those of the period before behind it; and small in a tile. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from salon.figures.axes import short, shown_labels, ticks
from salon.figures.svg import element, image, label, nothing, path

Points = list[tuple[float, float]]


@dataclass(frozen=True)
class Series:
    """Counts at the same steps, now and before; `labels` names the steps.

    now_name, before_name: what is written beside the lines. running: the last step is not over.
    """

    labels: Sequence[str]
    now: Sequence[int]
    before: Sequence[int]
    now_name: str
    before_name: str
    running: bool = False


@dataclass(frozen=True)
class _Frame:
    """Where within the drawing the lines run."""

    left: float
    right: float
    top: float
    bottom: float
    highest: float

    def points(self, values: Sequence[int]) -> Points:
        step = (self.right - self.left) / max(1, len(values) - 1)
        height = self.bottom - self.top
        return [
            (self.left + index * step, self.bottom - height * value / self.highest)
            for index, value in enumerate(values)
        ]


def line_chart(key: str, series: Series, title: str, unit: str, width: float = 900, height: float = 260) -> str:
    """Return the chart as SVG; `unit` is what is counted, in the plural."""
    if not any(series.now) and not any(series.before):
        return nothing(key, (width, height), title)
    numbers = ticks(max(*series.now, *series.before))
    beside = width >= _WIDE
    frame = _Frame(
        _LEFT, width - (_NAMES if beside else _EDGE), _TOP if beside else _TOP_NAMED, height - _BELOW, numbers[-1]
    )
    now, before = frame.points(series.now), frame.points(series.before)
    area = [(now[0][0], frame.bottom), *now, (now[-1][0], frame.bottom)]
    description = f"{sum(series.now)} {unit}, {series.now_name}; {sum(series.before)} {series.before_name}."
    return image(
        key,
        (width, height),
        title,
        description,
        *_grid(frame, numbers),
        *_steps(frame, series.labels),
        element("path", d=path(area, closed=True), class_="area"),
        element("path", d=path(before), class_="ghost"),
        element("path", d=path(now), class_="line"),
        element("circle", cx=now[-1][0], cy=now[-1][1], r=4, class_="dot open" if series.running else "dot"),
        *(_names_beside(series, now, before, frame.bottom) if beside else _names_above(series)),
    )


def sparkline(key: str, values: Sequence[int], title: str, width: float = 120, height: float = 36) -> str:
    """Return a small line without axes, as SVG; its title says what it shows."""
    if not any(values):
        return image(key, (width, height), title, "Nothing in this period.", _flat(width, height))
    frame = _Frame(_DOT, width - _DOT, _DOT, height - _DOT, max(values))
    points = frame.points(values)
    area = [(points[0][0], frame.bottom), *points, (points[-1][0], frame.bottom)]
    return image(
        key,
        (width, height),
        title,
        f"From {values[0]} to {values[-1]}; {max(values)} at most.",
        element("path", d=path(area, closed=True), class_="area"),
        element("path", d=path(points), class_="line thin"),
        element("circle", cx=points[-1][0], cy=points[-1][1], r=3, class_="dot"),
    )


def _flat(width: float, height: float) -> str:
    return element("path", d=path([(_DOT, height - _DOT), (width - _DOT, height - _DOT)]), class_="ghost")


def _grid(frame: _Frame, numbers: Sequence[int]) -> list[str]:
    drawn = []
    for number in numbers:
        y = frame.bottom - (frame.bottom - frame.top) * number / frame.highest
        line = path([(frame.left, y), (frame.right, y)])
        drawn.append(element("path", d=line, class_="axis" if number == 0 else "grid"))
        drawn.append(label(short(number), frame.left - 8, y + 4, "label", "end"))
    return drawn


def _steps(frame: _Frame, labels: Sequence[str]) -> list[str]:
    width = frame.right - frame.left
    step = width / max(1, len(labels) - 1)
    return [
        label(labels[index], frame.left + index * step, frame.bottom + 20, "label", "middle")
        for index in shown_labels(len(labels), width, _LABEL)
    ]


def _names_beside(series: Series, now: Points, before: Points, lowest: float) -> list[str]:
    """Write each line's name at its end; they are pushed apart where they would touch, and off the axis."""
    (x, y), (_, ghost) = now[-1], before[-1]
    lower = min(max(y, ghost, min(y, ghost) + _LINE), lowest - _OFF_THE_AXIS)
    upper = min(y, ghost, lower - _LINE)
    now_y, before_y = (upper, lower) if y <= ghost else (lower, upper)
    return [
        label(series.now_name, x + 10, now_y + 4, "label name"),
        label(series.before_name, x + 10, before_y + 4, "label quiet"),
    ]


def _names_above(series: Series) -> list[str]:
    return [
        element("path", d=path([(0, 8), (18, 8)]), class_="line"),
        label(series.now_name, 24, 12, "label name"),
        element("path", d=path([(0, 26), (18, 26)]), class_="ghost"),
        label(series.before_name, 24, 30, "label quiet"),
    ]


_WIDE = 600
"""From this width on, names stand beside the lines."""
_LEFT, _EDGE, _NAMES, _TOP, _TOP_NAMED, _BELOW = 44.0, 14.0, 138.0, 12.0, 48.0, 30.0
_LABEL, _LINE, _DOT, _OFF_THE_AXIS = 60.0, 17.0, 4.0, 8.0
