"""Who waits for a person, and who is with one: what the desk's queue shows. Doors enter.

A conversation may have several hand-offs that are open; the queue has one line for each conversation.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from salon.clock import Clock
from salon.conversations import store
from salon.conversations.answering import RED_FLAG
from salon.conversations.callbacks import ASKED
from salon.conversations.models import Conversation, Handoff
from salon.db import Database

REASONS: Mapping[str, str] = {
    RED_FLAG: "Red flag: they may need a doctor",
    ASKED: "Asked for a person",
    "complaint": "A complaint",
    "contraindication": "A person has to decide about a treatment",
    "lost": "The bot did not understand them",
    "failure": "The bot failed to answer",
    "photo": "Sent a photo",
    "undelivered": "Something of ours did not reach them",
}
"""Why staff are called, in words for staff."""


@dataclass(frozen=True)
class Waiting:
    """A conversation in which somebody waits: for which reasons, first come first, since when, and who holds it if one does.

    red_flag: the gravest level, if that is a reason. callback: whether a number to ring was left.
    """

    conversation_id: str
    channel: str
    reasons: tuple[str, ...]
    since: datetime
    red_flag: str | None
    callback: bool
    held_by: str | None


@dataclass(frozen=True)
class Held:
    """A conversation that staff hold; `client_waits` if its last line is the client's."""

    conversation_id: str
    channel: str
    held_by: str
    held_by_id: str | None
    since: datetime
    client_waits: bool


@dataclass(frozen=True)
class Standing:
    """How one conversation stands with people: who holds it, and which hand-offs are open, oldest first."""

    conversation_id: str
    held_by: str | None
    held_by_id: str | None
    held_since: datetime | None
    red_flag: str | None
    open: tuple[Handoff, ...]

    @property
    def waits(self) -> bool:
        """Tell whether somebody waits: a hand-off that nobody has taken."""
        return self.since is not None

    @property
    def since(self) -> datetime | None:
        """Return since when somebody waits."""
        return next((one.created_at for one in self.open if one.taken_at is None), None)

    @property
    def callback_phone(self) -> str | None:
        """Return the number at which the client asked to be rung."""
        return next((one.callback_phone for one in reversed(self.open) if one.callback_phone), None)


class Handoffs:
    """Reads the queue."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def waiting(self) -> list[Waiting]:
        """Return who waits: red flags on top, then the longest wait first."""
        with self._database.reading() as session:
            rows = store.all_waiting(session)
        found = [_waiting(list(group)) for _, group in groupby(rows, lambda row: row[1].id)]
        return sorted(found, key=lambda one: (one.red_flag is None, one.since))

    def held(self) -> list[Held]:
        """Return what staff hold: where the client spoke last on top, then the longest held first."""
        with self._database.reading() as session:
            rows = store.all_held(session)
        found = [
            Held(one.id, one.channel, one.held_by, one.held_by_id, one.held_since, last == "client")
            for one, last in rows
            if one.held_by and one.held_since
        ]
        return sorted(found, key=lambda one: (not one.client_waits, one.since))

    def standing(self, conversation_id: str) -> Standing:
        """Return how one conversation stands.

        Raises:
            NotFound: there is no such conversation.
        """
        with self._database.reading() as session:
            one = store.conversation(session, conversation_id)
            handoffs = tuple(store.open_handoffs(session, conversation_id))
            return Standing(one.id, one.held_by, one.held_by_id, one.held_since, one.red_flag, handoffs)

    def now(self) -> datetime:
        """Return the moment to which waiting times are counted."""
        return self._clock()


def _waiting(rows: Sequence[tuple[Handoff, Conversation]]) -> Waiting:
    """Return one line of the queue for the hand-offs of a conversation, oldest first."""
    conversation = rows[0][1]
    reasons = tuple(dict.fromkeys(handoff.reason for handoff, _ in rows))
    return Waiting(
        conversation_id=conversation.id,
        channel=conversation.channel,
        reasons=reasons,
        since=rows[0][0].created_at,
        red_flag=(conversation.red_flag or "doctor") if RED_FLAG in reasons else None,
        callback=any(handoff.callback_phone for handoff, _ in rows),
        held_by=conversation.held_by,
    )
