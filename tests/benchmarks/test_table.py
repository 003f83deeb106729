"""The benchmark's table."""

from benchmarks.table import Row, markdown


def test_row_without_stock_figure_has_no_ratio() -> None:
    row = Row("training, s", None, 40.0, None, "<= 60")

    cells = row.cells()

    assert cells == ("training, s", "-", "40.0", "-", "<= 60")


def test_row_where_less_is_better_divides_stock_by_ours() -> None:
    row = Row("median ms", 80.0, 10.0, 5.0, "8x")

    cells = row.cells()

    assert cells == ("median ms", "80.0", "10.0 (8.0x)", "5.0 (16.0x)", "8x")


def test_row_where_more_is_better_divides_ours_by_stock() -> None:
    row = Row("messages a second", 10.0, 120.0, None, more_is_better=True)

    cells = row.cells()

    assert cells == ("messages a second", "10.0", "120.0 (12.0x)", "-", "")


def test_markdown_aligns_columns() -> None:
    rows = [("a", "1"), ("long", "2")]

    text = markdown(("", "x"), rows)

    assert text == "|      | x |\n|------|---|\n| a    | 1 |\n| long | 2 |"
