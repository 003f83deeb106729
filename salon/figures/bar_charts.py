"""Counts as bars, and the steps of a funnel. Pure.

A bar's name stands above it, so that it is never too long for the room beside.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from salon.figures.axes import short
from salon.figures.svg import element, image, label, nothing, shortened


@dataclass(frozen=True)
class Bar:
    """One bar: how long it is and, written at its end, what it says. `before` is marked on it where it is known."""

    name: str
    value: float
    said: str
    before: float | None = None


def bar_chart(key: str, bars: Sequence[Bar], title: str, width: float = 400) -> str:
    """Return horizontal bars as SVG, from 0 to the longest."""
    highest = max((max(bar.value, bar.before or 0) for bar in bars), default=0)
    if highest <= 0:
        return nothing(key, (width, _EMPTY), title)
    rows = [part for index, bar in enumerate(bars) for part in _row(bar, index * _ROW, width, highest)]
    described = "; ".join(f"{bar.name}: {bar.said}" for bar in bars)
    return image(key, (width, len(bars) * _ROW), title, f"{described}.", *rows)


def funnel(key: str, steps: Sequence[tuple[str, int]], title: str, width: float = 400) -> str:
    """Return the steps as bars, with how many were lost between them, as SVG; no step is larger than the one before."""
    if not steps or steps[0][1] <= 0:
        return nothing(key, (width, _EMPTY), title)
    first, height = steps[0][1], _ROW + _LOST
    drawn: list[str] = []
    for index, (name, count) in enumerate(steps):
        bar = Bar(name, count, f"{count:,} · {count / first:.0%}")
        drawn += _row(bar, index * height, width, first)
        if index + 1 < len(steps):
            lost = count - steps[index + 1][1]
            drawn.append(label(_lost(lost, count), 0, index * height + _ROW + 8, "label quiet"))
    described = "; ".join(f"{name}: {count}" for name, count in steps)
    return image(key, (width, len(steps) * height - _LOST), title, f"{described}.", *drawn)


def _row(bar: Bar, top: float, width: float, highest: float) -> list[str]:
    """Return name, words, track and bar of one row; the marker of before may reach beyond the bar."""
    room = int((width - _CHARACTER * len(bar.said)) / _CHARACTER) - 1
    length = width * max(0.0, bar.value) / highest
    drawn = [
        label(shortened(bar.name, max(8, room)), 0, top + 14, "label name"),
        label(bar.said, width, top + 14, "label", "end"),
        element("rect", x=0, y=top + 20, width=width, height=_THICK, rx=_ROUND, class_="track"),
        element("rect", x=0, y=top + 20, width=length, height=_THICK, rx=min(_ROUND, length / 2), class_="bar"),
    ]
    if bar.before is not None:
        x = min(width - 1, width * max(0.0, bar.before) / highest)
        drawn.append(element("path", d=f"M{x:.2f} {top + 17:.2f} v{_THICK + 6:.0f}", class_="mark"))
    return drawn


def _lost(lost: int, of: int) -> str:
    if not of:
        return "nobody was left"
    return f"{short(lost)} went no further ({lost / of:.0%})" if lost else "everybody went on"


_ROW, _LOST, _EMPTY = 40.0, 14.0, 120.0
_THICK, _ROUND, _CHARACTER = 10.0, 5.0, 7.2
