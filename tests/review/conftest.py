"""The review room on a fresh database of each kind: few known phrases, an encoder of letters, a workshop without work."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import pytest

from salon.clock import Clock
from salon.conversations.models import Conversation, Message
from salon.conversations.state import State
from salon.db import Database
from salon.review.comparison import Bounds
from salon.review.corrections import Corrections
from salon.review.dialogue_tests import DialogueTests
from salon.review.phrases import KnownPhrases
from salon.review.redacting import Redactions
from salon.review.serving import Serving
from salon.review.trainings import Trainings
from salon.review.unanswered import Unanswered
from salon.secrets import Vault
from tests.conversations.fakes import FakeEngine
from tests.review.fakes import FakeWorkshop, LetterEncoder

EXAMPLES = """version: "3.1"
nlu:
- intent: price
  examples: |
    - how much is a deep cleaning
    - will it cost more on a sunday
- intent: ask_parking
  examples: |
    - where can i park
"""
HELD_OUT = "utterance\ttopic\nwhat do you charge\tprice\n"


@pytest.fixture
def known(tmp_path: Path) -> KnownPhrases:
    """Return the phrases that are known: three, and one that is held out."""
    (tmp_path / "nlu").mkdir()
    (tmp_path / "nlu" / "salon.yml").write_text(EXAMPLES)
    (tmp_path / "checks" / "heldout").mkdir(parents=True)
    (tmp_path / "checks" / "heldout" / "phrases_a.tsv").write_text(HELD_OUT)
    return KnownPhrases(tmp_path / "nlu", tmp_path / "checks", LetterEncoder())


@dataclass
class Room:
    """The room's services, and what stands around them.

    Attributes:
        woken: topics that the desk's pages were woken by.
    """

    database: Database
    clock: Clock
    corrections: Corrections
    unanswered: Unanswered
    dialogue_tests: DialogueTests
    workshop: FakeWorkshop
    engine: FakeEngine
    trainings: Trainings
    serving: Serving
    reviewed: Path
    woken: list[str] = field(default_factory=list)

    def hear(self, text: str, intent: str = "greet", confidence: float = 0.9, name: str = "", said_in: str = "") -> str:
        """Store a client's message in a conversation of its own, or in one that is there; return the message's id."""
        message_id, now = str(uuid4()), self.clock()
        events = [{"event": "slot", "name": "name", "value": name}] if name else []
        with self.database.transaction() as session:
            if not said_in:
                said_in = str(uuid4())
                session.add(
                    Conversation(
                        id=said_in,
                        channel="widget",
                        token_fingerprint=said_in,
                        state=State(events=events).dump(),
                        created_at=now,
                        last_activity_at=now,
                    )
                )
                session.flush()
            session.add(
                Message(
                    id=message_id,
                    conversation_id=said_in,
                    author="client",
                    external_id=message_id,
                    text=text,
                    topic="greet",
                    intent=intent,
                    confidence=confidence,
                    ranking=f'[{{"name": "{intent}", "confidence": {confidence}}}]',
                    created_at=now,
                    answered_at=now,
                )
            )
        return message_id

    def conversation_of(self, message_id: str) -> str:
        """Return the conversation of a message."""
        return self.corrections.proposal(message_id).conversation_id


@pytest.fixture
def room(database: Database, vault: Vault, clock: Clock, known: KnownPhrases, tmp_path: Path) -> Room:
    """Return the room."""
    reviewed = tmp_path / "reviewed.yml"
    workshop, engine, woken = FakeWorkshop(reviewed, tmp_path / "models"), FakeEngine(), []
    redactions = Redactions(known, "GB")
    announce: Callable[[str], None] = woken.append
    trainings = Trainings(database, clock, workshop, reviewed, Bounds(1.0, 5.0), announce, beat_seconds=0.01)
    return Room(
        database,
        clock,
        Corrections(database, vault, clock, known, redactions),
        Unanswered(database, clock, redactions, LetterEncoder()),
        DialogueTests(database, redactions, tmp_path / "dialogues"),
        workshop,
        engine,
        trainings,
        Serving(database, clock, workshop, engine, trainings, reviewed, announce),
        reviewed,
        woken,
    )
