"""A new wish and what was said before it, made one. It is Monday, 1 March 2027, 10:00."""

from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from salon.booking.draft import Draft
from salon.booking.wishes import Wishes
from salon.dates import Shift, When
from tests.booking.fake_times import at

TUESDAY, WEDNESDAY, SUNDAY = date(2027, 3, 2), date(2027, 3, 3), date(2027, 3, 7)
CHOSEN = Draft(starts_at=at(4, 15))


@pytest.mark.parametrize(
    ("draft", "wish", "expected"),
    [
        (Draft(), When(shift=Shift.LATER, day_shift=7, same_time=True), When()),
        (CHOSEN, When(days=(TUESDAY,)), When(days=(TUESDAY,))),
        (CHOSEN, When(day_shift=7), When(days=(date(2027, 3, 11),), day_shift=7)),
        (
            CHOSEN,
            When(shift=Shift.LATER),
            When(days=(date(2027, 3, 4),), not_before=time(15, 30), shift=Shift.LATER),
        ),
        (
            CHOSEN,
            When(shift=Shift.EARLIER),
            When(days=(date(2027, 3, 4),), not_after=time(14, 30), shift=Shift.EARLIER),
        ),
        (
            CHOSEN,
            When(shift=Shift.LATER, days=(TUESDAY,), not_after=time(12)),
            When(shift=Shift.LATER, days=(TUESDAY,), not_before=time(15, 30)),
        ),
        (
            CHOSEN,
            When(shift=Shift.EARLIER, days=(TUESDAY,), not_before=time(12)),
            When(shift=Shift.EARLIER, days=(TUESDAY,), not_after=time(14, 30)),
        ),
        (CHOSEN, When(shift=Shift.LATER, time=time(16)), When(shift=Shift.LATER, time=time(16))),
        (CHOSEN, When(shift=Shift.EARLIER, time=time(14)), When(shift=Shift.EARLIER, time=time(14))),
        (
            CHOSEN,
            When(shift=Shift.LATER, day_shift=7),
            When(shift=Shift.LATER, day_shift=7, days=(date(2027, 3, 11),)),
        ),
        (
            CHOSEN,
            When(shift=Shift.EARLIER, day_shift=-1),
            When(shift=Shift.EARLIER, day_shift=-1, days=(WEDNESDAY,)),
        ),
        (CHOSEN, When(same_time=True, days=(TUESDAY,)), When(same_time=True, days=(TUESDAY,), time=time(15))),
        (CHOSEN, When(same_time=True, time=time(9)), When(same_time=True, time=time(9))),
        (Draft(offered=(at(4, 9), at(4, 11))), When(day_shift=1), When(day_shift=1, days=(date(2027, 3, 5),))),
    ],
)
def test_apply_shift(wishes: Wishes, draft: Draft, wish: When, expected: When) -> None:
    assert wishes.apply_shift(draft, wish) == expected


def test_apply_shift_drops_the_readings_of_an_ambiguous_day(wishes: Wishes) -> None:
    wish = When(day_shift=7, choices=(TUESDAY, WEDNESDAY))

    assert wishes.apply_shift(CHOSEN, wish) == When(day_shift=7, days=(date(2027, 3, 11),))


def test_apply_shift_counts_in_the_salons_zone(wishes: Wishes) -> None:
    summer = Draft(starts_at=datetime(2027, 7, 1, 23, 30, tzinfo=ZoneInfo("UTC")))

    assert wishes.apply_shift(summer, When(day_shift=1)).days == (date(2027, 7, 3),)
    assert wishes.apply_shift(replace(summer, starts_at=None, offered=(summer.starts_at,)), When(day_shift=1)).days == (  # type: ignore[arg-type]
        date(2027, 7, 3),
    )


def test_combine_a_new_day_keeps_the_time(wishes: Wishes) -> None:
    known = When(days=(date(2027, 3, 4),), time=time(15))

    assert wishes.combine(known, CHOSEN, When(days=(TUESDAY,))) == When(days=(TUESDAY,), time=time(15))


def test_combine_a_bit_later_drops_the_exact_time(wishes: Wishes) -> None:
    known = When(days=(date(2027, 3, 4),), time=time(15))

    combined = wishes.combine(known, CHOSEN, When(shift=Shift.LATER))

    assert combined == When(days=(date(2027, 3, 4),), not_before=time(15, 30), shift=Shift.LATER)


def test_combine_a_week_later_keeps_the_time(wishes: Wishes) -> None:
    known = When(days=(date(2027, 3, 4),), time=time(15))

    combined = wishes.combine(known, CHOSEN, When(shift=Shift.LATER, day_shift=7))

    assert (combined.days, combined.time) == ((date(2027, 3, 11),), time(15))


def test_combine_later_at_a_time_keeps_the_day(wishes: Wishes) -> None:
    known = When(days=(date(2027, 3, 4),), time=time(15))

    combined = wishes.combine(known, CHOSEN, When(shift=Shift.LATER, time=time(17)))

    assert (combined.days, combined.time) == ((date(2027, 3, 4),), time(17))
