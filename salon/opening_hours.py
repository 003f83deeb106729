"""Whether the salon is open, and when it opens next. Pure; everybody may enter."""

from datetime import date, datetime, timedelta

from salon.salon_file import Salon

_DAYS_LOOKED_AHEAD = 400
"""More than a year: a salon that is closed for longer has nobody who could answer."""


def is_open(salon: Salon, moment: datetime) -> bool:
    """Tell whether the salon is open at a moment (aware)."""
    now = moment.astimezone(salon.zone)
    span = opening(salon, now.date())
    return span is not None and span[0] <= now < span[1]


def next_opening(salon: Salon, moment: datetime) -> datetime | None:
    """Return when the salon opens next behind a moment (aware), in its own zone; None if it never does."""
    today = moment.astimezone(salon.zone).date()
    days = (today + timedelta(days=ahead) for ahead in range(_DAYS_LOOKED_AHEAD))
    spans = (opening(salon, day) for day in days)
    return next((span[0] for span in spans if span and span[0] > moment), None)


def opening(salon: Salon, day: date) -> tuple[datetime, datetime] | None:
    """Return when the salon opens and closes on a day; None if it does not open."""
    hours = None if day in salon.closed_on else salon.hours.get(day.weekday())
    if hours is None:
        return None
    opens, closes = (datetime.combine(day, clock, salon.zone) for clock in hours)
    return opens, closes
