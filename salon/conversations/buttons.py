"""Buttons under a reply, and the lasting ones of an appointment's card. Pure but for the database session given."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from sqlalchemy.orm import Session

from salon.conversations import store
from salon.conversations.incoming import write_payload
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

    def public(self) -> dict[str, str]:
        """Return what the client may see, as JSON values."""
        return {"id": self.id, "title": self.title}


def lasting_buttons(appointment_id: str, responses: Responses) -> tuple[ReplyButton, ...]:
    """Return the buttons that move and cancel an appointment: wherever it is shown, they are the same two."""
    return tuple(
        ReplyButton(
            id=str(uuid5(_SPACE, f"{intent} {appointment_id}")),
            title=responses.text(title),
            payload=write_payload(intent, appointment_id=appointment_id),
        )
        for title, intent in _LASTING.items()
    )


def button_rows(conversation_id: str, buttons: Iterable[ReplyButton], now: datetime) -> list[Button]:
    """Return buttons as rows."""
    return [
        Button(id=one.id, conversation_id=conversation_id, title=one.title, payload=one.payload, created_at=now)
        for one in buttons
    ]


def keep_lasting(session: Session, conversation_id: str, buttons: Sequence[ReplyButton], now: datetime) -> None:
    """Store lasting buttons unless they are; the conversation must be locked."""
    missing = store.unstored_buttons(session, [one.id for one in buttons])
    by_id = {one.id: one for one in buttons if one.id in missing}
    session.add_all(button_rows(conversation_id, by_id.values(), now))
