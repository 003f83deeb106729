"""Writes and reads the transcript: short transactions, no network. The conversations service enters."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy.orm import Session

from salon.booking.phones import mask_phones
from salon.clock import Clock
from salon.conversations import store
from salon.conversations.incoming import Incoming, Unacceptable, clean_text
from salon.conversations.models import Button, Conversation, Handoff, Message
from salon.conversations.replies import Reply
from salon.conversations.state import State
from salon.db import Database
from salon.errors import NotFound


@dataclass(frozen=True)
class Received:
    """A client's message, stored: what was really said, the button's payload, and where the conversation stands.

    `answered` holds the replies if this message was answered before.
    """

    seq: int
    conversation_id: str
    message_id: str
    text: str
    payload: str | None
    state: State
    red_flag: str | None
    failures: int
    answered: list[dict[str, Any]] | None = None


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
    failed: bool = False


class Transcript:
    """Every line of every conversation."""

    def __init__(self, database: Database, clock: Clock, country: str) -> None:
        self._database = database
        self._clock = clock
        self._country = country

    def begin(self, channel: str, token_fingerprint: str, greeting: Reply) -> str:
        """Start a conversation with the bot's first words; return its id."""
        now = self._clock()
        conversation = Conversation(
            id=str(uuid4()), channel=channel, token_fingerprint=token_fingerprint, created_at=now, last_activity_at=now
        )
        with self._database.transaction() as session:
            session.add(conversation)
            session.flush()
            session.add_all(self._lines(conversation.id, [greeting], None, now))
        return conversation.id

    def token_fingerprint(self, conversation_id: str) -> str:
        """Return the fingerprint of the token that opens a conversation.

        Raises:
            NotFound: there is no such conversation.
        """
        with self._database.reading() as session:
            conversation = store.conversation(session, conversation_id)
            if conversation is None:
                raise NotFound("no such conversation")
            return conversation.token_fingerprint

    def receive(self, conversation_id: str, incoming: Incoming) -> Received:
        """Store a client's message before anything is done about it; a repeated one is found again.

        Raises:
            NotFound: there is no such conversation.
            Unacceptable: the text can't be taken, or the button is not of this conversation.
        """
        with self._database.transaction() as session:
            conversation = store.conversation(session, conversation_id, lock=True)
            if conversation is None:
                raise NotFound("no such conversation")
            message = store.message_of(session, conversation_id, incoming.message_id)
            if message and message.answered_at:
                answered = [_public(line) for line in store.replies_to(session, message.seq)]
                return self._received(conversation, message, "", None, answered)
            if message:
                kept = json.loads(message.unanswered or "{}")
                text, payload = kept["text"], kept["payload"]
            else:
                text, payload = self._said(session, conversation_id, incoming)
                message = self._client_line(conversation_id, incoming.message_id, text, payload)
                session.add(message)
                conversation.last_activity_at = self._clock()
                session.flush()
            return self._received(conversation, message, text, payload, None)

    def finish(self, received: Received, outcome: Outcome) -> list[dict[str, Any]]:
        """Store the replies and all that the turn changed, and mark the message answered, in one transaction.

        Returns the replies as the client may see them. If another process answered the message meanwhile, they are that
        one's, and nothing is stored.

        Raises:
            NotFound: the conversation was erased meanwhile.
        """
        now = self._clock()
        with self._database.transaction() as session:
            conversation = store.conversation(session, received.conversation_id, lock=True)
            if conversation is None:
                raise NotFound("no such conversation")
            message = session.get_one(Message, received.seq)
            if message.answered_at:
                return [_public(line) for line in store.replies_to(session, message.seq)]
            message.answered_at, message.unanswered = now, None
            message.topic = "+".join(outcome.topics) or None
            message.intent, message.confidence = outcome.intent, outcome.confidence
            message.ranking = json.dumps(list(outcome.ranking))
            message.latency_ms, message.model = outcome.latency_ms, outcome.model
            conversation.state = outcome.state.dump()
            conversation.red_flag = outcome.red_flag or conversation.red_flag
            conversation.failures = received.failures + 1 if outcome.failed else 0
            conversation.last_activity_at = now
            session.add_all(self._lines(conversation.id, outcome.replies, message.seq, now))
            if outcome.handoff and not store.open_handoff(session, conversation.id, outcome.handoff):
                session.add(
                    Handoff(id=str(uuid4()), conversation_id=conversation.id, reason=outcome.handoff, created_at=now)
                )
        return [reply.public() for reply in outcome.replies]

    def after(self, conversation_id: str, seq: int, limit: int = 200) -> list[dict[str, Any]]:
        """Return the lines behind `seq` as a client may see them, in order, at most `limit`."""
        with self._database.reading() as session:
            lines = store.messages_after(session, conversation_id, seq, limit)
            return [_public(line) | {"seq": line.seq, "at": line.created_at.isoformat()} for line in lines]

    def unanswered(self, before: datetime) -> list[tuple[str, Incoming]]:
        """Return the messages that were stored until `before` and never answered, oldest first."""
        with self._database.reading() as session:
            left = store.unanswered(session, before)
            return [(line.conversation_id, Incoming(line.external_id or line.id)) for line in left]

    def _said(self, session: Session, conversation_id: str, incoming: Incoming) -> tuple[str, str | None]:
        """Return what the client says, and the payload if they say it by a button."""
        if incoming.button_id is None:
            return clean_text(incoming.text or ""), None
        button = store.button(session, conversation_id, incoming.button_id)
        if button is None:
            raise Unacceptable("utter_button_unknown")
        if button.payload.startswith("/"):
            return button.title, button.payload
        return button.payload, None

    def _client_line(self, conversation_id: str, message_id: str, text: str, payload: str | None) -> Message:
        return Message(
            id=str(uuid4()),
            conversation_id=conversation_id,
            author="client",
            external_id=message_id,
            text=mask_phones(text, self._country),
            unanswered=json.dumps({"text": text, "payload": payload}),
            created_at=self._clock(),
        )

    def _received(
        self,
        conversation: Conversation,
        message: Message,
        text: str,
        payload: str | None,
        answered: list[dict[str, Any]] | None,
    ) -> Received:
        return Received(
            seq=message.seq,
            conversation_id=conversation.id,
            message_id=message.external_id or message.id,
            text=text,
            payload=payload,
            state=State.load(conversation.state),
            red_flag=conversation.red_flag,
            failures=conversation.failures,
            answered=answered,
        )

    def _lines(self, conversation_id: str, replies: Sequence[Reply], answers: int | None, now: datetime) -> list[Any]:
        rows: list[Any] = []
        for reply in replies:
            details = reply.public()
            rows.append(
                Message(
                    id=reply.id,
                    conversation_id=conversation_id,
                    author=reply.author,
                    answers=answers,
                    text=mask_phones(reply.text, self._country) if reply.asks == "confirmed" else reply.text,
                    topic=reply.topic,
                    response=reply.response,
                    details=json.dumps({key: details[key] for key in ("buttons", "sources", "asks", "booked")}),
                    created_at=now,
                )
            )
            rows += [
                Button(id=one.id, conversation_id=conversation_id, title=one.title, payload=one.payload, created_at=now)
                for one in reply.buttons
            ]
        return rows


def _public(line: Message) -> dict[str, Any]:
    details = (
        json.loads(line.details) if line.details else {"buttons": [], "sources": [], "asks": None, "booked": False}
    )
    return {"id": line.external_id or line.id, "author": line.author, "text": line.text, "topic": line.topic, **details}
