"""A short list of free times, where there is no calendar to look at: a few of each day. Pure but for the months' room."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from salon.booking.months import FreeMonths
from salon.booking.written import Written
from salon.clock import Clock
from salon.errors import PorewellError
from salon.salon_file import Salon

_MONTHS = 2
_NOON = 12
_MOST = 40


class ShortTimes:
    """Looks them up."""

    def __init__(self, months: FreeMonths, written: Written, salon: Salon, clock: Clock) -> None:
        self._months = months
        self._written = written
        self._salon = salon
        self._clock = clock

    def of(self, conversation_id: str, treatment_id: str, moving: str | None) -> list[tuple[datetime, str]]:
        """Return free starts in this month and the next, each with how it is written: at most 40, in order.

        Args:
            conversation_id: whose cleanings count for the minimum gap.
            treatment_id: of the treatment.
            moving: an appointment that is to be moved, if one is.
        """
        first = self._clock().astimezone(self._salon.zone).date().replace(day=1)
        found = list[datetime]()
        try:
            for _ in range(_MONTHS):
                month = self._months.month(conversation_id, treatment_id, first, moving)
                found += [start for day in sorted(month.days) for start in few_of_a_day(month.days[day])]
                first = _next_month(first)
        except PorewellError:  # what the line was about is gone or over: nothing is free for it
            return []
        return [(start, self._written.button(start)) for start in found[:_MOST]]


def few_of_a_day(starts: Sequence[datetime]) -> list[datetime]:
    """Return the first start of the morning, the first and the last of the afternoon."""
    morning = [one for one in starts if one.hour < _NOON][:1]
    afternoon = [one for one in starts if one.hour >= _NOON]
    return morning + sorted({*afternoon[:1], *afternoon[-1:]})


def _next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)
