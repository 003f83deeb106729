"""The line of a period, and the ghost of the one before."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from salon.figures.line_chart import Series, line_chart, sparkline
from tests.figures.drawings import of_class, read, texts

COUNTS = some.lists(some.integers(0, 10**12), min_size=1, max_size=90)


def series(now: list[int], before: list[int], *, running: bool = False) -> Series:
    """Return counts with labels of their own."""
    return Series([f"d{index}" for index in range(len(now))], now, before, "these days", "the days before", running)


@pytest.mark.parametrize("width", [320, 900])
def test_line_chart_of_nothing(width: float) -> None:
    root = read(line_chart("k", series([0, 0], [0, 0]), "Conversations", "conversations", width))

    assert texts(root) == ["Nothing in this period"]


def test_line_chart_runs_from_zero_to_a_round_number() -> None:
    root = read(line_chart("k", series([0, 7], [8, 0]), "Conversations", "conversations"))

    assert texts(root) == ["0", "2", "4", "6", "8", "d0", "d1", "these days", "the days before"]
    assert root[1].text == "7 conversations, these days; 8 the days before."
    assert [part.get("d") for part in of_class(root, "line")] == ["M44 230 L762 39.25"]
    assert [part.get("d") for part in of_class(root, "ghost")] == ["M44 12 L762 230"]


def test_line_chart_that_is_narrow_names_its_lines_above() -> None:
    root = read(line_chart("k", series([1, 2], [2, 1]), "Conversations", "conversations", 320))

    names = {part.text: part for part in of_class(root, "name") + of_class(root, "quiet")}
    assert (names["these days"].get("y"), names["the days before"].get("y")) == ("12", "30")


def test_line_chart_names_do_not_touch() -> None:
    root = read(line_chart("k", series([5, 5], [5, 5]), "Conversations", "conversations"))

    name, quiet = of_class(root, "name")[0], of_class(root, "quiet")[0]
    assert abs(float(str(name.get("y"))) - float(str(quiet.get("y")))) == 17


def test_line_chart_of_a_day_that_is_running_ends_open() -> None:
    running, over = (read(line_chart("k", series([1], [1], running=still), "T", "u")) for still in (True, False))

    assert (len(of_class(running, "open")), len(of_class(over, "open"))) == (1, 0)


@given(now=COUNTS, before=COUNTS, width=some.sampled_from([320.0, 900.0]))
def test_line_chart_of_any_counts_stays_within(now: list[int], before: list[int], width: float) -> None:
    root = read(line_chart("k", series(now, before), "Conversations", "conversations", width))

    for part in of_class(root, "line") + of_class(root, "ghost"):
        points = [pair.split() for pair in str(part.get("d")).removeprefix("M").split(" L")]
        assert all(0 <= float(x) <= width and 0 <= float(y) <= 260 for x, y in points)


@given(COUNTS)
def test_sparkline_of_any_counts(values: list[int]) -> None:
    root = read(sparkline("k", values, "Conversations"))

    assert len(of_class(root, "line")) == (1 if any(values) else 0)
