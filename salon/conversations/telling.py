"""What is said, or asked of staff, without a message of the client's that it would answer. Services enter."""

from dataclasses import replace
from uuid import UUID, uuid5

from salon.clock import Clock
from salon.conversations import store
from salon.conversations.replies import ReplyWriter
from salon.conversations.storing import call_staff, say_once
from salon.db import Database

_SPACE = UUID("6e0f0a3c-5b1d-5d0b-9a52-0f4f7c2b9f10")


class Telling:
    """Adds lines of the bot's own accord."""

    def __init__(self, database: Database, writer: ReplyWriter, country: str, clock: Clock) -> None:
        self._database = database
        self._writer = writer
        self._country = country
        self._clock = clock

    def tell(self, conversation_id: str, key: str, name: str, /, **values: str) -> None:
        """Have the bot say a sentence; under the same `key` it is said once.

        Args:
            conversation_id: of the conversation.
            key: tells one occasion from another.
            name: of the response.
            values: placeholders besides the salon's facts.

        Raises:
            NotFound: there is no such conversation.
        """
        written = self._writer.write(name, seed=key, values=values, suggest=True)
        reply = replace(written, id=str(uuid5(_SPACE, f"{conversation_id} {key}")))
        with self._database.transaction() as session:
            say_once(session, conversation_id, reply, self._clock(), self._country)

    def call_staff(self, conversation_id: str, reason: str) -> None:
        """Have a person look at a conversation; one that waits for that reason already is not called twice.

        Raises:
            NotFound: there is no such conversation.
        """
        with self._database.transaction() as session:
            store.locked(session, conversation_id)
            call_staff(session, conversation_id, reason, self._clock())
