"""Pieces that the database counted, added up."""

from datetime import datetime, timedelta

import pytest

from salon.figures.counts import HandoffCount, TopicCount
from salon.figures.summing import handoff_counts, sums, topic_counts

AT = datetime(2027, 3, 1)


def test_sums_by_key() -> None:
    assert sums([("a", 1), ("b", 2), ("a", 3)]) == {"a": 4, "b": 2}


def test_topic_counts_of_joined_topics() -> None:
    counted = topic_counts([("price+aftercare", 2, 0.5), ("price", 2, 1.0), ("greet", 1, None)])

    assert counted == (TopicCount("price", 4, 0.75), TopicCount("aftercare", 2, 0.5), TopicCount("greet", 1, None))


def test_handoff_counts_wait_only_where_taken() -> None:
    counted = handoff_counts(
        [("lost", AT, None), ("asked", AT, AT + timedelta(seconds=90)), ("asked", AT, AT + timedelta(seconds=30))]
    )

    assert counted == (HandoffCount("asked", 2, (90.0, 30.0)), HandoffCount("lost", 1, ()))
    assert (counted[0].median_wait, counted[0].p90_wait, counted[1].median_wait) == (30.0, 90.0, None)


def test_handoff_counts_of_clocks_that_disagree() -> None:
    assert handoff_counts([("asked", AT, AT - timedelta(seconds=1))])[0].waits == pytest.approx((0.0,))
