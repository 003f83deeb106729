"""Rows to be counted, written straight into the tables of the conversations and the booking rooms."""

from datetime import datetime, timedelta
from itertools import count
from typing import Any

from salon.booking.models import Appointment, AppointmentMove
from salon.conversations.models import Conversation, Handoff, Message
from salon.db import Database


class Rows:
    """Writes rows; ids are made up."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._ids = count()

    def conversation(self, begun: datetime, channel: str = "widget", **values: Any) -> str:
        """Write a conversation with the bot's greeting; return its id."""
        key = f"c{next(self._ids)}"
        row = Conversation(
            id=key, channel=channel, token_fingerprint=key, created_at=begun, last_activity_at=begun, **values
        )
        self._add(row)
        self._line(key, begun, "bot", response="utter_greeting")
        return key

    def asks(self, key: str, at: datetime, *responses: str, **values: Any) -> None:
        """Write a client's line, and a second later the bot's answers, as sentences with these names."""
        seq = self._line(key, at, "client", **({"latency_ms": 60.0} if responses else {}) | values)
        for response in responses:
            self._line(key, at + timedelta(seconds=1), "bot", response=response, answers=seq)

    def staff(self, key: str, at: datetime) -> None:
        """Write a line of staff."""
        self._line(key, at, "staff", staff_name="Maya")

    def handoff(self, key: str, at: datetime, reason: str = "asked", wait: float | None = None) -> None:
        """Write a hand-off; `wait` are the seconds until a person took it."""
        taken = None if wait is None else at + timedelta(seconds=wait)
        self._add(Handoff(id=f"h{next(self._ids)}", conversation_id=key, reason=reason, created_at=at, taken_at=taken))

    def appointment(self, key: str, made: datetime, starts: datetime, **values: Any) -> str:
        """Write an appointment; return its id."""
        own = f"a{next(self._ids)}"
        row = {
            "id": own,
            "conversation_id": key,
            "created_at": made,
            "consent_at": made,
            "starts_at": starts,
            "ends_at": starts + timedelta(minutes=90),
            "treatment_id": "deep_cleaning",
            "cosmetologist_id": "maya",
            "name": "Anna",
            "phone": "+447700900123",
            "phone_fingerprint": "f",
            "idempotency_key": own,
            "status": "booked",
        }
        self._add(Appointment(**(row | values)))
        return own

    def move(self, appointment_id: str, at: datetime) -> None:
        """Write a move of an appointment."""
        self._add(
            AppointmentMove(appointment_id=appointment_id, idempotency_key="k", moved_from=at, moved_to=at, moved_at=at)
        )

    def _line(self, key: str, at: datetime, author: str, **values: Any) -> int:
        line = Message(id=f"m{next(self._ids)}", conversation_id=key, author=author, text="hi", created_at=at, **values)
        self._add(line)
        return line.seq

    def _add(self, row: object) -> None:
        with self._database.transaction() as session:
            session.add(row)
