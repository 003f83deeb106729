"""Figures of the desk's benchmark."""

from urllib.parse import parse_qsl

from benchmarks.desk.__main__ import Found, rows
from benchmarks.desk.measuring import Times
from benchmarks.desk.pages import FILTERS, query
from benchmarks.load import quantile
from salon.inbox.filters import parse


def test_quantile() -> None:
    assert [quantile([3.0, 1.0, 2.0], share) for share in (0.0, 0.5, 0.95)] == [1.0, 2.0, 3.0]


def test_rows() -> None:
    found = Found(10, {"tag": Times([10.0, 20.4, 30.0], [1.0, 2.0, 3.0])}, 5.0)

    assert rows([found, None]) == [["tag", "20", "30", "3", "-", "-", "-"]]


def test_every_page_has_filters_that_can_be_read() -> None:
    assert {name: parse(parse_qsl(query(name)))[1] for name in FILTERS} == {name: [] for name in FILTERS}
    assert {name for name in FILTERS if not parse(parse_qsl(query(name)))[0].count} == {"everything"}
