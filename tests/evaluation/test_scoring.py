"""Figures of an evaluation, against sums done by hand."""

import pytest

from salon.evaluation.files import Phrase
from salon.evaluation.scoring import UNANSWERED, WORST, Judged, confusions, score


def judged(expected: str, *predicted: str) -> Judged:
    """Return a phrase with the topics expected (`|` and `+` as in the file) and those of its answers."""
    parts = tuple(frozenset(part.split("|")) for part in expected.split("+"))
    return Judged(Phrase(2, "a phrase", expected, parts), predicted)


@pytest.mark.parametrize(
    ("expected", "predicted", "right", "counted"),
    [
        ("price", [], False, UNANSWERED),
        ("price", ["greet"], False, "greet"),
        ("price", ["price", "greet"], False, "greet"),
        ("price|hours", ["greet", "hours"], False, "greet"),
        ("price+hours", [], False, UNANSWERED),
        ("price+hours", ["price"], False, UNANSWERED),
        ("price+hours", ["hours", "greet"], False, "greet"),
        ("price", ["price"], True, "price"),
        ("price|hours", ["hours"], True, "price"),
        ("price|hours", ["hours", "price"], True, "price"),
        ("price+hours", ["hours", "price"], True, "price"),
        ("price+hours", ["price", "greet", "hours"], True, "price"),
        ("price|greet+hours", ["greet", "hours"], True, "price"),
    ],
)
def test_judged_is_right_and_counted_as(expected: str, predicted: list[str], right: bool, counted: str) -> None:
    one = judged(expected, *predicted)

    assert (one.right, one.counted_as) == (right, counted)


def test_score_of_nothing() -> None:
    assert score([]) == {
        "rows": 0,
        "accuracy": 0.0,
        "macro_f1": 0.0,
        "both_answered": None,
        "topics": {},
        "confusions": [],
    }


def test_score_by_hand() -> None:
    rows = [
        judged("price", "price"),
        judged("price", "price"),
        judged("price", "hours"),
        judged("hours", "hours"),
        judged("hours"),
    ]

    figures = score(rows)

    # price: 3 expected, 2 counted, 2 hits: 2·2 / (3 + 2); hours: 2 expected, 2 counted, 1 hit: 2·1 / (2 + 2).
    assert figures == {
        "rows": 5,
        "accuracy": pytest.approx(3 / 5),
        "macro_f1": pytest.approx((4 / 5 + 2 / 4) / 2),
        "both_answered": None,
        "topics": {
            "hours": {"rows": 2, "accuracy": pytest.approx(1 / 2)},
            "price": {"rows": 3, "accuracy": pytest.approx(2 / 3)},
        },
        "confusions": [
            {"expected": "hours", "predicted": UNANSWERED, "count": 1},
            {"expected": "price", "predicted": "hours", "count": 1},
        ],
    }


def test_score_topics_that_were_never_expected_have_no_part_in_macro_f1() -> None:
    rows = [judged("price", "price"), judged("price", "greet")]

    assert score(rows)["macro_f1"] == pytest.approx(2 / 3)


def test_score_of_doubles() -> None:
    rows = [judged("price+hours", "price", "hours"), judged("price+hours", "hours"), judged("hours", "price")]

    figures = score(rows)

    assert figures["both_answered"] == pytest.approx(1 / 2)
    assert figures["accuracy"] == pytest.approx(1 / 3)
    assert list(figures["topics"]) == ["hours", "price"]


def test_confusions_worst_first() -> None:
    rows = [
        judged("price", "greet"),
        judged("hours", "price"),
        judged("hours", "price"),
        judged("hours", "greet"),
        judged("greet", "greet"),
    ]

    assert confusions(rows) == [
        {"expected": "hours", "predicted": "price", "count": 2},
        {"expected": "hours", "predicted": "greet", "count": 1},
        {"expected": "price", "predicted": "greet", "count": 1},
    ]


def test_confusions_only_the_worst() -> None:
    rows = [judged("price", f"topic_{number:02}") for number in range(WORST + 1)]

    assert [one["predicted"] for one in confusions(rows)] == [f"topic_{number:02}" for number in range(WORST)]
