"""What actions may call."""

import pytest

from actions.contact import HandOver
from actions.services import ActionServices
from salon.errors import NotFound


def test_label_that_nobody_wrote(services: ActionServices) -> None:
    with pytest.raises(NotFound):
        services.label("trying_to_conceive")


def test_label_fits_inside_a_sentence(services: ActionServices) -> None:
    assert services.label("pacemaker") == "a pacemaker or another implanted device"


def test_name_is_that_of_the_domain(services: ActionServices) -> None:
    assert HandOver(services).name() == "action_hand_over"
