"""CSV that no spreadsheet runs."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as some

from salon.figures.csv_files import csv_file
from salon.figures.tables import SHARE, TEXT, Column, Row, Table


def table(*cells: str | float | None) -> Table:
    """Return a table of one row."""
    return Table("t", "T", tuple(Column(f"c{index}", TEXT) for index in range(len(cells))), (Row(cells),))


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "  =1"])
def test_csv_file_disarms_formulas(cell: str) -> None:
    written = list(csv.reader(io.StringIO(csv_file(table(cell, 1)), newline="")))

    assert written[1] == [f"'{cell}", "1"]


def test_csv_file() -> None:
    made = Table(
        "t", "T", (Column("topic", TEXT), Column("share", SHARE), Column("wait")), (Row(("a,b", 1 / 3, None)),)
    )

    assert csv_file(made) == 'topic,share,wait\r\n"a,b",0.3333,\r\n'


def test_csv_file_leaves_numbers_below_nought() -> None:
    assert csv_file(table(-1)) == "c0\r\n-1\r\n"


@given(some.text(some.characters(exclude_categories=["Cs"])))
def test_no_text_begins_a_formula(text: str) -> None:
    written = list(csv.reader(io.StringIO(csv_file(table(text, 0)), newline="")))

    assert written[1][0][:1] not in {"=", "+", "-", "@", "\t", "\r"}
