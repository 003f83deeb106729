"""Every query of the demo room; its own services enter. What it writes goes through the services of other rooms."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from salon.booking.models import Appointment
from salon.conversations.models import Conversation, Handoff, Message
from salon.staff.models import StaffAccount

_TABLES = {
    "conversations": Conversation,
    "messages": Message,
    "appointments": Appointment,
    "hand-offs": Handoff,
    "staff accounts": StaffAccount,
}


def counts(session: Session) -> dict[str, int]:
    """Return how many rows there are of what a demo makes, by what they are."""
    return {name: session.scalar(select(func.count()).select_from(table)) or 0 for name, table in _TABLES.items()}


def message_id(session: Session, conversation_id: str, external_id: str) -> str | None:
    """Return the id of a client's line; None if it is gone."""
    wanted = (Message.conversation_id == conversation_id, Message.external_id == external_id)
    return session.scalar(select(Message.id).where(*wanted))
