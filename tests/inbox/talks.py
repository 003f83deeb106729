"""Conversations made to measure, without engine or turns."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from salon.booking.models import Appointment
from salon.conversations.models import Conversation, Handoff, Message
from salon.conversations.searchable import searchable_text
from salon.db import Database
from tests.conversations.stored import NOW


@dataclass(frozen=True)
class Said:
    """A client's line and the bot's answer to it; `answer` None: nobody has answered yet."""

    text: str = "hello"
    topic: str | None = "greet"
    answer: str | None = "Gladly."
    response: str = "utter_greet"
    confidence: float | None = 0.9


class Talks:
    """Stores conversations."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, *said: Said, ago: timedelta = timedelta(), **columns: Any) -> str:
        """Store a conversation whose last activity is so long before `NOW`; return its id."""
        conversation_id = columns.pop("id", None) or str(uuid4())
        moment = NOW - ago
        with self._database.transaction() as session:
            values = {"channel": "widget", "created_at": moment, "last_activity_at": moment} | columns
            session.add(Conversation(id=conversation_id, token_fingerprint=conversation_id, **values))
            session.flush()
            for one in said:
                self._add_line(session, conversation_id, one, moment)
        return conversation_id

    def wait(self, conversation_id: str, reason: str = "asked", **columns: Any) -> None:
        """Note that a person is waited for."""
        with self._database.transaction() as session:
            values = {"created_at": NOW} | columns
            session.add(Handoff(id=str(uuid4()), conversation_id=conversation_id, reason=reason, **values))

    def book(self, conversation_id: str, status: str = "booked") -> None:
        """Store an appointment of a conversation."""
        with self._database.transaction() as session:
            session.add(
                Appointment(
                    id=str(uuid4()),
                    treatment_id="deep_cleaning",
                    cosmetologist_id="maya",
                    starts_at=NOW + timedelta(days=2),
                    ends_at=NOW + timedelta(days=2, hours=1),
                    name="Anna",
                    phone="+447700900123",
                    phone_fingerprint="f",
                    status=status,
                    conversation_id=conversation_id,
                    consent_at=NOW,
                    idempotency_key=str(uuid4()),
                    created_at=NOW,
                )
            )

    def _add_line(self, session: Any, conversation_id: str, said: Said, moment: datetime) -> None:
        common = {"conversation_id": conversation_id, "created_at": moment}
        line = Message(
            id=str(uuid4()),
            author="client",
            external_id=str(uuid4()),
            text=said.text,
            topic=said.topic,
            intent=said.topic,
            confidence=said.confidence,
            answered_at=moment if said.answer else None,
            searchable=searchable_text(said.text),
            **common,
        )
        session.add(line)
        session.flush()
        if said.answer is not None:
            session.add(
                Message(
                    id=str(uuid4()),
                    author="bot",
                    answers=line.seq,
                    text=said.answer,
                    topic=said.topic,
                    response=said.response,
                    searchable=searchable_text(said.answer),
                    **common,
                )
            )
            session.flush()
