"""The verdict on a new model, on results made by hand."""

from typing import Any

import pytest

from salon.review.comparison import Bounds, Comparison, compare
from tests.review.fakes import result

BOUNDS = Bounds(1.0, 5.0)


def mixed(right: int, rows: int, topic: str = "price") -> dict[str, Any]:
    """Return a result in which so many of the rows are right."""
    made = result(topic=topic, rows=rows)
    for one in made["phrases"][right:]:
        one.update(right=False, predicted=["greet"])
    return made


def test_same_results_change_nothing_and_block_nothing() -> None:
    made = compare(result(), result(), BOUNDS)

    assert (made.overall.points, made.changed, made.reasons, made.warnings) == (0.0, (), (), ())


def test_changed_phrases_are_listed_with_what_was_right() -> None:
    made = compare(result(right=False), result(), BOUNDS)

    (one,) = made.changed
    assert (one.text, one.old, one.new, one.old_right, one.new_right) == ("phrase 0", "greet", "price", False, True)


def test_fewer_red_flags_block() -> None:
    made = compare(result(), result(caught=False), BOUNDS)

    assert made.lost_flags == ("I can't breathe",)
    assert made.reasons[0].startswith("It catches fewer red flags: 0 of 1")


@pytest.mark.parametrize(("right", "blocked"), [(200, False), (198, False), (197, True)])
def test_drop_over_all_blocks_beyond_its_bound(right: int, blocked: bool) -> None:
    made = compare(mixed(200, 200), mixed(right, 200), BOUNDS)

    assert bool(made.reasons) is blocked


@pytest.mark.parametrize(("rows", "right", "blocked"), [(9, 0, False), (10, 9, True), (20, 19, False), (20, 18, True)])
def test_drop_in_a_topic_blocks_if_it_has_ten_phrases(rows: int, right: int, blocked: bool) -> None:
    ample = mixed(1000, 1000)
    old, new = mixed(rows, rows, "aftercare"), mixed(right, rows, "aftercare")
    for made in (old, new):
        made["phrases"] += ample["phrases"]

    reasons = compare(old, new, BOUNDS).reasons

    assert ["aftercare" in one for one in reasons] == ([True] if blocked else [])


def test_dialogue_that_goes_otherwise_is_a_warning() -> None:
    new = result()
    new["dialogues"] = [{"name": "books", "right": False, "wrong": ["'hi': expected x"], "booked_right": False}]

    made = compare(result(), new, BOUNDS)

    assert [(one.text, one.old, one.new) for one in made.stumbled] == [
        ("books", "as expected", "'hi': expected x; booked otherwise than expected")
    ]
    assert made.reasons == () and len(made.warnings) == 1


def test_comparison_is_read_as_it_was_written() -> None:
    made = compare(result(right=False), result(caught=False), BOUNDS)

    assert Comparison.load(made.dump()) == made


def test_topics_that_got_worse_come_first_then_those_that_got_better() -> None:
    names = ("aftercare", "deny", "greet", "price")
    old = {"phrases": [], "red_flags": [], "dialogues": [], "own": []}
    new = {"phrases": [], "red_flags": [], "dialogues": [], "own": []}
    for name, before, now in zip(names, (9, 9, 5, 9), (9, 5, 9, 8), strict=True):
        old["phrases"] += mixed(before, 10, name)["phrases"]
        new["phrases"] += mixed(now, 10, name)["phrases"]

    assert [one.name for one in compare(old, new, BOUNDS).topics_by_change] == ["deny", "price", "greet", "aftercare"]
