"""How a later answer changes an earlier one."""

from datetime import date, time

import pytest

from salon.dates import Problem, Shift, When, merge

THURSDAY, FRIDAY, SATURDAY = date(2027, 3, 4), date(2027, 3, 5), date(2027, 3, 6)


def test_when_that_says_nothing_is_falsy() -> None:
    assert not When()


@pytest.mark.parametrize(
    "when",
    [
        When(days=(FRIDAY,)),
        When(time=time(0)),
        When(not_before=time(0)),
        When(not_after=time(0)),
        When(shift=Shift.LATER),
        When(day_shift=-1),
        When(same_time=True),
        When(soonest=True),
        When(choices=(FRIDAY, SATURDAY)),
        When(not_days=(FRIDAY,)),
        When(problem=Problem.PAST),
    ],
)
def test_when_that_says_something_is_truthy(when: When) -> None:
    assert when


def test_when_with_spans_only_is_falsy() -> None:
    assert not When(spans=((0, 3),))


MERGED = [
    ("a new day keeps the time", When((FRIDAY,), time(15)), When((SATURDAY,)), When((SATURDAY,), time(15))),
    ("a new time keeps the day", When((FRIDAY,), time(15)), When(time=time(16)), When((FRIDAY,), time(16))),
    (
        "an exact time drops the window",
        When((FRIDAY,), not_before=time(12), not_after=time(17)),
        When(time=time(16)),
        When((FRIDAY,), time(16)),
    ),
    (
        "a window drops the exact time",
        When((FRIDAY,), time(15)),
        When(not_before=time(17)),
        When((FRIDAY,), not_before=time(17)),
    ),
    (
        "one bound keeps the other",
        When(not_before=time(12)),
        When(not_after=time(16)),
        When(not_before=time(12), not_after=time(16)),
    ),
    (
        "a bound drops the other that contradicts it",
        When(not_before=time(17)),
        When(not_after=time(11)),
        When(not_after=time(11)),
    ),
    ("a day settles the choices", When(choices=(FRIDAY, SATURDAY)), When((FRIDAY,)), When((FRIDAY,))),
    (
        "choices take the place of a day",
        When((THURSDAY,)),
        When(choices=(FRIDAY, SATURDAY)),
        When(choices=(FRIDAY, SATURDAY)),
    ),
    (
        "a refused day is taken out",
        When((THURSDAY, FRIDAY)),
        When(not_days=(THURSDAY,)),
        When((FRIDAY,), not_days=(THURSDAY,)),
    ),
    (
        "a refused day stays refused until it is named",
        When(not_days=(THURSDAY, FRIDAY)),
        When((FRIDAY,)),
        When((FRIDAY,), not_days=(THURSDAY,)),
    ),
    (
        "refusing one of two choices settles them",
        When(choices=(THURSDAY, FRIDAY)),
        When(not_days=(THURSDAY,)),
        When((FRIDAY,), not_days=(THURSDAY,)),
    ),
    (
        "the soonest takes back day and time",
        When((FRIDAY,), time(15), not_before=None),
        When(soonest=True),
        When(soonest=True),
    ),
    (
        "the soonest keeps a window",
        When(not_before=time(12)),
        When(soonest=True),
        When(not_before=time(12), soonest=True),
    ),
    ("a day takes back the soonest", When(soonest=True), When((FRIDAY,)), When((FRIDAY,))),
    (
        "a shift is handed on",
        When((FRIDAY,), time(15)),
        When(shift=Shift.LATER),
        When((FRIDAY,), time(15), shift=Shift.LATER),
    ),
    ("an exact time ends a shift", When(shift=Shift.LATER), When(time=time(16)), When(time=time(16))),
    (
        "days to add are handed on",
        When((FRIDAY,)),
        When(day_shift=7, same_time=True),
        When((FRIDAY,), day_shift=7, same_time=True),
    ),
    ("a day ends the days to add", When(day_shift=7), When((FRIDAY,)), When((FRIDAY,))),
    ("a good answer ends a problem", When(problem=Problem.PAST), When((FRIDAY,)), When((FRIDAY,))),
    ("a problem is told", When((FRIDAY,)), When(problem=Problem.PAST), When((FRIDAY,), problem=Problem.PAST)),
    (
        "the spans are those of the new text",
        When((FRIDAY,), spans=((0, 6),)),
        When(time=time(9), spans=((2, 3),)),
        When((FRIDAY,), time(9), spans=((2, 3),)),
    ),
]


@pytest.mark.parametrize(("known", "new", "expected"), [row[1:] for row in MERGED], ids=[row[0] for row in MERGED])
def test_merge(known: When, new: When, expected: When) -> None:
    assert merge(known, new) == expected
