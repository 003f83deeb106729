"""The page of the figures, and its files."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest

from tests.desk.conftest import DeskBrowser
from tests.figures.rows import Rows

NOW = datetime(2027, 3, 1, 10, tzinfo=UTC)


@pytest.fixture
def rows(desk: DeskBrowser) -> Rows:
    """Return what writes rows into the desk's database."""
    return Rows(desk.services.database)


def fill(rows: Rows) -> None:
    """Write a conversation of yesterday on each of two channels."""
    for channel in ("widget", "telegram"):
        key = rows.conversation(NOW - timedelta(days=1), channel, stars=4, rated_at=NOW)
        rows.asks(key, NOW - timedelta(days=1), "utter_price", topic="price", confidence=0.9)


@pytest.mark.parametrize("path", ["/desk/figures", "/desk/figures/topics.csv"])
def test_figures_are_not_for_everybody(desk: DeskBrowser, path: str) -> None:
    answers = {role: desk.as_role(role).get(path).status_code for role in ("manager", "staff", "viewer")}

    assert answers == {"manager": 200, "staff": 403, "viewer": 200}


def test_page_of_a_salon_that_nobody_wrote_to(desk: DeskBrowser) -> None:
    page = desk.get("/desk/figures")

    assert page.status_code == 200
    assert "Nobody wrote in these days" in page.text


def test_page_shows_charts_with_their_tables(desk: DeskBrowser, rows: Rows) -> None:
    fill(rows)

    page = desk.get("/desk/figures?period=30-days")

    assert page.status_code == 200
    assert page.text.count('role="img"') == 14
    assert page.text.count("<details") == 6
    assert "style=" not in page.text
    assert 'href="/desk/conversations?from=2027-01-31&amp;to=2027-03-01&amp;topic=price"' in page.text


def test_page_of_a_channel(desk: DeskBrowser, rows: Rows) -> None:
    fill(rows)

    page = desk.get("/desk/figures?period=7-days&channel=telegram")

    assert '<p class="told">\n  1 client opened the chat in these 7 days.' in page.text
    assert 'href="/desk/figures?period=30-days&amp;channel=telegram"' in page.text


@pytest.mark.parametrize("query", ["period=year", "from=2027-03-09&to=2027-03-01", "from=yesterday", "to=9999-99-99"])
def test_page_of_days_that_can_not_be_read_says_so(desk: DeskBrowser, query: str) -> None:
    page = desk.get(f"/desk/figures?{query}")

    assert page.status_code == 422
    assert 'class="notice warn"' in page.text


def test_page_of_a_channel_with_markup_in_its_name(desk: DeskBrowser, rows: Rows) -> None:
    fill(rows)

    page = desk.get("/desk/figures", params={"channel": "<img src=x onerror=1>"})

    assert page.status_code == 200
    assert "<img" not in page.text


def test_table_as_csv(desk: DeskBrowser, rows: Rows) -> None:
    fill(rows)

    answer = desk.get("/desk/figures/topics.csv?from=2027-02-28&to=2027-02-28")

    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="topics_2027-02-28_2027-02-28.csv"'
    assert list(csv.reader(io.StringIO(answer.text, newline=""))) == [
        ["topic", "messages", "share", "confidence", "before"],
        ["price", "2", "1.0", "0.9", "0"],
    ]


def test_table_that_there_is_not(desk: DeskBrowser) -> None:
    assert desk.get("/desk/figures/salaries.csv").status_code == 404


def test_table_of_days_that_can_not_be_read(desk: DeskBrowser) -> None:
    assert desk.get("/desk/figures/topics.csv?period=year").status_code == 422
