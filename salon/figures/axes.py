"""Axes: round numbers, and how numbers are written short. Pure; the charts of this room enter."""

import math


def ticks(highest: float, most: int = 5) -> list[int]:
    """Return whole round numbers from 0 to `highest` or above, at equal steps of 1, 2 or 5 times a power of ten.

    Args:
        highest: of what is drawn; nothing or less is drawn on an axis from 0 to 1.
        most: numbers, at least 2.
    """
    if highest <= 0:
        return [0, 1]
    step = max(1, _round_step(highest / (most - 1)))
    return [index * step for index in range(math.ceil(highest / step) + 1)]


def short(number: float) -> str:
    """Return a count as it fits an axis: "950", "1.2k", "12k", "3.4M"."""
    for unit, sign in ((1_000_000_000, "bn"), (1_000_000, "M"), (1_000, "k")):
        if number >= unit:
            return f"{_significant(number / unit)}{sign}"
    return f"{number:g}"


def shown_labels(count: int, width: float, each: float) -> list[int]:
    """Return which of `count` labels in a row to write so that each has `each` of room: every so many, first of all."""
    step = max(1, math.ceil(count * each / max(width, 1)))
    return list(range(0, count, step))


def _round_step(step: float) -> int:
    power = 10.0 ** math.floor(math.log10(step))
    return math.ceil(next(times * power for times in (1, 2, 5, 10) if times * power >= step))


def _significant(number: float) -> str:
    return f"{number:.0f}" if number >= 10 else f"{number:.1f}".removesuffix(".0")  # noqa: PLR2004  two digits
