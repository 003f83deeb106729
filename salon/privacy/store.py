"""Every query of the privacy room. Its services enter, with a session that they opened.

Rows that the database would erase by itself, with those that they belong to, are erased here by name: so they are
counted. A table that is forgotten here is still emptied by its foreign key.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, delete, literal, or_, select, true, update
from sqlalchemy.orm import Session

from salon.booking.appointments import Status
from salon.booking.models import Appointment, AppointmentCell, AppointmentMove
from salon.conversations.models import Button, Conversation, Handoff, Message
from salon.db import Base

NOBODY = ""
"""The conversation of an appointment whose own was erased: it opens nothing."""


def erase_conversation(session: Session, conversation_id: str) -> dict[str, int]:
    """Erase the conversation and its lines, buttons and hand-offs; return the rows by table."""
    return _erase(
        session,
        (Message, Message.conversation_id == conversation_id),
        (Button, Button.conversation_id == conversation_id),
        (Handoff, Handoff.conversation_id == conversation_id),
        (Conversation, Conversation.id == conversation_id),
    )


def erase_appointments(session: Session, conversation_id: str, kept_from: datetime | None) -> dict[str, int]:
    """Erase the conversation's appointments, their cells and their moves; return the rows by table.

    Args:
        kept_from: booked ones that end after this moment are left alone; None: none is. The moves of those go all the
            same: they are what the client wrote when.
    """
    own = Appointment.conversation_id == conversation_id
    over = or_(Appointment.status != Status.BOOKED, Appointment.ends_at <= kept_from) if kept_from else true()
    gone = and_(own, over)
    return _erase(
        session,
        (AppointmentMove, AppointmentMove.appointment_id.in_(_ids(own))),
        (AppointmentCell, AppointmentCell.appointment_id.in_(_ids(gone))),
        (Appointment, gone),
    )


def cut_loose(session: Session, conversation_id: str) -> int:
    """Leave nothing in the conversation's appointments that leads back to it; return how many there are."""
    query = (
        update(Appointment)
        .where(Appointment.conversation_id == conversation_id)
        .values(conversation_id=NOBODY, idempotency_key=Appointment.id)  # a key holds the conversation's id
        .returning(literal(1))
    )
    return len(session.execute(query, execution_options={"synchronize_session": False}).all())


def _ids(condition: ColumnElement[bool]) -> Select[str]:
    return select(Appointment.id).where(condition)


def _erase(session: Session, *what: tuple[type[Base], ColumnElement[bool]]) -> dict[str, int]:
    """Erase the rows of tables, in that order; return how many they were."""
    rows: dict[str, int] = {}
    for model, condition in what:
        query = delete(model).where(condition).returning(literal(1))
        found = session.execute(query, execution_options={"synchronize_session": False})
        rows[model.__tablename__] = len(found.all())
    return rows
