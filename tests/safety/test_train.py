"""The threshold of a level: as high as the flags that may be missed allow."""

import numpy as np
import pytest

from salon.safety.train import choose_threshold

YES, NO = True, False


def chosen(recall: float, *phrases: tuple[float, bool, bool]) -> float:
    """Return the threshold for phrases of (score, is a flag, is caught by the rules)."""
    scores, flags, caught = zip(*phrases, strict=True) if phrases else ((), (), ())
    as_bools = (np.array(column, dtype=np.bool_) for column in (flags, caught))
    return choose_threshold(np.array(scores, dtype=np.float32), *as_bools, recall)


def test_choose_threshold_without_phrases() -> None:
    assert chosen(1.0) == 0.0


def test_choose_threshold_without_flags_is_the_highest_score() -> None:
    assert chosen(1.0, (0.25, NO, NO), (0.75, NO, NO)) == 0.75


def test_choose_threshold_when_the_rules_catch_all() -> None:
    assert chosen(1.0, (0.25, YES, YES), (0.5, NO, NO), (0.375, YES, YES)) == 0.5


def test_choose_threshold_when_all_that_are_left_may_be_missed() -> None:
    assert chosen(0.5, (0.25, YES, NO), (0.75, YES, YES)) == 0.75


@pytest.mark.parametrize(("recall", "threshold"), [(1.0, 0.125), (0.9, 0.125), (0.75, 0.25), (0.5, 0.5), (0.25, 0.75)])
def test_choose_threshold_misses_no_more_than_it_may(recall: float, threshold: float) -> None:
    flags = [(0.5, YES, NO), (0.125, YES, NO), (0.75, YES, NO), (0.25, YES, NO)]

    assert chosen(recall, *flags, (0.0625, NO, NO), (0.875, NO, NO)) == threshold


def test_choose_threshold_counts_what_the_rules_catch() -> None:
    left = [(0.25, YES, NO), (0.5, YES, NO)]

    assert chosen(0.75, *left, (0.125, YES, YES), (0.0625, YES, YES)) == 0.5


def test_choose_threshold_ignores_what_the_rules_catch_wrongly() -> None:
    assert chosen(1.0, (0.25, NO, YES), (0.5, YES, NO)) == 0.5


def test_choose_threshold_of_a_share_that_floats_cannot_hold() -> None:
    flags = [(number / 16, YES, NO) for number in range(10)]

    assert chosen(0.9, *flags) == 1 / 16
