"""How far conversations came: each step holds those who came further."""

from dataclasses import replace

import pytest

from salon.figures.cohorts import Became, Cohort, cohort

NOTHING = Became(*[False] * 8)


def test_cohort_of_nothing() -> None:
    assert cohort([]) == Cohort()


def test_cohort_of_one_who_only_looked() -> None:
    assert cohort([(NOTHING, 3)]) == Cohort(begun=3)


@pytest.mark.parametrize("person", ["held", "called", "helped"])
def test_cohort_alone_without_any_person(person: str) -> None:
    wrote = replace(NOTHING, wrote=True)

    assert cohort([(wrote, 5), (replace(wrote, **{person: True}), 2)]) == Cohort(begun=7, wrote=7, alone=5)


@pytest.mark.parametrize(
    ("last", "steps"),
    [("asked", (1, 0, 0, 0)), ("began", (1, 1, 0, 0)), ("picked", (1, 1, 1, 0)), ("booked", (1, 1, 1, 1))],
)
def test_cohort_counts_the_steps_before(last: str, steps: tuple[int, ...]) -> None:
    counted = cohort([(replace(NOTHING, **{last: True}), 1)])

    assert (counted.asked, counted.began, counted.picked, counted.booked) == steps
