"""Free times, on both databases: what others hold, windows, limits, and what lies nearest."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from salon.booking.appointments import BookingRequest
from salon.booking.service import BookingService
from salon.errors import BadInput, NotFound, PorewellError, Refused, SalonClosed, TooFar, TooSoon, WindowTaken

LONDON = ZoneInfo("Europe/London")
TUESDAY = date(2027, 3, 2)
Wish = Callable[..., BookingRequest]


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Return that moment of March 2027, local to London."""
    return datetime(2027, 3, day, hour, minute, tzinfo=LONDON)


def fill(booking: BookingService, wish: Wish, *starts: datetime, who: tuple[str, ...] = ("maya", "elena")) -> None:
    """Book a deep cleaning at each start with each of these cosmetologists."""
    for start in starts:
        for one in who:
            booking.book(wish(start, cosmetologist_id=one))


@pytest.mark.parametrize(
    ("treatment_id", "starts_at", "error"),
    [
        ("laser", at(2, 10), NotFound),
        ("deep_cleaning", at(2, 10).replace(tzinfo=None), BadInput),
        ("deep_cleaning", at(1, 11, 30), TooSoon),
        ("deep_cleaning", at(2, 10) + timedelta(days=120), TooFar),
        ("deep_cleaning", at(7, 10), SalonClosed),
        ("deep_cleaning", at(2, 18), SalonClosed),
        ("deep_cleaning", at(2, 10, 10), Refused),
        ("deep_cleaning", at(2, 10), WindowTaken),
        ("skin_consultation", at(2, 12, 30), WindowTaken),
    ],
)
def test_check_free_refuses(
    booking: BookingService, wish: Wish, treatment_id: str, starts_at: datetime, error: type[PorewellError]
) -> None:
    fill(booking, wish, at(2, 11))
    if error is WindowTaken and treatment_id == "skin_consultation":
        fill(booking, wish, at(2, 12, 30))

    with pytest.raises(error) as caught:
        booking.check_free(treatment_id, starts_at)

    assert caught.type is error


@pytest.mark.parametrize("starts_at", [at(2, 9, 30), at(2, 12, 30), at(3, 11)])
def test_check_free_accepts_beside_an_appointment(booking: BookingService, wish: Wish, starts_at: datetime) -> None:
    fill(booking, wish, at(2, 11))

    booking.check_free("deep_cleaning", starts_at)


def test_check_free_accepts_while_one_cosmetologist_is_free(booking: BookingService, wish: Wish) -> None:
    fill(booking, wish, at(2, 11), who=("maya",))

    booking.check_free("deep_cleaning", at(2, 11))


def test_check_free_refuses_when_nobody_is_free_for_the_whole_of_it(booking: BookingService, wish: Wish) -> None:
    fill(booking, wish, at(2, 10), who=("maya",))
    fill(booking, wish, at(2, 11, 30), who=("elena",))

    with pytest.raises(WindowTaken):
        booking.check_free("deep_cleaning", at(2, 10, 30))


@pytest.mark.parametrize("call", ["free_starts", "soonest", "nearest"])
def test_search_unknown_treatment(booking: BookingService, call: str) -> None:
    arguments = {"free_starts": ([TUESDAY],), "soonest": (), "nearest": (at(2, 10),)}[call]

    with pytest.raises(NotFound):
        getattr(booking, call)("laser", *arguments)


def test_free_starts_on_days_without_any(booking: BookingService) -> None:
    assert booking.free_starts("deep_cleaning", []) == []
    assert booking.free_starts("deep_cleaning", [date(2027, 3, 7), date(2027, 2, 1), date(2028, 3, 1)]) == []


