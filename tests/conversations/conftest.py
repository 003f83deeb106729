"""The conversations room: the real sentences, a fresh database of each kind, engines and nets that are scripted."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from salon.clock import Clock
from salon.conversations.answering import Answering
from salon.conversations.engine import Engines
from salon.conversations.holding import Holding
from salon.conversations.incoming import Incoming
from salon.conversations.replies import Reply, ReplyWriter
from salon.conversations.service import Conversations
from salon.conversations.state import State
from salon.conversations.transcript import Transcript
from salon.conversations.turns import Outcome
from salon.db import Database
from salon.responses import Responses
from salon.salon_file import Salon
from salon.secrets import Vault
from salon.services import RESPONSES
from salon.sources import load_sources
from salon.topics import Topic, load_topics
from tests.conversations.fakes import FakeNets

Open = Callable[..., Conversations]


@pytest.fixture(scope="session")
def responses(salon: Salon) -> Responses:
    """Return the salon's sentences."""
    return Responses(RESPONSES, salon.facts())


@pytest.fixture(scope="session")
def writer(responses: Responses) -> ReplyWriter:
    """Return what makes replies of them."""
    return ReplyWriter(responses, load_sources())


@pytest.fixture(scope="session")
def topics() -> Mapping[str, Topic]:
    """Return the topics by intent."""
    return load_topics()


@pytest.fixture
def transcript(database: Database, clock: Clock, salon: Salon) -> Transcript:
    """Return the transcript of a fresh database."""
    return Transcript(database, clock, salon.country)


@pytest.fixture
def holding(database: Database, clock: Clock) -> Holding:
    """Return what staff do in the conversations of that database."""
    return Holding(database, clock)


@pytest.fixture
def open_room(
    transcript: Transcript,
    holding: Holding,
    writer: ReplyWriter,
    topics: Mapping[str, Topic],
    vault: Vault,
    clock: Clock,
    salon: Salon,
) -> Open:
    """Return what opens the room with an engine: one call, one process of the app; all share the database."""
    own = transcript

    def open_with(engine: Engines, nets: Any = None, transcript: Transcript = own) -> Conversations:
        answering = Answering(engine, nets or FakeNets(), writer, topics, clock, salon)
        return Conversations(transcript, holding, answering, engine, writer, vault, clock)

    return open_with


@pytest.fixture
def conversation_id(transcript: Transcript, writer: ReplyWriter) -> str:
    """Return a conversation that has just begun."""
    return transcript.begin("widget", "fingerprint", writer.write("utter_greeting", seed="1", suggest=True))[0]


@pytest.fixture
def answered(transcript: Transcript, conversation_id: str, writer: ReplyWriter) -> Sequence[Reply]:
    """Return the replies to a first message, `m1`; the last has buttons."""
    replies = [writer.write("utter_price", seed="1", topic="price"), writer.write("utter_ask_consent", seed="1")]
    transcript.finish(transcript.receive(conversation_id, Incoming("m1", "hi")), Outcome(replies, State()))
    return replies
