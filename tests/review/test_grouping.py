"""Grouping by meaning, on vectors made by hand."""

import numpy as np

from salon.review.grouping import Grouped, group

EAST, NORTH = [1.0, 0.0], [0.0, 1.0]
NEARLY_EAST, MORE_EAST = [0.96, 0.28], [0.99, 0.14106735979665885]


def vectors(*rows: list[float]) -> np.ndarray:
    return np.array(rows, np.float32)


def test_nothing_makes_no_groups() -> None:
    assert group(np.zeros((0, 1), np.float32), 0.9, 10) == []


def test_largest_group_comes_first_and_begins_with_its_centre() -> None:
    found = group(vectors(NORTH, EAST, NEARLY_EAST, MORE_EAST), 0.9, 10)

    assert found == [Grouped((3, 1, 2)), Grouped((0,))]


def test_phrase_is_in_one_group_at_most_and_groups_are_limited() -> None:
    found = group(vectors(EAST, EAST, NORTH), 0.9, 1)

    assert found == [Grouped((0, 1))]
