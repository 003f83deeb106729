"""Cards as clients see them."""

from dataclasses import replace

import pytest

from salon.conversations.buttons import lasting_buttons
from salon.conversations.cards import reply_card
from salon.responses import Responses
from tests.conversations.appointment_cards import APPOINTMENT, CARD


@pytest.mark.parametrize(("kind", "appointment_id"), [("summary", None), ("cancelled", APPOINTMENT), ("booked", None)])
def test_card_without_buttons(responses: Responses, kind: str, appointment_id: str | None) -> None:
    assert reply_card(replace(CARD, kind=kind, appointment_id=appointment_id), responses).buttons == ()


@pytest.mark.parametrize("kind", ["booked", "moved"])
def test_card_of_what_is_to_come(responses: Responses, kind: str) -> None:
    card = replace(CARD, kind=kind)

    assert reply_card(card, responses).buttons == lasting_buttons(APPOINTMENT, responses)


def test_public(responses: Responses) -> None:
    move, cancel = lasting_buttons(APPOINTMENT, responses)

    assert reply_card(CARD, responses).public() == {
        "kind": "booked",
        "appointment_id": APPOINTMENT,
        "treatment": "deep cleaning",
        "when": "Thursday 4 March at 10:00",
        "starts_at": "2027-03-04T10:00:00+00:00",
        "ends_at": "2027-03-04T11:30:00+00:00",
        "minutes": 90,
        "price": "£85",
        "cosmetologist": "Maya",
        "name": "Anna",
        "phone": "+447700900123",
        "buttons": [{"id": move.id, "title": "Move it"}, {"id": cancel.id, "title": "Cancel it"}],
    }
