"""How long ago."""

from datetime import date

import pytest

from salon.advice.elapsed import months_since

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("text", ["on roaccutane", "for saturday at 3", "pacemaker fitted 2010", "in 2 weeks"])
def test_months_since_nothing_said(text: str) -> None:
    assert months_since(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("yesterday", 0.0),
        ("3 months ago", 3.0),
        ("a year ago", 12.0),
        ("half a year ago", 6.0),
        ("over 6 months ago", 6.1),
        ("been off it for 8 months", 8.0),
        ("stopped about two years back", 24.0),
        ("havent had it for 5 months", 5.0),
        ("as a teenager", 24.0),
        ("years ago", 24.0),
        ("in 2019", 82.0),
        ("in 2026", 0.0),
        ("last year", 10.0),
    ],
)
def test_months_since_said(text: str, months: float) -> None:
    assert months_since(text, TODAY) == pytest.approx(months)


def test_months_since_year_without_today() -> None:
    assert months_since("in 2019") is None
