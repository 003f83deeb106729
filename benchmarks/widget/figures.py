"""The table's rows: a figure for each widget, and how many times ours the others' are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.widget.widgets import POREWELL

OURS = POREWELL.title
_WORDS = {True: "yes", False: "no", None: "-"}

Figures = Mapping[str, float]
"""By the widget's title."""


@dataclass(frozen=True)
class Row:
    """One measure.

    Attributes:
        name: with its unit.
        words: what stands in each cell, by the widget's title.
    """

    name: str
    words: Mapping[str, str]

    def cells(self, titles: Sequence[str]) -> tuple[str, ...]:
        """Return the cells in the order of these titles; "-" where nothing was measured."""
        return (self.name, *(self.words.get(title, "-") for title in titles))


def amounts(name: str, figures: Figures, digits: int = 0) -> Row:
    """Return a row of figures; those of others carry how many times ours they are, where ours is not zero."""
    return medians(name, [figures], digits)


def medians(name: str, rounds: Sequence[Figures], digits: int = 0) -> Row:
    """Return a row of medians; each ratio is the median of the rounds' ratios.

    Args:
        rounds: each has one figure of every widget, measured one after the other.
    """
    figures = {title: median(one[title] for one in rounds) for title in rounds[0]}
    compared = all(one.get(OURS) for one in rounds)
    ratios = {title: median(one[title] / one[OURS] for one in rounds) for title in figures if compared}
    words = {title: f"{figure:,.{digits}f}" for title, figure in figures.items()}
    return Row(name, {title: word + _times(ratios.get(title), title) for title, word in words.items()})


def answers(name: str, found: Mapping[str, bool | None]) -> Row:
    """Return a row of yes and no; None is a question that could not be put."""
    return Row(name, {title: _WORDS[one] for title, one in found.items()})


def _times(ratio: float | None, title: str) -> str:
    return "" if ratio is None or title == OURS else f" ({ratio:.1f}x)"
