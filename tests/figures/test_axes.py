"""Axes have round numbers that hold the highest value."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from salon.figures.axes import short, shown_labels, ticks


@pytest.mark.parametrize(
    ("highest", "expected"),
    [
        (-1, [0, 1]),
        (0, [0, 1]),
        (1, [0, 1]),
        (3, [0, 1, 2, 3]),
        (4, [0, 1, 2, 3, 4]),
        (7, [0, 2, 4, 6, 8]),
        (41, [0, 20, 40, 60]),
        (100, [0, 50, 100]),
        (1_234_567, [0, 500_000, 1_000_000, 1_500_000]),
    ],
)
def test_ticks(highest: float, expected: list[int]) -> None:
    assert ticks(highest) == expected


@given(some.integers(1, 10**15))
def test_ticks_hold_the_highest_and_are_few(highest: int) -> None:
    numbers = ticks(highest)

    assert numbers[0] == 0
    assert numbers[-2] < highest <= numbers[-1]
    assert len(numbers) <= 6
    assert len({later - earlier for earlier, later in zip(numbers, numbers[1:], strict=False)}) == 1


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, "0"),
        (950, "950"),
        (1_000, "1k"),
        (1_250, "1.2k"),
        (12_345, "12k"),
        (3_400_000, "3.4M"),
        (2_000_000_000, "2bn"),
    ],
)
def test_short(number: float, expected: str) -> None:
    assert short(number) == expected


def test_shown_labels_have_room() -> None:
    assert shown_labels(7, 700, 60) == [0, 1, 2, 3, 4, 5, 6]
    assert shown_labels(30, 600, 60) == [0, 3, 6, 9, 12, 15, 18, 21, 24, 27]
    assert (shown_labels(3, 0, 60), shown_labels(0, 100, 60)) == ([0], [])
