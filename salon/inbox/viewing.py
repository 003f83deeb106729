"""One conversation with all that is known of it. Doors enter."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from salon.booking.views import view_of
from salon.conversations.giving_back import known
from salon.conversations.missed import MISSED
from salon.conversations.models import Conversation, Message
from salon.conversations.state import State
from salon.conversations.store import messages_after
from salon.db import Database
from salon.inbox import store
from salon.inbox.conversation import ConversationView, Guess, Line, Lines, Note, SourceShown, Waiting, Work
from salon.inbox.filters import Review
from salon.topics import Topic

LINES_AT_ONCE = 200
MOST_LINES = 100_000
"""Of an export."""


class Viewing:
    """Reads conversations for staff."""

    def __init__(self, database: Database, topics: Mapping[str, Topic], zone: ZoneInfo) -> None:
        self._database = database
        self._topics = topics
        self._zone = zone

    def conversation(self, conversation_id: str) -> ConversationView:
        """Return all that is known of a conversation but its lines.

        Raises:
            NotFound: there is no such conversation.
        """
        with self._database.reading() as session:
            return self._view(session, store.conversation(session, conversation_id))

    def lines(self, conversation_id: str, *, before: int | None = None, limit: int = LINES_AT_ONCE) -> Lines:
        """Return the newest lines, or the newest before a line.

        Raises:
            NotFound: there is no such conversation.
        """
        with self._database.reading() as session:
            store.conversation(session, conversation_id)
            rows = store.newest_lines(session, conversation_id, limit + 1, before)
            return Lines(self._lines(session, rows[-limit:]), earlier=len(rows) > limit)

    def lines_after(self, conversation_id: str, after: int) -> Lines:
        """Return the lines behind a line, the oldest first.

        Raises:
            NotFound: there is no such conversation.
        """
        with self._database.reading() as session:
            store.conversation(session, conversation_id)
            rows = messages_after(session, conversation_id, after, LINES_AT_ONCE + 1)
            shown = self._lines(session, rows[:LINES_AT_ONCE])
            return Lines(shown, earlier=False, later=len(rows) > LINES_AT_ONCE)

    def _view(self, session: Session, row: Conversation) -> ConversationView:
        state = State.load(row.state)
        work = store.work(session, row.id)
        return ConversationView(
            id=row.id,
            channel=row.channel,
            began_at=self._local(row.created_at),
            last_activity_at=self._local(row.last_activity_at),
            red_flag=row.red_flag,
            held_by=row.held_by,
            held_by_id=row.held_by_id,
            held_since=self._local_or_none(row.held_since),
            stars=row.stars,
            rated_at=self._local_or_none(row.rated_at),
            skin=known(state).skin,
            form=state.form,
            question=state.question.response if state.question else None,
            appointments=tuple(view_of(one, self._zone) for one in store.appointments(session, row.id)),
            handoffs=tuple(
                Waiting(
                    one.reason,
                    self._local(one.created_at),
                    one.taken_by,
                    self._local_or_none(one.taken_at),
                    self._local_or_none(one.closed_at),
                )
                for one in store.handoffs(session, row.id)
            ),
            notes=tuple(
                Note(one.id, one.author, one.author_id, one.text, self._local(one.created_at))
                for one in store.notes(session, row.id)
            ),
            tags=tuple(store.tags(session, row.id)),
            work=Work(
                work.assignee_id,
                work.assignee,
                Review(work.review),
                work.reviewed_by,
                self._local_or_none(work.reviewed_at),
            )
            if work
            else Work(),
        )

    def _lines(self, session: Session, rows: Sequence[Message]) -> tuple[Line, ...]:
        replies: dict[int, list[str]] = {}
        for reply in store.replies_to(session, [row.seq for row in rows if row.author == "client"]):
            replies.setdefault(reply.answers or 0, []).append(reply.response or "")
        return tuple(self._line(row, tuple(filter(None, replies.get(row.seq, ())))) for row in rows)

    def _line(self, row: Message, answered_by: tuple[str, ...]) -> Line:
        details: dict[str, Any] = json.loads(row.details) if row.details else {}
        return Line(
            id=row.id,
            seq=row.seq,
            at=self._local(row.created_at),
            author=row.author,
            name=row.staff_name,
            text=row.text,
            topics=tuple(row.topic.split("+")) if row.topic else (),
            intent=row.intent,
            confidence=row.confidence,
            guesses=self._guesses(row),
            answered_by=answered_by,
            response=row.response,
            sources=tuple(_source(one) for one in details.get("sources", ())),
            buttons=tuple(button["title"] for button in details.get("buttons", ())),
            asks=details.get("asks"),
            card=details.get("card"),
            missed=row.response in MISSED or any(one in MISSED for one in answered_by),
            latency_ms=row.latency_ms,
            model=row.model,
            answered=row.answered_at is not None,
            media=details.get("media"),
            is_edit="edits" in details,
        )

    def _guesses(self, row: Message) -> tuple[Guess, ...]:
        return tuple(
            Guess(one["name"], one["confidence"], self._description(one["name"]))
            for one in json.loads(row.ranking or "[]")
        )

    def _description(self, intent: str) -> str:
        return self._topics[intent].description if intent in self._topics else ""

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(self._zone)

    def _local_or_none(self, moment: datetime | None) -> datetime | None:
        return moment and self._local(moment)


def _source(kept: Mapping[str, Any]) -> SourceShown:
    return SourceShown(str(kept.get("id", "")), str(kept.get("title", "")), str(kept.get("strength", "")))
