"""What staff do in a conversation: take it over, speak, let go. The conversations service enters.

While a member of staff holds a conversation the bot is silent. Clients' lines are stored as ever and wait for nobody.
"""

from typing import Any

from salon.clock import Clock
from salon.conversations import lines, store
from salon.conversations.incoming import clean_text
from salon.conversations.models import LONGEST_STAFF_NAME, Conversation
from salon.db import Database
from salon.errors import BadInput


class Holding:
    """Who holds which conversation, and what they say."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def hold(self, conversation_id: str, staff_name: str) -> None:
        """Give a conversation to a member of staff, whoever held it before.

        Raises:
            NotFound: there is no such conversation.
            BadInput: the name is blank or too long.
        """
        name = _name(staff_name)
        with self._database.transaction() as session:
            self._give(store.locked(session, conversation_id), name)

    def say(self, conversation_id: str, staff_name: str, text: str) -> dict[str, Any]:
        """Store what a member of staff says, and return it as the client may see it.

        Where nobody held the conversation they hold it now: client and bot would talk across them otherwise.

        Raises:
            NotFound: there is no such conversation.
            BadInput: the name is blank or too long.
            Unacceptable: the text can't be taken.
        """
        name, text = _name(staff_name), clean_text(text)
        now = self._clock()
        with self._database.transaction() as session:
            conversation = store.locked(session, conversation_id)
            if conversation.held_by is None:
                self._give(conversation, name)
            line = lines.staff_line(conversation_id, name, text, now)
            session.add(line)
            conversation.last_activity_at = now
            session.flush()
            return lines.public(line)

    def release(self, conversation_id: str) -> None:
        """Give a conversation back to the bot; it answers what comes from now on.

        Raises:
            NotFound: there is no such conversation.
        """
        with self._database.transaction() as session:
            conversation = store.locked(session, conversation_id)
            conversation.held_by = conversation.held_since = None
            store.forget_said(session, conversation_id)

    def _give(self, conversation: Conversation, name: str) -> None:
        if conversation.held_by != name:
            conversation.held_by, conversation.held_since = name, self._clock()


def _name(staff_name: str) -> str:
    name = staff_name.strip()
    if not 0 < len(name) <= LONGEST_STAFF_NAME:
        raise BadInput(f"a name of staff has 1 to {LONGEST_STAFF_NAME} characters")
    return name
