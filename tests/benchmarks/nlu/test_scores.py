"""The figures of an intent benchmark."""

from benchmarks.nlu.scores import accuracy, auroc, quantile, right_when_refusing


def test_accuracy_is_a_percentage() -> None:
    assert accuracy([True, True, True, False]) == 75.0


def test_auroc_counts_ties_half() -> None:
    assert auroc([0.9, 0.5], [0.5, 0.1]) == 87.5


def test_quantile_interpolates() -> None:
    assert [quantile([3.0, 1.0, 2.0], share) for share in (0.0, 0.25, 0.5, 1.0)] == [1.0, 1.5, 2.0, 3.0]


def test_right_when_refusing_needs_confidence_above_the_threshold() -> None:
    right = [True, True, False, True]
    inside = [0.9, 0.4, 0.9, 0.3]
    outside = [0.1, 0.2, 0.3]

    share = right_when_refusing(right, inside, outside, recall=1.0)

    assert share == 50.0
