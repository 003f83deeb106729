"""The charts of a report: each drawn for a wide page and for a narrow one, whatever was counted."""

import pytest

from salon.figures.charts import charts, series
from salon.figures.counts import Counts
from tests.figures.drawings import of_class, read, texts
from tests.figures.reports import BUSY, NOTHING, report


@pytest.mark.parametrize("preset", ["today", "7-days", "90-days"])
@pytest.mark.parametrize("counts", [NOTHING, BUSY])
def test_charts_can_all_be_read(counts: Counts, preset: str) -> None:
    drawn = charts(report(counts, BUSY, preset))

    assert list(drawn) == ["days", "funnel", "topics", "handoffs", "ratings", "hours"]
    ids = [read(one)[0].get("id") for chart in drawn.values() for one in (chart.wide, chart.narrow)]
    assert len(set(ids)) == len(ids) == 12


def test_charts_of_nothing_say_so() -> None:
    drawn = charts(report(NOTHING, NOTHING))

    assert {text for chart in drawn.values() for text in texts(read(chart.wide))} == {"Nothing in this period"}


def test_series_by_day_beside_the_days_before() -> None:
    shown = series(report(BUSY, NOTHING))

    assert (list(shown.labels)[-2:], list(shown.now), list(shown.before)) == (
        ["Sun 28", "Mon 1"],
        [0] * 6 + [40],
        [0] * 7,
    )
    assert shown.running


def test_series_of_one_day_by_hour() -> None:
    shown = series(report(BUSY, NOTHING, "today"))

    assert (shown.labels[9], shown.now[9], len(shown.now), shown.running) == ("9:00", 40, 24, False)


def test_topics_are_marked_with_what_they_were() -> None:
    root = read(charts(report(BUSY, BUSY))["topics"].wide)

    assert texts(root) == ["price", "50 · 50%", "ask pores", "5 · 5%"]
    assert len(of_class(root, "mark")) == 2
