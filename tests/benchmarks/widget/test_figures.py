"""Rows of the widgets' table."""

from benchmarks.widget.figures import OURS, Row, amounts, answers, medians


def test_amounts_without_ours_have_no_ratio() -> None:
    row = amounts("loaded, kB", {"other": 403.54}, digits=1)

    assert row == Row("loaded, kB", {"other": "403.5"})


def test_amounts_beside_a_zero_of_ours_have_no_ratio() -> None:
    row = amounts("violations", {"other": 2, OURS: 0})

    assert row == Row("violations", {"other": "2", OURS: "0"})


def test_amounts_of_others_say_how_many_times_ours_they_are() -> None:
    row = amounts("nodes", {"other": 1200, OURS: 800})

    assert row == Row("nodes", {"other": "1,200 (1.5x)", OURS: "800"})


def test_median_of_ratios_compares_within_each_round() -> None:
    rounds = [{"other": 20.0, OURS: 10.0}, {"other": 900.0, OURS: 100.0}, {"other": 30.0, OURS: 15.0}]

    row = medians("ms", rounds)

    assert row == Row("ms", {"other": "30 (2.0x)", OURS: "15"})


def test_medians_with_a_zero_of_ours_have_no_ratio() -> None:
    rounds = [{"other": 2.0, OURS: 0.0}, {"other": 4.0, OURS: 1.0}]

    row = medians("tasks", rounds)

    assert row == Row("tasks", {"other": "3", OURS: "0"})


def test_answer_that_could_not_be_had_is_a_dash() -> None:
    row = answers("shown", {"one": True, "other": False, "third": None})

    assert row == Row("shown", {"one": "yes", "other": "no", "third": "-"})


def test_cells_follow_the_titles() -> None:
    row = Row("ms", {"one": "1", "other": "2"})

    assert row.cells(["other", "missing", "one"]) == ("ms", "2", "-", "1")
