"""Telling a question on another topic from an answer to the form's."""

import pytest

from salon.booking.asides import ABOUT_BOOKING, is_aside


@pytest.mark.parametrize("intent", sorted(ABOUT_BOOKING))
def test_what_is_about_booking_is_never_an_aside(intent: str) -> None:
    assert not is_aside(intent, 1.0, "what about that then?", "name")


@pytest.mark.parametrize("requested", ["name", "consent", "confirmed"])
@pytest.mark.parametrize(("confidence", "expected"), [(0.89, False), (0.9, True)])
def test_a_short_answer_needs_a_surer_classifier(requested: str, confidence: float, *, expected: bool) -> None:
    assert is_aside("price", confidence, "three words here", requested) == expected


@pytest.mark.parametrize(
    ("clause", "requested"),
    [
        ("three words here", None),
        ("three words here", "starts_at"),
        ("four words it is", "name"),
        ("four words it is", "confirmed"),
    ],
)
@pytest.mark.parametrize(("confidence", "expected"), [(0.54, False), (0.55, True)])
def test_everything_else_needs_a_fairly_sure_one(
    clause: str, requested: str | None, confidence: float, *, expected: bool
) -> None:
    assert is_aside("price", confidence, clause, requested) == expected


@pytest.mark.parametrize("requested", ["name", "confirmed", "phone", None])
def test_a_question_mark_is_enough(requested: str | None) -> None:
    assert is_aside("price", 0.1, "how much?", requested)
