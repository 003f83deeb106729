"""What the tests of the transcript look up in the database."""

from datetime import UTC, datetime

from sqlalchemy import func, select

from salon.conversations.models import Message
from salon.conversations.transcript import Transcript
from salon.db import Base, Database

NOW = datetime(2027, 3, 1, 10, tzinfo=UTC)
PHONE = "07700 900123"
SHOWN = "••••• •••123"


def rows(database: Database, model: type[Base]) -> int:
    """Return how many rows there are."""
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def one_line(database: Database, external_id: str = "m1") -> Message:
    """Return a client's line."""
    with database.reading() as session:
        return session.scalars(select(Message).where(Message.external_id == external_id)).one()


def lines(transcript: Transcript, conversation_id: str) -> list[tuple[str, str]]:
    """Return author and text of every line."""
    return [(line["author"], line["text"]) for line in transcript.page(conversation_id, 0).lines]
