"""The one place that knows what time it is. Everybody may enter.

`POREWELL_NOW=2027-03-01T10:00` fixes the clock (salon's zone unless an offset is given), for tests and rehearsals.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from salon.errors import BadInput

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """Return the present moment, aware, in UTC."""
    return datetime.now(UTC)


def fixed_clock(moment: datetime) -> Clock:
    """Return a clock that always shows `moment` (aware)."""
    instant = moment.astimezone(UTC)
    return lambda: instant


def clock_from(now: str | None, zone: ZoneInfo) -> Clock:
    """Return the clock that the settings ask for.

    Args:
        now: ISO 8601 moment, local to `zone` when it has no offset; None or "" means the real time.
        zone: the salon's zone.

    Raises:
        BadInput: `now` is not an ISO 8601 moment.
    """
    if not now:
        return system_clock
    try:
        moment = datetime.fromisoformat(now)
        return fixed_clock(moment if moment.tzinfo else moment.replace(tzinfo=zone))
    except (ValueError, OverflowError) as error:
        raise BadInput(f"POREWELL_NOW={now!r} is not a moment; write it like 2027-03-01T10:00") from error
