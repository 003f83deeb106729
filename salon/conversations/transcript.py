"""Writes and reads the transcript: short transactions, no network. The conversations service enters."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy.orm import Session

from salon.clock import Clock
from salon.conversations import lines, store
from salon.conversations.incoming import Incoming, Unacceptable, clean_text, pick_payload
from salon.conversations.models import Conversation, Message
from salon.conversations.replies import Reply
from salon.conversations.searchable import NOTHING, names_in, of_client, searchable_text
from salon.conversations.state import State
from salon.conversations.storing import call_staff, store_replies
from salon.conversations.turns import Answered, Outcome, Received
from salon.db import Database

_EDITED_AMONG = 50
"""Lines of the client's, among which the one that they edit is looked for."""


@dataclass(frozen=True)
class _Said:
    """What a message says: words, the payload of a button, the kind of what was sent."""

    text: str
    payload: str | None = None
    media: str | None = None


@dataclass(frozen=True)
class Page:
    """Lines in order, as a client may see them; `more` if there are others behind. `held_by` names who holds."""

    lines: list[dict[str, Any]]
    more: bool
    held_by: str | None


class Transcript:
    """Every line of every conversation."""

    def __init__(self, database: Database, clock: Clock, country: str) -> None:
        self._database = database
        self._clock = clock
        self._country = country

    def begin(
        self,
        channel: str,
        token_fingerprint: str,
        greeting: Reply,
        witness: Callable[[Session, str], None] = lambda *_: None,
    ) -> tuple[str, dict[str, Any]]:
        """Start a conversation with the bot's first words; return its id, and them as the client may see them.

        `witness` is told of it, with its id, within the transaction that stores it.
        """
        now = self._clock()
        conversation = Conversation(
            id=str(uuid4()), channel=channel, token_fingerprint=token_fingerprint, created_at=now, last_activity_at=now
        )
        with self._database.transaction() as session:
            session.add(conversation)
            session.flush()
            witness(session, conversation.id)
            return conversation.id, store_replies(session, conversation.id, [greeting], None, now, self._country)[0]

    def token_fingerprint(self, conversation_id: str) -> str:
        """Return the fingerprint of the token that opens a conversation.

        Raises:
            NotFound: there is no such conversation.
        """
        with self._database.reading() as session:
            return store.conversation(session, conversation_id).token_fingerprint

    def receive(
        self, conversation_id: str, incoming: Incoming, witness: Callable[[Session, int], None] = lambda *_: None
    ) -> Received:
        """Store a client's message before anything is done about it; a repeated one is found again.

        `witness` is told of it, with its number, within the transaction.

        Raises:
            NotFound: there is no such conversation.
            Unacceptable: the text can't be taken, or the button is not of this conversation.
        """
        now = self._clock()
        with self._database.transaction() as session:
            conversation = store.locked(session, conversation_id)
            message = store.message_of(session, conversation_id, incoming.message_id)
            state = State.load(conversation.state)
            said = self._said(session, conversation_id, state.form, incoming, message)
            if message is None:
                message = lines.client_line(conversation_id, incoming, said.text, said.payload, now, self._country)
                session.add(message)
                conversation.last_activity_at = now
            if conversation.held_by and message.answered_at is None:
                # Nothing waits for the bot now, nor after a crash; what is said of health is remembered all the same.
                message.answered_at, message.searchable = now, of_client(said.text, state)
                state = state.hearing(said.text, now.date())
                conversation.state = state.dump()
            session.flush()
            witness(session, message.seq)
            return self._received(session, conversation, message, said, state)

    def read_again(self, kept: Received) -> Received:
        """Return a message as it stands now, with the conversation's state of now.

        Raises:
            NotFound: the conversation was erased meanwhile.
        """
        with self._database.reading() as session:
            conversation = store.conversation(session, kept.conversation_id)
            message = session.get_one(Message, kept.seq)
            if not conversation.held_by or message.answered_at:
                incoming, state = Incoming(kept.message_id), State.load(conversation.state)
                said = self._said(session, conversation.id, state.form, incoming, message)
                return self._received(session, conversation, message, said, state)
        return self.receive(kept.conversation_id, Incoming(kept.message_id))  # staff took it over: that is to be stored

    def changes_words(self, conversation_id: str, incoming: Incoming) -> bool:
        """Tell whether a message that edits another says other words than that one does by now; True if it is unknown.

        Apps bring an edit also where something else of a message changed. A number that is masked counts as changed:
        what it was is not known any more.
        """
        try:
            text = clean_text(incoming.text or "")
        except Unacceptable:
            return True
        with self._database.reading() as session:
            said = store.last_said(session, conversation_id, _EDITED_AMONG)
            return next((one.text for one in said if incoming.edits in lines.versions_of(one)), None) != text

    def finish(self, received: Received, outcome: Outcome) -> Answered:
        """Store the replies and all that the turn changed, and mark the message answered, in one transaction.

        If another process answered the message meanwhile, that answer counts, and nothing is stored. If staff took the
        conversation over meanwhile, the replies are stored all the same: they were on their way.

        Raises:
            NotFound: the conversation was erased meanwhile.
        """
        now = self._clock()
        with self._database.transaction() as session:
            conversation = store.locked(session, received.conversation_id)
            message = session.get_one(Message, received.seq)
            if message.answered_at:
                return _answered(session, conversation, message)
            message.answered_at, message.unanswered = now, None
            message.topic = "+".join(outcome.topics) or None
            message.intent, message.confidence = outcome.intent, outcome.confidence
            message.ranking = json.dumps(list(outcome.ranking))
            message.latency_ms, message.model = outcome.latency_ms, outcome.model
            message.searchable = _searchable(received, outcome)
            conversation.state = outcome.state.dump()
            conversation.red_flag = outcome.red_flag or conversation.red_flag
            conversation.failures = received.failures + 1 if outcome.failed else 0
            conversation.last_activity_at = now
            replies = store_replies(session, conversation.id, outcome.replies, message.seq, now, self._country)
            if outcome.handoff:
                handoff = call_staff(session, conversation.id, outcome.handoff, now)
                if outcome.callback_phone:
                    handoff.callback_phone, handoff.callback_consent_at = outcome.callback_phone, now
            return Answered(message.seq, message.created_at, replies, conversation.held_by)

    def flag(self, conversation_id: str, level: str, reason: str) -> None:
        """Note a red flag in a conversation that staff hold: the bot says nothing, but knows it afterwards.

        Raises:
            NotFound: there is no such conversation.
        """
        with self._database.transaction() as session:
            store.locked(session, conversation_id).red_flag = level
            call_staff(session, conversation_id, reason, self._clock())

    def rate(self, conversation_id: str, stars: int) -> None:
        """Store how content the client is, 1 to 5; a later rating takes the place of an earlier one.

        Raises:
            NotFound: there is no such conversation.
        """
        with self._database.transaction() as session:
            conversation = store.locked(session, conversation_id)
            conversation.stars, conversation.rated_at = stars, self._clock()

    def page(self, conversation_id: str, after: int, limit: int = 200) -> Page:
        """Return the lines behind sequence number `after`, at most `limit`.

        Raises:
            NotFound: there is no such conversation.
        """
        with self._database.reading() as session:
            conversation = store.conversation(session, conversation_id)
            found = store.messages_after(session, conversation_id, after, limit + 1)
            shown = [lines.public(line) for line in found[:limit]]
            return Page(shown, len(found) > limit, conversation.held_by)

    def unanswered(self, before: datetime) -> list[tuple[str, Incoming]]:
        """Return the messages that were stored until `before` and never answered, oldest first."""
        with self._database.reading() as session:
            left = store.unanswered(session, before)
            return [(line.conversation_id, Incoming(line.external_id or line.id)) for line in left]

    def _said(
        self, session: Session, conversation_id: str, form: str | None, incoming: Incoming, stored: Message | None
    ) -> _Said:
        """Return what the client says; nothing more once it is answered. `form` is the one that is active."""
        if stored:
            kept = json.loads(stored.unanswered or "{}") if stored.answered_at is None else {}
            return _Said(kept.get("text", ""), kept.get("payload"), kept.get("media"))
        if incoming.starts_at is not None:
            return _Said(incoming.text or "", pick_payload(incoming.starts_at, form))
        if incoming.media:
            return _Said(clean_text(incoming.text) if incoming.text else "", media=incoming.media.kind)
        if incoming.button_id is None:
            return _Said(clean_text(incoming.text or ""))
        button = store.button(session, conversation_id, incoming.button_id)
        if button is None:
            raise Unacceptable("utter_button_unknown")
        if button.payload.startswith("/"):
            return _Said(button.title, button.payload)
        return _Said(button.payload)

    def _received(
        self,
        session: Session,
        conversation: Conversation,
        message: Message,
        said: _Said,
        state: State,
    ) -> Received:
        return Received(
            seq=message.seq,
            conversation_id=conversation.id,
            message_id=message.external_id or message.id,
            text=said.text,
            payload=said.payload,
            state=state,
            red_flag=conversation.red_flag,
            failures=conversation.failures,
            answered=_answered(session, conversation, message) if message.answered_at else None,
            media=said.media,
        )


def _searchable(received: Received, outcome: Outcome) -> str:
    """Return what search may know of a message once it is answered, and not before: by then its names are known."""
    if outcome.failed:  # nobody has looked for one
        return NOTHING
    return searchable_text(of_client(received.text, received.state), names_in(outcome.state))


def _answered(session: Session, conversation: Conversation, message: Message) -> Answered:
    replies = [lines.public(line) for line in store.replies_to(session, message.seq)]
    return Answered(message.seq, message.created_at, replies, conversation.held_by)
