"""Figures as they are read."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from salon.figures.periods import custom_period, preset_period
from salon.figures.tables import COUNT, MILLISECONDS, SECONDS, SHARE, STARS
from salon.figures.writing import day_label, period_names, written

NOW, LONDON = datetime(2027, 3, 1, 10, tzinfo=UTC), ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("cell", "kind", "expected"),
    [
        (None, COUNT, "–"),
        ("price", COUNT, "price"),
        (1204, COUNT, "1,204"),
        (0.345, SHARE, "34%"),
        (0, SECONDS, "0 s"),
        (45.4, SECONDS, "45 s"),
        (60, SECONDS, "1 min"),
        (250, SECONDS, "4 min 10 s"),
        (601, SECONDS, "10 min"),
        (3600, SECONDS, "1 h"),
        (7260, SECONDS, "2 h 1 min"),
        (85, MILLISECONDS, "85 ms"),
        (12_340, MILLISECONDS, "12.3 s"),
        (4.56, STARS, "4.6"),
    ],
)
def test_written(cell: float | str | None, kind: str, expected: str) -> None:
    assert written(cell, kind) == expected


def test_period_names() -> None:
    assert period_names(preset_period("today", NOW, LONDON)) == ("today", "yesterday, until now")
    assert period_names(preset_period("7-days", NOW, LONDON)) == ("these 7 days", "the 7 days before")
    assert period_names(custom_period("2027-02-01", "2027-02-01", NOW, LONDON)) == ("this day", "the day before")


def test_day_label() -> None:
    assert (day_label(NOW.date(), weekday=True), day_label(NOW.date(), weekday=False)) == ("Mon 1", "1 Mar")
