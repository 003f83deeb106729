"""A short way to write what was read, and the three moments that the tables are read at."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from salon.dates import DateRules, Order, When, read_when

ZONE = ZoneInfo("Europe/London")
MOMENTS = {
    "wednesday": datetime(2027, 3, 3, 10, 0, tzinfo=ZONE),
    "friday": datetime(2026, 12, 18, 16, 45, tzinfo=ZONE),  # late in the day, near the end of the year
    "sunday": datetime(2027, 10, 31, 12, 0, tzinfo=ZONE),  # the salon is closed, the clocks went back that night
}
HOURS: dict[int, tuple[time, time] | None] = {weekday: (time(9), time(19)) for weekday in range(6)} | {6: None}
RULES = DateRules(Order.DAY_MONTH, HOURS)


def shown(when: When) -> str:
    """Return a `When` as a short line: "2027-03-05 15:00", "5..9 >=17:00", "?2027-03-05,2027-03-12"."""
    parts = [_days(when.days), "?" + _days(when.choices) if when.choices else ""]
    parts.append("not " + _days(when.not_days) if when.not_days else "")
    parts += [f"{when.time:%H:%M}" if when.time is not None else ""]
    parts += [f">={when.not_before:%H:%M}" if when.not_before is not None else ""]
    parts += [f"<={when.not_after:%H:%M}" if when.not_after is not None else ""]
    parts += [when.shift.value if when.shift else "", f"{when.day_shift:+}d" if when.day_shift else ""]
    parts += ["same-time" if when.same_time else "", "soonest" if when.soonest else ""]
    parts.append(when.problem.value if when.problem else "")
    return " ".join(part for part in parts if part) or "-"


def _days(days: tuple[date, ...]) -> str:
    """Return days without their year: "03-05,03-06"; three and more in a row as "03-08..03-13", sundays left out."""
    runs: list[list[date]] = []
    for day in days:
        if runs and day - runs[-1][-1] <= timedelta(days=2 if runs[-1][-1].weekday() == 5 else 1):
            runs[-1].append(day)
        else:
            runs.append([day])
    texts = [
        f"{run[0]:%m-%d}..{run[-1]:%m-%d}" if len(run) > 2 else ",".join(f"{day:%m-%d}" for day in run) for run in runs
    ]
    return ",".join(texts)


@pytest.fixture
def read() -> Callable[..., str]:
    """Return a reader of texts at one of the three moments; its answer is the short line."""

    def read_at(text: str, moment: str = "wednesday", rules: DateRules = RULES) -> str:
        return shown(read_when(text, now=MOMENTS[moment], rules=rules))

    return read_at
