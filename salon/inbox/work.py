"""What staff note on a conversation: tags, notes, who looks after it, how far its review is. Doors enter.

None of it is shown to clients; none but tags is found by the inbox's filters.
"""

import re
from uuid import uuid4

from salon.clock import Clock
from salon.conversations.store import locked
from salon.db import Database
from salon.errors import BadInput, NotFound, Refused
from salon.inbox import store
from salon.inbox.filters import Review
from salon.inbox.models import LONGEST_TAG, ConversationNote

LONGEST_NOTE = 2000
MOST_TAGS = 12


class InboxWork:
    """Changes what staff have noted. Every call raises NotFound if there is no such conversation."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def tag(self, conversation_id: str, tag: str) -> str:
        """Put a tag on a conversation; return it as it is stored.

        Raises:
            BadInput: the tag is blank or too long.
            Refused: the conversation bears as many as there may be.
        """
        tag = read_tag(tag)
        with self._database.transaction() as session:
            locked(session, conversation_id)
            borne = store.tags(session, conversation_id)
            if tag not in borne and len(borne) >= MOST_TAGS:
                raise Refused(f"a conversation bears {MOST_TAGS} tags at most; take one off first")
            store.add_tag(session, conversation_id, tag)
        return tag

    def untag(self, conversation_id: str, tag: str) -> None:
        """Take a tag off a conversation, if it bears it."""
        with self._database.transaction() as session:
            locked(session, conversation_id)
            store.remove_tag(session, conversation_id, tag)

    def note(self, conversation_id: str, staff_id: str, staff_name: str, text: str) -> str:
        """Add a note; return its id.

        Raises:
            BadInput: the note is blank or too long.
        """
        text = text.replace("\r\n", "\n").strip()
        if not 0 < len(text) <= LONGEST_NOTE:
            raise BadInput(f"a note has 1 to {LONGEST_NOTE:,} characters")
        if "\0" in text:
            raise BadInput("this note holds a character that can't be stored")
        with self._database.transaction() as session:
            locked(session, conversation_id)
            note = ConversationNote(
                id=str(uuid4()),
                conversation_id=conversation_id,
                author_id=staff_id,
                author=staff_name,
                text=text,
                created_at=self._clock(),
            )
            session.add(note)
        return note.id

    def erase_note(self, conversation_id: str, note_id: str, staff_id: str) -> None:
        """Erase a note of one's own.

        Raises:
            NotFound: there is no such note.
            Refused: somebody else wrote it.
        """
        with self._database.transaction() as session:
            note = store.note(session, conversation_id, note_id)
            if note is None:
                raise NotFound("there is no such note")
            if note.author_id != staff_id:
                raise Refused(f"{note.author} wrote this note; everybody erases their own")
            session.delete(note)

    def assign(self, conversation_id: str, staff_id: str | None, staff_name: str | None) -> None:
        """Give a conversation into somebody's care; None: into nobody's."""
        with self._database.transaction() as session:
            locked(session, conversation_id)
            work = store.work_to_change(session, conversation_id)
            work.assignee_id, work.assignee = staff_id, staff_name

    def review(self, conversation_id: str, review: str, staff_name: str) -> None:
        """Say how far the review of a conversation is.

        Raises:
            BadInput: there is no such state.
        """
        try:
            state = Review(review)
        except ValueError:
            raise BadInput(f"a review is {', '.join(Review)}") from None
        with self._database.transaction() as session:
            locked(session, conversation_id)
            work = store.work_to_change(session, conversation_id)
            done = state is Review.REVIEWED
            work.review = state
            work.reviewed_by, work.reviewed_at = (staff_name, self._clock()) if done else (None, None)


def read_tag(text: str) -> str:
    """Return a tag as it is stored: small letters, single blanks.

    Raises:
        BadInput: it is blank or too long, or has other characters than letters, digits, blanks, "-", "_" and "'".
    """
    tag = " ".join(text.lower().split())
    if not re.fullmatch(rf"[\w' -]{{1,{LONGEST_TAG}}}", tag):
        raise BadInput(f"a tag has 1 to {LONGEST_TAG} letters, digits, blanks or hyphens")
    return tag
