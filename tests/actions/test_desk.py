"""What actions may call."""

import pytest

from actions.contact import HandOver
from actions.desk import Desk
from salon.errors import NotFound


def test_label_that_nobody_wrote(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.label("trying_to_conceive")


def test_label_fits_inside_a_sentence(desk: Desk) -> None:
    assert desk.label("pacemaker") == "a pacemaker or another implanted device"


def test_name_is_that_of_the_domain(desk: Desk) -> None:
    assert HandOver(desk).name() == "action_hand_over"
