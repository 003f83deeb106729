"""What is made of a visit's long tasks."""

from benchmarks.widget.loading import held_up


def test_held_up_without_tasks_is_nothing() -> None:
    assert held_up([]) == 0


def test_held_up_counts_what_is_beyond_fifty_milliseconds() -> None:
    assert held_up([50.0, 71.0, 348.0]) == 21 + 298
