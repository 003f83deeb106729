"""What staff do in a conversation: take it over, speak, let go, or find that nothing is to be done. The service enters.

While a member of staff holds a conversation the bot is silent. Clients' lines are stored as ever and wait for nobody;
nothing that a client sends ends it. One holds at a time: who else comes is refused, unless they say from whom they take.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from salon.clock import Clock
from salon.conversations import lines, store
from salon.conversations.giving_back import Known, SkinEdit, given_back, known
from salon.conversations.incoming import clean_text
from salon.conversations.models import LONGEST_STAFF_NAME, Conversation, Handoff
from salon.conversations.state import State
from salon.db import Database
from salon.errors import BadInput, HeldByAnother

LONGEST_NOTE = 300
LONGEST_MESSAGE_ID = 50
_OF_STAFF = "staff/"
"""Parts the desk's message ids from clients', in which no slash can be."""


@dataclass(frozen=True)
class Holder:
    """Who of the staff acts. `id` stays; `name` is what clients see, and may change."""

    id: str
    name: str


class Holding:
    """Who holds which conversation, and what they say."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def hold(self, conversation_id: str, staff: Holder, instead_of: str | None = None) -> None:
        """Give a conversation to a member of staff; whatever waited for a person waits no longer.

        Args:
            conversation_id: of the conversation.
            staff: who takes it.
            instead_of: the id of the colleague from whom it is taken knowingly; None: from nobody.

        Raises:
            NotFound: there is no such conversation.
            HeldByAnother: somebody else has it.
            BadInput: the name is blank or too long.
        """
        staff = _named(staff)
        with self._database.transaction() as session:
            self._take(session, store.locked(session, conversation_id), staff, instead_of)

    def say(self, conversation_id: str, staff: Holder, text: str, message_id: str | None = None) -> dict[str, Any]:
        """Store what a member of staff says, and return it as the client may see it.

        Where nobody held the conversation they hold it now: client and bot would talk across them otherwise. What comes
        again under the same `message_id`, since an answer was lost, is found again.

        Raises:
            NotFound: there is no such conversation.
            HeldByAnother: somebody else has it; nothing was said.
            BadInput: the name is blank or too long.
            Unacceptable: the text can't be taken.
        """
        staff, text = _named(staff), clean_text(text)
        with self._database.transaction() as session:
            conversation = store.locked(session, conversation_id)
            self._take(session, conversation, staff, None)
            external_id = message_id and f"{_OF_STAFF}{message_id}"
            if external_id and (known := store.message_of(session, conversation_id, external_id)):
                return lines.public(known)
            line = lines.staff_line(conversation_id, staff.name, text, self._clock(), external_id)
            session.add(line)
            conversation.last_activity_at = line.created_at
            session.flush()
            return lines.public(line)

    def writing_behind(self, conversation_id: str, staff: Holder) -> int | None:
        """Return the last line's number if it is this member who holds the conversation: what they write comes behind.

        Raises:
            NotFound: there is no such conversation.
        """
        with self._database.reading() as session:
            conversation = store.conversation(session, conversation_id)
            return store.last_seq(session, conversation_id) if conversation.held_by_id == staff.id else None

    def known(self, conversation_id: str) -> Known:
        """Return what the bot would go on with.

        Raises:
            NotFound: there is no such conversation.
        """
        with self._database.reading() as session:
            return known(State.load(store.conversation(session, conversation_id).state))

    def release(
        self, conversation_id: str, staff: Holder, edit: SkinEdit | None = None, *, keep_form: bool = True
    ) -> None:
        """Give a conversation back to the bot; it answers what comes from now on. Where nobody holds, nothing is done.

        Args:
            conversation_id: of the conversation.
            staff: who gives it back.
            edit: what they corrected of the client's profile.
            keep_form: whether the bot goes on with what was being arranged.

        Raises:
            NotFound: there is no such conversation.
            HeldByAnother: somebody else has it.
        """
        with self._database.transaction() as session:
            conversation = store.locked(session, conversation_id)
            _refuse_others(conversation, staff, None)
            if conversation.held_by is None:
                return
            now = self._clock()
            conversation.held_by = conversation.held_by_id = conversation.held_since = None
            conversation.state = given_back(State.load(conversation.state), edit, keep_form=keep_form).dump()
            store.forget_said(session, conversation_id)
            for handoff in store.open_handoffs(session, conversation_id):
                _take_handoff(handoff, staff, now)
                _close(handoff, staff, "given_back", now)

    def dismiss(self, conversation_id: str, staff: Holder, note: str) -> int:
        """Close what waits in a conversation without taking it over; return how many hand-offs that were.

        Raises:
            NotFound: there is no such conversation.
            BadInput: the reason is blank or too long.
        """
        note = note.strip()
        if not 0 < len(note) <= LONGEST_NOTE:
            raise BadInput(f"say in 1 to {LONGEST_NOTE} characters why there is nothing to do")
        with self._database.transaction() as session:
            store.locked(session, conversation_id)
            waiting = store.waiting_handoffs(session, conversation_id)
            for handoff in waiting:
                _close(handoff, staff, "dismissed", self._clock())
                handoff.note = note
            return len(waiting)

    def _take(self, session: Session, conversation: Conversation, staff: Holder, instead_of: str | None) -> None:
        _refuse_others(conversation, staff, instead_of)
        now = self._clock()
        if conversation.held_by_id != staff.id:
            conversation.held_by_id, conversation.held_since = staff.id, now
        conversation.held_by = staff.name
        for handoff in store.waiting_handoffs(session, conversation.id):
            _take_handoff(handoff, staff, now)


def _refuse_others(conversation: Conversation, staff: Holder, instead_of: str | None) -> None:
    if conversation.held_by_id not in (None, staff.id, instead_of):
        raise HeldByAnother(f"{conversation.held_by} has this conversation")


def _take_handoff(handoff: Handoff, staff: Holder, now: datetime) -> None:
    if handoff.taken_at is None:
        handoff.taken_at, handoff.taken_by, handoff.taken_by_id = now, staff.name, staff.id


def _close(handoff: Handoff, staff: Holder, outcome: str, now: datetime) -> None:
    handoff.closed_at, handoff.closed_by_id, handoff.outcome = now, staff.id, outcome
    handoff.callback_phone = None


def _named(staff: Holder) -> Holder:
    name = staff.name.strip()
    if not 0 < len(name) <= LONGEST_STAFF_NAME:
        raise BadInput(f"a name of staff has 1 to {LONGEST_STAFF_NAME} characters")
    return Holder(staff.id, name)
