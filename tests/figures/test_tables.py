"""The tables of a report, and the conversations that each row leads to."""

from datetime import date, timedelta

import pytest

from salon.advice.red_flags import Level
from salon.conversations.answering import HANDOFFS
from salon.conversations.handoffs import REASONS
from salon.figures.counts import Counts
from salon.figures.tables import RED_FLAG_LEVELS, Table, tables
from salon.inbox.filters import Filters, parse
from tests.figures.reports import BUSY, NOTHING, report

DAYS = "from=2027-02-23&to=2027-03-01"


def made(now: Counts, channel: str | None = None) -> dict[str, Table]:
    """Return the tables of a week."""
    return tables(report(now, channel=channel))


def cells(table: Table) -> list[tuple[object, ...]]:
    """Return the cells of a table, by row."""
    return [row.cells for row in table.rows]


def addresses(table: Table) -> list[str | None]:
    """Return the query of what is behind each row."""
    return [row.behind and row.behind.render() for row in table.rows]


@pytest.fixture
def busy() -> dict[str, Table]:
    """Return the tables of a week with something of everything."""
    return made(BUSY, "widget")


def test_tables_of_nothing_are_whole() -> None:
    empty = made(NOTHING)

    assert all(len(row.cells) == len(table.columns) for table in empty.values() for row in table.rows)
    assert cells(empty["funnel"])[0] == ("Opened the chat", 0, None)
    assert cells(empty["response-times"]) == [
        ("half of the messages", None, None),
        ("95 % of the messages", None, None),
    ]


def test_every_row_fits_its_columns(busy: dict[str, Table]) -> None:
    assert all(len(row.cells) == len(table.columns) for table in busy.values() for row in table.rows)


def test_every_row_leads_to_filters_that_the_inbox_reads(busy: dict[str, Table]) -> None:
    behind = [row.behind for table in busy.values() for row in table.rows if row.behind]

    assert len(behind) > 20
    for filters in behind:
        query = [pair.split("=", 1) for pair in filters.render().split("&")]
        assert parse((name, value) for name, value in query) == (filters, [])


def test_days(busy: dict[str, Table]) -> None:
    assert cells(busy["days"])[-2:] == [("2027-02-28", 0, 100), ("2027-03-01", 40, 0)]
    assert busy["days"].rows[-1].behind == Filters(since=date(2027, 3, 1), until=date(2027, 3, 1), channel="widget")
    assert len(busy["days"].rows) == 7


def test_funnel(busy: dict[str, Table]) -> None:
    assert [row[1:] for row in cells(busy["funnel"])] == [(40, 1.0), (16, 0.4), (8, 0.2), (6, 0.15), (4, 0.1)]
    assert addresses(busy["funnel"])[-1] == f"{DAYS}&channel=widget&booked=yes"


def test_topics(busy: dict[str, Table]) -> None:
    assert cells(busy["topics"]) == [("price", 50, 0.5, 0.75, 0), ("ask pores", 5, 0.05, None, 0)]
    assert addresses(busy["topics"])[1] == f"{DAYS}&channel=widget&topic=ask_pores"


def test_misses(busy: dict[str, Table]) -> None:
    assert [row[1:] for row in cells(busy["misses"])] == [(9, 0.09, 0), (0, 0.0, 0), (1, 0.01, 0)]
    assert addresses(busy["misses"]) == [f"{DAYS}&channel=widget&missed=1", None, f"{DAYS}&channel=widget&missed=1"]


def test_handoffs(busy: dict[str, Table]) -> None:
    assert cells(busy["handoffs"]) == [
        ("Asked for a person", 3, 2, 30.0, 90.0),
        ("new reason", 1, 0, None, None),
    ]
    assert addresses(busy["handoffs"]) == [f"{DAYS}&channel=widget&topic=talk_to_human", None]


def test_ratings(busy: dict[str, Table]) -> None:
    assert cells(busy["ratings"])[0] == ("5 stars", 3, 0.75)
    assert cells(busy["ratings"])[4] == ("1 star", 1, 0.25)
    assert addresses(busy["ratings"])[4] == f"{DAYS}&channel=widget&rating=1"


def test_hours(busy: dict[str, Table]) -> None:
    assert cells(busy["hours"])[6] == ("Sun", *[0] * 9, 100, *[0] * 14)


def test_response_times(busy: dict[str, Table]) -> None:
    assert [row[1] for row in cells(busy["response-times"])] == [60, 400]


def test_red_flags_gravest_first(busy: dict[str, Table]) -> None:
    assert cells(busy["red-flags"]) == [("emergency", 0, 0), ("crisis", 2, 0), ("doctor", 0, 0)]
    assert [level.name.lower() for level in sorted(Level, reverse=True)] == list(RED_FLAG_LEVELS)


def test_every_reason_has_a_name() -> None:
    assert {*HANDOFFS.values(), "failure"} - REASONS.keys() == set()


def test_no_day_is_left_out_of_a_long_period() -> None:
    days = tables(report(NOTHING, preset="90-days"))["days"]

    assert [row.cells[0] for row in days.rows] == [
        (date(2026, 12, 2) + timedelta(days=index)).isoformat() for index in range(90)
    ]