def test_free_starts_leave_out_what_is_held(booking: BookingService, wish: Wish) -> None:
    fill(booking, wish, at(2, 9), at(2, 11, 30), at(2, 15))

    free = booking.free_starts("deep_cleaning", [TUESDAY])

    assert free == [at(2, 13), at(2, 13, 30), at(2, 16, 30), at(2, 17), at(2, 17, 30)]
    assert {start.tzinfo for start in free} == {LONDON}


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        ({"not_before": time(16, 30)}, [at(2, 16, 30), at(2, 17), at(2, 17, 30)]),
        ({"not_after": time(9, 30)}, [at(2, 9), at(2, 9, 30)]),
        ({"not_before": time(12, 1), "not_after": time(13)}, [at(2, 12, 30), at(2, 13)]),
        ({"not_before": time(18)}, []),
        ({"limit": 2}, [at(2, 9), at(2, 9, 30)]),
        ({"limit": 0}, []),
    ],
)
def test_free_starts_in_a_window(booking: BookingService, window: dict[str, object], expected: list[datetime]) -> None:
    assert booking.free_starts("deep_cleaning", [TUESDAY], **window) == expected  # type: ignore[arg-type]


def test_free_starts_of_several_days_are_sorted(booking: BookingService) -> None:
    days = [date(2027, 3, 29), date(2027, 3, 27), date(2027, 3, 28), date(2027, 3, 27)]

    free = booking.free_starts("deep_cleaning", days, not_before=time(17, 30))

    assert [start.isoformat() for start in free] == ["2027-03-27T17:30:00+00:00", "2027-03-29T17:30:00+01:00"]


def test_soonest_begins_after_the_notice(booking: BookingService) -> None:
    assert booking.soonest("deep_cleaning") == [at(1, 12), at(1, 12, 30), at(1, 13)]


def test_soonest_in_a_window_goes_on_over_days(booking: BookingService) -> None:
    soonest = booking.soonest("deep_cleaning", 15, not_before=time(9), not_after=time(9))

    assert len(soonest) == 15
    assert (soonest[0], soonest[-1]) == (at(2, 9), at(18, 9))


def test_nearest_of_the_same_day(booking: BookingService, wish: Wish) -> None:
    fill(booking, wish, at(2, 11))

    assert booking.nearest("deep_cleaning", at(2, 11)) == [at(2, 9), at(2, 9, 30), at(2, 12, 30)]


def test_nearest_holds_the_wish_itself_when_free(booking: BookingService) -> None:
    assert booking.nearest("deep_cleaning", at(2, 11), 1) == [at(2, 11)]


def test_nearest_on_a_closed_day_takes_the_neighbours(booking: BookingService) -> None:
    assert booking.nearest("deep_cleaning", at(7, 15)) == [at(6, 15), at(8, 15), at(9, 15)]


def test_nearest_out_of_hours_takes_the_nearest_clock_time(booking: BookingService) -> None:
    assert booking.nearest("deep_cleaning", at(2, 20), 2) == [at(2, 17), at(2, 17, 30)]
    assert booking.nearest("deep_cleaning", at(7, 20), 2) == [at(6, 17, 30), at(8, 17, 30)]


def test_nearest_to_a_past_day_and_to_one_too_far(booking: BookingService) -> None:
    past, far = at(1, 12) - timedelta(days=30), at(1, 12) + timedelta(days=500)

    assert booking.nearest("deep_cleaning", past, 2) == [at(1, 12), at(2, 12)]
    assert [start.date() for start in booking.nearest("deep_cleaning", far, 2)] == [
        date(2027, 6, 28),
        date(2027, 6, 29),
    ]


def test_nearest_fills_up_from_other_days(booking: BookingService, wish: Wish) -> None:
    fill(booking, wish, *[at(2, 9) + timedelta(minutes=90 * index) for index in (0, 1, 2, 3, 5)])

    assert booking.nearest("deep_cleaning", at(2, 12)) == [at(1, 12), at(2, 15), at(3, 12)]


def test_without_an_appointment_its_own_time_is_free(booking: BookingService, wish: Wish) -> None:
    fill(booking, wish, at(2, 12), who=("elena",))
    own = booking.book(wish(at(2, 12), cosmetologist_id="maya"))

    free = booking.without(own.id).free_starts("deep_cleaning", [TUESDAY], not_before=time(11), not_after=time(13))

    assert free == [at(2, 11), at(2, 11, 30), at(2, 12), at(2, 12, 30), at(2, 13)]
    assert booking.without(None) is booking
    with pytest.raises(WindowTaken):
        booking.check_free("deep_cleaning", at(2, 12, 30))
