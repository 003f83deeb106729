"""What a turn begins with, and what comes of it. Pure; the transcript stores it, answering makes the outcome."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from salon.conversations.replies import Reply
from salon.conversations.state import State


@dataclass(frozen=True)
class Answered:
    """What came of a message: its own place and moment, the replies as a client may see them, and who holds."""

    seq: int
    at: datetime
    replies: list[dict[str, Any]]
    held_by: str | None


@dataclass(frozen=True)
class Received:
    """A client's message, stored: what was really said, the button's payload, and where the conversation stands.

    `media` is the kind of what was sent besides words, if anything was.

    `answered` stands if there is nothing to do for the bot: the message was answered before (`text` is empty then), or
    staff hold the conversation.
    """

    seq: int
    conversation_id: str
    message_id: str
    text: str
    payload: str | None
    state: State
    red_flag: str | None
    failures: int
    answered: Answered | None = None
    media: str | None = None


@dataclass(frozen=True)
class Outcome:
    """What came of a turn, to be stored in one go."""

    replies: Sequence[Reply]
    state: State
    topics: Sequence[str] = ()
    intent: str | None = None
    confidence: float | None = None
    ranking: Sequence[Any] = ()
    model: str | None = None
    latency_ms: float = 0.0
    red_flag: str | None = None
    handoff: str | None = None
    callback_phone: str | None = None
    """The number (E.164) that the client agreed to have kept, to be rung about the hand-off."""
    failed: bool = False
