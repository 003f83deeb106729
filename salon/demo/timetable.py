"""When the clients of a made-up salon write: more in the evening and at noon, more on some days than others. Pure."""

import random
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_BY_WEEKDAY = (1.15, 1.0, 0.95, 1.05, 0.85, 0.95, 1.25)
_BY_HOUR = (2, 1, 0, 0, 0, 1, 2, 5, 9, 12, 13, 14, 20, 17, 12, 11, 12, 15, 21, 26, 30, 24, 13, 6)
_GROWTH = 0.35
"""By how much the last day is busier than the first."""


def beginnings(count: int, days: int, now: datetime, zone: ZoneInfo, chance: random.Random) -> list[datetime]:
    """Return when `count` conversations begin, sorted, in UTC: within `days` local days, of which the last is running."""
    today = now.astimezone(zone).date()
    dates = [today - timedelta(days=days - 1 - index) for index in range(days)]
    weights = [_BY_WEEKDAY[day.weekday()] * (1 + _GROWTH * index / max(1, days - 1)) for index, day in enumerate(dates)]
    weights[-1] *= _share_so_far(now.astimezone(zone))
    found: list[datetime] = []
    while len(found) < count:
        moment = _moment(chance.choices(dates, weights)[0], zone, chance)
        if moment < now - _LEAST_AGO:
            found.append(moment)
    return sorted(found)


def _moment(day: date, zone: ZoneInfo, chance: random.Random) -> datetime:
    hour = chance.choices(range(24), _BY_HOUR)[0]
    clock = time(hour, chance.randrange(60), chance.randrange(60))
    return datetime.combine(day, clock, zone).astimezone(UTC)


def _share_so_far(now: datetime) -> float:
    """Return the share of a day's conversations that begin until a local time; a little, so that the loop ends."""
    return max(0.02, sum(_BY_HOUR[: now.hour]) / sum(_BY_HOUR))


_LEAST_AGO = timedelta(minutes=15)
"""A conversation may take so long; none is to end in the future."""
