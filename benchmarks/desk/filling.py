"""Fills a database with a salon's conversations: phrases of the training data, typing mistakes, everything encrypted."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from benchmarks.messages import NLU
from salon.booking.models import Appointment
from salon.conversations.models import Conversation, Handoff, Message
from salon.conversations.searchable import searchable_text
from salon.db import Base, Database
from salon.inbox.models import ConversationNote, ConversationTag, ConversationWork
from salon.safety.phrases import read_examples
from salon.staff.models import StaffAccount
from salon.topics import Topic

STAFF = ("Maya", "Zoe", "Ines", "Ruth", "Anna")
TAGS = ("vip", "call back", "complaint", "voucher", "allergy", "new client")
CHANNELS = ("widget", "widget", "widget", "telegram", "whatsapp")
NOW = datetime(2027, 3, 1, 10, tzinfo=UTC)
LONG_CONVERSATION = 1000
"""Turns of the longest one."""
_BATCH = 5000
_STATE = {
    "events": [{"event": "slot", "name": "skin", "value": None}] * 20,
    "form": None,
    "question": None,
    "topic": None,
}


@dataclass(frozen=True)
class Amount:
    """How much there is: conversations of 1 to 9 turns, a message of the client and an answer each."""

    conversations: int = 10_000
    days: int = 365


class Filler:
    """Makes rows; the same seed, the same rows."""

    def __init__(self, topics: Mapping[str, Topic], answers: list[tuple[str, str]], seed: int = 11) -> None:
        self._random = Random(seed)  # noqa: S311  nothing here is secret
        self._topics = topics
        self._answers = answers
        self._phrases = [(one.group, one.text) for one in read_examples(NLU) if one.group in topics]

    def fill(self, database: Database, amount: Amount) -> int:
        """Store it all; return how many lines there are."""
        with database.transaction() as session:
            staff = [
                {"id": name, "login": name.lower(), "name": name, "role": "staff", "created_at": NOW} for name in STAFF
            ]
            session.execute(insert(StaffAccount), staff)
        lines, rows = 0, self._rows(amount)
        while batch := list(islice(rows, _BATCH)):
            lines += sum(1 for model, _ in batch if model is Message)
            with database.transaction() as session:
                for model in (
                    Conversation,
                    Message,
                    Handoff,
                    Appointment,
                    ConversationTag,
                    ConversationWork,
                    ConversationNote,
                ):
                    if values := [value for kind, value in batch if kind is model]:
                        session.execute(insert(model), values)
        return lines

    def _rows(self, amount: Amount) -> Iterator[tuple[type[Base], dict[str, Any]]]:
        seq = 0
        for number in range(amount.conversations):
            name = self._id()
            began = NOW - timedelta(days=amount.days) * (1 - number / amount.conversations)
            turns = LONG_CONVERSATION if number == amount.conversations - 50 else self._random.randint(1, 9)
            yield Conversation, self._conversation(name, began, turns)
            for turn in range(turns):
                for line in self._turn(name, began + timedelta(seconds=20 * turn), seq):
                    seq += 1
                    yield Message, line
            yield from self._besides(name, began)

    def _conversation(self, name: str, began: datetime, turns: int) -> dict[str, Any]:
        pick = self._random
        return {
            "id": name,
            "channel": pick.choice(CHANNELS),
            "token_fingerprint": name,
            "state": json.dumps(_STATE),
            "red_flag": pick.choice(("doctor", "crisis", "emergency")) if pick.random() < 0.02 else None,  # noqa: PLR2004
            "failures": 0,
            "stars": pick.randint(1, 5) if pick.random() < 0.2 else None,  # noqa: PLR2004
            "created_at": began,
            "last_activity_at": began + timedelta(seconds=20 * turns),
        }

    def _turn(self, name: str, at: datetime, seq: int) -> list[dict[str, Any]]:
        intent, text = self._random.choice(self._phrases)
        text = self._mistyped(text)
        topic = self._topics[intent].topic
        response, answer = self._random.choice(self._answers)
        sure = min(0.999, self._random.betavariate(5, 1))
        ranking = [{"name": self._random.choice(self._phrases)[0], "confidence": 0.1} for _ in range(10)]
        line = {
            "seq": seq + 1,
            "id": self._id(),
            "conversation_id": name,
            "author": "client",
            "external_id": self._id(),
            "answers": None,
            "text": text,
            "topic": topic,
            "intent": intent,
            "confidence": sure,
            "ranking": json.dumps(ranking),
            "response": None,
            "details": None,
            "latency_ms": 12.5,
            "model": "3109b57222d9325a",
            "answered_at": at,
            "created_at": at,
            "searchable": searchable_text(text),
        }
        details = {
            "buttons": [{"id": self._id(), "title": "Tell me more"}] * 3,
            "sources": [{"id": "S1", "title": "t" * 90}],
        }
        reply = dict.fromkeys(line) | {
            "seq": seq + 2,
            "id": self._id(),
            "conversation_id": name,
            "author": "bot",
            "answers": seq + 1,
            "text": answer,
            "topic": topic,
            "response": response,
            "details": json.dumps(details),
            "created_at": at,
            "searchable": searchable_text(answer),
        }
        return [line, reply]

    def _besides(self, name: str, at: datetime) -> Iterator[tuple[type[Base], dict[str, Any]]]:
        pick = self._random
        if pick.random() < 0.05:  # noqa: PLR2004
            closed = None if pick.random() < 0.1 else at  # noqa: PLR2004
            handoff = {
                "id": self._id(),
                "conversation_id": name,
                "reason": "asked",
                "created_at": at,
                "closed_at": closed,
            }
            yield Handoff, handoff
        if pick.random() < 0.15:  # noqa: PLR2004
            yield Appointment, self._appointment(name, at)
        if pick.random() < 0.1:  # noqa: PLR2004
            yield ConversationTag, {"conversation_id": name, "tag": pick.choice(TAGS)}
        if pick.random() < 0.3:  # noqa: PLR2004
            who = pick.choice(STAFF)
            yield (
                ConversationWork,
                {
                    "conversation_id": name,
                    "assignee_id": who,
                    "assignee": who,
                    "review": pick.choice(("new", "in_work", "reviewed")),
                },
            )
            note = {"id": self._id(), "conversation_id": name, "author_id": who, "author": who, "created_at": at}
            yield ConversationNote, note | {"text": "Rang her, she will think about it."}

    def _appointment(self, name: str, at: datetime) -> dict[str, Any]:
        return {
            "id": self._id(),
            "treatment_id": "deep_cleaning",
            "cosmetologist_id": "maya",
            "starts_at": at,
            "ends_at": at,
            "name": "Anna",
            "phone": "+447700900123",
            "phone_fingerprint": "f",
            "status": self._random.choice(("booked", "booked", "cancelled")),
            "conversation_id": name,
            "consent_at": at,
            "idempotency_key": self._id(),
            "created_at": at,
        }

    def _mistyped(self, text: str) -> str:
        if self._random.random() > 0.1 or len(text) < 4:  # noqa: PLR2004
            return text
        at = self._random.randrange(1, len(text) - 2)
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]

    def _id(self) -> str:
        return str(UUID(int=self._random.getrandbits(128)))
