"""Buttons under a reply, and the lasting ones of an appointment's card. Pure but for the database session given."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from sqlalchemy.orm import Session

from salon.conversations.models import Button
from salon.responses import Responses

_SPACE = UUID("9b1d6d3c-1f0a-5b0e-9c53-7a8a3f6f2c11")
_LASTING = {"utter_title_move_it": "reschedule_appointment", "utter_title_cancel_it": "cancel_appointment"}


@dataclass(frozen=True)
class ReplyButton:
    """A button: `payload` is `/intent` with optional JSON values, and stays on the server."""

    id: str
    title: str
    payload: str


def lasting_buttons(appointment_id: str, responses: Responses) -> tuple[ReplyButton, ...]:
    """Return the buttons that move and cancel an appointment: wherever it is shown, they are the same two."""
    return tuple(
        ReplyButton(
            id=str(uuid5(_SPACE, f"{intent} {appointment_id}")),
            title=responses.text(title),
            payload=f'/{intent}{{"appointment_id": "{appointment_id}"}}',
        )
        for title, intent in _LASTING.items()
    )


def keep_lasting(session: Session, conversation_id: str, buttons: Sequence[ReplyButton], now: datetime) -> None:
    """Store lasting buttons unless they are; the conversation must be locked."""
    for one in buttons:
        if session.get(Button, one.id) is None:
            session.add(
                Button(id=one.id, conversation_id=conversation_id, title=one.title, payload=one.payload, created_at=now)
            )
    session.flush()
