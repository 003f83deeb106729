"""What an evaluation shows: figures for people, wrong rows as a file."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from salon.errors import BadInput
from salon.evaluation.files import Phrase
from salon.evaluation.report import print_report, write_errors
from salon.evaluation.scoring import Judged

PRICE = Phrase(2, "how much", "price", (frozenset({"price"}),))
BOTH = Phrase(3, 'hi, how "much"', "greet+price", (frozenset({"greet"}), frozenset({"price"})))
FIGURES: dict[str, Any] = {
    "rows": 4,
    "accuracy": 0.75,
    "macro_f1": 0.8125,
    "both_answered": None,
    "topics": {"greet": {"rows": 1, "accuracy": 1.0}, "price": {"rows": 3, "accuracy": 2 / 3}},
    "confusions": [{"expected": "price", "predicted": "(no answer)", "count": 1}],
}


def printed(figures: dict[str, Any]) -> list[str]:
    """Return the report's lines."""
    out = StringIO()
    print_report(figures, Console(file=out, width=100))
    return out.getvalue().splitlines()


def table_rows(lines: list[str]) -> list[list[str]]:
    """Return the cells of the tables' rows, without their heads."""
    return [[cell.strip() for cell in line.split("│")[1:-1]] for line in lines if line.startswith("│")]


def test_write_errors_where_no_file_can_be(tmp_path: Path) -> None:
    path = tmp_path / "missing" / "errors.tsv"

    with pytest.raises(BadInput) as refusal:
        write_errors([], path)

    assert str(refusal.value) == f"{path} can't be written: No such file or directory"


def test_write_errors_without_any(tmp_path: Path) -> None:
    write_errors([Judged(PRICE, ("price",))], tmp_path / "errors.tsv")

    assert (tmp_path / "errors.tsv").read_text(encoding="utf-8") == "utterance\ttopic\tpredicted\n"


def test_write_errors_only_the_wrong_rows(tmp_path: Path) -> None:
    rows = [Judged(PRICE, ("price",)), Judged(PRICE, ()), Judged(BOTH, ("price", "hours"))]

    write_errors(rows, tmp_path / "errors.tsv")

    assert (tmp_path / "errors.tsv").read_text(encoding="utf-8").split("\n") == [
        "utterance\ttopic\tpredicted",
        "how much\tprice\t",
        'hi, how "much"\tgreet+price\tprice+hours',
        "",
    ]


@pytest.mark.parametrize(
    ("both", "expected"),
    [
        (None, "4 rows   accuracy 75.0%   macro-F1 81.2%"),
        (0.0, "4 rows   accuracy 75.0%   macro-F1 81.2%   both of two answered 0.0%"),
        (0.5, "4 rows   accuracy 75.0%   macro-F1 81.2%   both of two answered 50.0%"),
    ],
)
def test_print_report_over_all(both: float | None, expected: str) -> None:
    assert printed(FIGURES | {"both_answered": both})[0] == expected


def test_print_report_tables() -> None:
    assert table_rows(printed(FIGURES)) == [
        ["greet", "1", "100.0%"],
        ["price", "3", "66.7%"],
        ["price", "(no answer)", "1"],
    ]
