"""The table that `make benchmark` prints: Markdown, so that it can stand in the documentation as it is."""

from collections.abc import Sequence
from dataclasses import dataclass

HEAD = ("", "stock Rasa", "Porewell, app and engine", "engine alone", "aim")
_NONE = "-"


@dataclass(frozen=True)
class Row:
    """One measure of all three.

    Attributes:
        name: with its unit.
        stock, product, engine: the figures; None where there is none.
        aim: in words.
        more_is_better: whether a ratio above 1 means a higher figure than stock's.
        digits: behind the point.
    """

    name: str
    stock: float | None
    product: float | None
    engine: float | None
    aim: str = ""
    more_is_better: bool = False
    digits: int = 1

    def cells(self) -> tuple[str, ...]:
        """Return the cells; ours carry how many times better than stock they are."""
        return (self.name, self._figure(self.stock), self._ours(self.product), self._ours(self.engine), self.aim)

    def ratio(self, ours: float | None) -> float | None:
        """Return how many times better than stock a figure of ours is; None if one of them is missing."""
        if not ours or not self.stock:
            return None
        return ours / self.stock if self.more_is_better else self.stock / ours

    def _ours(self, figure: float | None) -> str:
        ratio = self.ratio(figure)
        return self._figure(figure) + (f" ({ratio:.1f}x)" if ratio is not None else "")

    def _figure(self, figure: float | None) -> str:
        return _NONE if figure is None else f"{figure:,.{self.digits}f}"


def markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table with aligned columns."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    rule = "|".join("-" * (width + 2) for width in widths)
    lines = [" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in (head, *rows)]
    first, *others = (f"| {line} |" for line in lines)
    return "\n".join((first, f"|{rule}|", *others))
