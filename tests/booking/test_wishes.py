"""From a wish to a free start, or to what can be offered instead. It is Monday, 1 March 2027, 10:00."""

from datetime import date, datetime, time, timedelta

import pytest

from salon.booking.wishes import Outcome, Wishes
from salon.dates import Problem, When
from tests.booking.fake_times import LONDON, FakeTimes, at

TUESDAY, WEDNESDAY, SUNDAY = date(2027, 3, 2), date(2027, 3, 3), date(2027, 3, 7)


def whole_day(day: int, but: tuple[datetime, ...] = ()) -> set[datetime]:
    """Return every start of a day, `but` excepted."""
    return {at(day, 9) + timedelta(minutes=30 * step) for step in range(20)} - set(but)


# Granting


def test_grant_a_date_that_no_calendar_has(wishes: Wishes) -> None:
    wish = When(problem=Problem.NO_SUCH_DATE, time=time(10))

    assert wishes.grant("deep_cleaning", wish) == Outcome(refused="no_such_date")


def test_grant_a_time_that_is_past(wishes: Wishes) -> None:
    wish = When(days=(date(2027, 3, 1),), problem=Problem.PAST, not_before=time(13))

    outcome = wishes.grant("deep_cleaning", wish)

    assert outcome == Outcome(refused="past", offers=(at(1, 13), at(1, 13, 30), at(1, 14)))


def test_grant_an_ambiguous_day_asks_which(wishes: Wishes) -> None:
    wish = When(choices=(date(2027, 3, 5), date(2027, 5, 3)), time=time(10))

    outcome = wishes.grant("deep_cleaning", wish)

    assert outcome == Outcome(choices=(at(5, 0), datetime(2027, 5, 3, tzinfo=LONDON)))


def test_grant_the_soonest(wishes: Wishes) -> None:
    outcome = wishes.grant("deep_cleaning", When(soonest=True, not_after=time(11)))

    assert outcome == Outcome(starts_at=at(2, 9), offers=(at(2, 9), at(2, 9, 30), at(2, 10)))


def test_grant_the_soonest_of_nothing(wishes: Wishes) -> None:
    outcome = wishes.grant("deep_cleaning", When(soonest=True, not_before=time(18)))

    assert outcome == Outcome(refused="nothing_free")


def test_grant_a_day_and_a_time(wishes: Wishes) -> None:
    assert wishes.grant("deep_cleaning", When(days=(TUESDAY,), time=time(10))) == Outcome(starts_at=at(2, 10))


def test_grant_midnight_is_a_time_too(wishes: Wishes) -> None:
    outcome = wishes.grant("deep_cleaning", When(days=(TUESDAY,), time=time(0)))

    assert (outcome.refused, outcome.wished) == ("closed", at(2, 0))


@pytest.mark.parametrize(
    ("start", "refused", "offers"),
    [
        (at(1, 11), "too_soon", (at(1, 12), at(1, 12, 30), at(1, 13))),
        (at(7, 10), "closed", (at(6, 10), at(8, 10), at(9, 10))),
        (at(2, 18), "closed", (at(2, 16, 30), at(2, 17), at(2, 17, 30))),
        (at(2, 10, 10), "off_grid", (at(2, 9, 30), at(2, 10), at(2, 10, 30))),
        (at(2, 10).replace(tzinfo=None), "off_grid", None),
        (datetime(2027, 7, 30, 10, tzinfo=LONDON), "too_far", None),
    ],
)
def test_check_refuses(wishes: Wishes, start: datetime, refused: str, offers: tuple[datetime, ...] | None) -> None:
    if start.tzinfo is None:
        pytest.skip("a naive start never leaves the dates room")

    outcome = wishes.check("deep_cleaning", start)

    assert (outcome.starts_at, outcome.refused, outcome.wished) == (None, refused, start)
    if offers is not None:
        assert outcome.offers == offers


def test_check_a_taken_time_offers_the_nearest(wishes: Wishes, times: FakeTimes) -> None:
    times.taken = {at(2, 10)}

    outcome = wishes.check("deep_cleaning", at(2, 10))

    assert outcome == Outcome(refused="taken", wished=at(2, 10), offers=(at(2, 9), at(2, 9, 30), at(2, 10, 30)))


def test_check_a_past_day_offers_from_now_on(wishes: Wishes) -> None:
    outcome = wishes.check("deep_cleaning", at(1, 9) - timedelta(days=7))

    assert outcome.refused == "too_soon"
    assert outcome.offers == (at(1, 12), at(1, 12, 30), at(1, 13))


# Searching


def test_search_one_day(wishes: Wishes) -> None:
    outcome = wishes.grant("deep_cleaning", When(days=(TUESDAY,)))

    assert outcome == Outcome(
        offers=(at(2, 9), at(2, 10, 30), at(2, 12, 30), at(2, 14), at(2, 16), at(2, 17, 30)),
    )


def test_search_a_time_on_any_day(wishes: Wishes) -> None:
    outcome = wishes.grant("deep_cleaning", When(time=time(9)))

    assert outcome.offers == (at(2, 9), at(3, 9), at(4, 9), at(5, 9), at(6, 9), at(8, 9))


def test_search_looks_three_weeks_ahead(wishes: Wishes, times: FakeTimes) -> None:
    times.taken = {start for day in range(1, 21) for start in whole_day(day)}

    assert wishes.grant("deep_cleaning", When(time=time(9))).refused == "nothing_free"
    assert wishes.grant("deep_cleaning", When(days=(date(2027, 3, 22),), not_before=time(17))).refused is None


def test_search_leaves_out_refused_days(wishes: Wishes) -> None:
    outcome = wishes.grant("deep_cleaning", When(not_days=(TUESDAY, WEDNESDAY), time=time(9)))

    assert outcome.offers[0] == at(4, 9)


def test_search_of_refused_days_alone(wishes: Wishes) -> None:
    outcome = wishes.grant("deep_cleaning", When(days=(TUESDAY,), not_days=(TUESDAY,)))

    assert outcome == Outcome(refused="nothing_free")


@pytest.mark.parametrize(
    ("wish", "around"),
    [
        (When(days=(TUESDAY,), not_before=time(14), not_after=time(15)), at(2, 14)),
        (When(days=(TUESDAY,)), at(2, 12)),
        (When(days=(TUESDAY, WEDNESDAY), time=time(15)), at(2, 15)),
    ],
)
def test_search_in_vain_offers_the_nearest(wishes: Wishes, times: FakeTimes, wish: When, around: datetime) -> None:
    times.taken = whole_day(2) | whole_day(3)

    outcome = wishes.grant("deep_cleaning", wish)

    assert (outcome.refused, outcome.wished) == ("nothing_free", around)
    assert len(outcome.offers) == 3
    assert not set(outcome.offers) & times.taken


@pytest.mark.parametrize(
    ("days", "refused"),
    [
        ((SUNDAY,), "closed"),
        ((SUNDAY, date(2027, 3, 14)), "closed"),
        ((SUNDAY, TUESDAY), "nothing_free"),
        ((date(2027, 12, 25),), "closed"),
    ],
)
def test_search_on_closed_days(wishes: Wishes, times: FakeTimes, days: tuple[date, ...], refused: str) -> None:
    times.taken = whole_day(2)

    assert wishes.grant("deep_cleaning", When(days=days)).refused == refused
