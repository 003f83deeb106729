"""Every query of the list of conversations. The inbox room's services enter.

What is filtered by stands in indexes that hold nothing else, so that no long row is read but those that are shown.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, select, tuple_
from sqlalchemy.orm import Session, aliased

from salon.booking.appointments import Status
from salon.booking.models import Appointment
from salon.conversations.missed import MISSED
from salon.conversations.models import Conversation, Handoff, Message
from salon.conversations.store import WAITING
from salon.db import UtcDateTime
from salon.inbox.filters import ANY, NONE, Filters, Review
from salon.inbox.models import ConversationTag, ConversationWork
from salon.inbox.paging import Place
from salon.inbox.store_search import Search, has_found

_ID = Conversation.id
_SHOWN = (
    Conversation.id,
    Conversation.channel,
    Conversation.red_flag,
    Conversation.held_by,
    Conversation.stars,
    Conversation.created_at,
    Conversation.last_activity_at,
)


@dataclass(frozen=True)
class Wanted:
    """Filters with what only the room knows: days as moments [since, until), words with their meanings."""

    filters: Filters
    since: datetime | None = None
    until: datetime | None = None
    search: Search | None = None


@dataclass(frozen=True)
class Told:
    """What the lines of a conversation tell: how many, the client's last, the least sure, whether one was missed."""

    lines: int
    last_of_client: int | None
    lowest: float | None
    missed: bool


def page(session: Session, wanted: Wanted, place: Place | None, limit: int) -> list[tuple[str, datetime]]:
    """Return id and last activity of up to `limit` conversations behind a place, in the direction in which it looks."""
    key = tuple_(Conversation.last_activity_at, _ID)
    query = select(_ID, Conversation.last_activity_at).where(*_conditions(session, wanted))
    newer = place is not None and place.newer
    if place:
        there = tuple_(literal(place.last_activity_at, UtcDateTime), place.conversation_id)
        query = query.where(key > there if newer else key < there)
    order = (Conversation.last_activity_at, _ID) if newer else (Conversation.last_activity_at.desc(), _ID.desc())
    return [(row[0], row[1]) for row in session.execute(query.order_by(*order).limit(limit))]


def shown(session: Session, ids: Collection[str]) -> dict[str, Any]:
    """Return what a list shows of the conversations' own rows, by id; their state is left alone."""
    return {row.id: row for row in session.execute(select(*_SHOWN).where(_ID.in_(ids)))}


def told(session: Session, ids: Collection[str]) -> dict[str, Told]:
    """Return what the lines of conversations tell, by id; those without lines are absent."""
    query = select(
        Message.conversation_id,
        func.count(),
        func.max(case((Message.author == "client", Message.seq))),
        func.min(Message.confidence),
        func.max(case((Message.response.in_(MISSED), 1), else_=0)),
    )
    rows = session.execute(query.where(Message.conversation_id.in_(ids)).group_by(Message.conversation_id))
    return {row[0]: Told(row[1], row[2], row[3], bool(row[4])) for row in rows}


def texts(session: Session, seqs: Collection[int]) -> dict[str, str]:
    """Return the texts of lines, by conversation: one line of each."""
    rows = session.execute(select(Message.conversation_id, Message.text).where(Message.seq.in_(seqs)))
    return {row[0]: row[1] for row in rows}


def topics(session: Session, ids: Collection[str]) -> dict[str, list[str]]:
    """Return what conversations were answered on, in order, each topic once."""
    query = select(Message.conversation_id, Message.topic).where(
        Message.conversation_id.in_(ids), Message.answers.is_not(None), Message.topic.is_not(None)
    )
    return _lists(session, query.group_by(Message.conversation_id, Message.topic).order_by(func.min(Message.seq)))


def tags(session: Session, ids: Collection[str]) -> dict[str, list[str]]:
    """Return the tags of conversations, in alphabetical order."""
    query = select(ConversationTag.conversation_id, ConversationTag.tag)
    return _lists(session, query.where(ConversationTag.conversation_id.in_(ids)).order_by(ConversationTag.tag))


def waiting(session: Session, ids: Collection[str]) -> dict[str, list[tuple[str, datetime]]]:
    """Return why and since when conversations wait for a person, the longest wait first."""
    query = select(Handoff.conversation_id, Handoff.reason, Handoff.created_at).where(
        Handoff.conversation_id.in_(ids), *WAITING
    )
    found: dict[str, list[tuple[str, datetime]]] = defaultdict(list)
    for row in session.execute(query.order_by(Handoff.created_at)):
        found[row[0]].append((row[1], row[2]))
    return found


def work(session: Session, ids: Collection[str]) -> dict[str, ConversationWork]:
    """Return what is noted of who looks after conversations; those of which nothing is are absent."""
    query = select(ConversationWork).where(ConversationWork.conversation_id.in_(ids))
    return {row.conversation_id: row for row in session.scalars(query)}


def booked(session: Session, ids: Collection[str]) -> set[str]:
    """Return those of the conversations that have an appointment which was not cancelled."""
    return set(session.scalars(_booked().where(Appointment.conversation_id.in_(ids))))


def channels(session: Session) -> Sequence[str]:
    """Return every channel on which somebody has written, in alphabetical order."""
    return session.scalars(select(Conversation.channel).distinct().order_by(Conversation.channel)).all()


def all_tags(session: Session, most: int) -> Sequence[str]:
    """Return the tags in use, the commonest first."""
    query = select(ConversationTag.tag).group_by(ConversationTag.tag)
    return session.scalars(query.order_by(func.count().desc(), ConversationTag.tag).limit(most)).all()


def _conditions(session: Session, wanted: Wanted) -> list[ColumnElement[bool]]:
    filters = wanted.filters
    found = [*_of_own_row(wanted), *_of_lines(filters), *_of_work(filters)]
    if wanted.search:
        found.append(has_found(session, wanted.search))
    if filters.waiting:
        found.append(_ID.in_(select(Handoff.conversation_id).where(*WAITING)))
    if filters.booked is not None:
        found.append(_ID.in_(_booked()) if filters.booked else _ID.not_in(_booked()))
    return found


def _of_own_row(wanted: Wanted) -> list[ColumnElement[bool]]:
    filters, found = wanted.filters, list[ColumnElement[bool]]()
    if wanted.since:
        found.append(Conversation.last_activity_at >= wanted.since)
    if wanted.until:
        found.append(Conversation.last_activity_at < wanted.until)
    if filters.channel:
        found.append(Conversation.channel == filters.channel)
    if filters.flag:
        found.append(
            Conversation.red_flag.is_not(None) if filters.flag == ANY else Conversation.red_flag == filters.flag
        )
    if filters.rating:
        found.append(
            Conversation.stars.is_(None) if filters.rating == NONE else Conversation.stars == int(filters.rating)
        )
    return found


def _of_lines(filters: Filters) -> list[ColumnElement[bool]]:
    found = list[ColumnElement[bool]]()
    if filters.topics:
        found.append(_ID.in_(_answered_in_turn(filters.topics)))
    if filters.below is not None:
        unsure = select(Message.conversation_id).where(Message.confidence < filters.below / 100)
        found.append(_ID.in_(unsure))
    if filters.missed:
        found.append(_ID.in_(select(Message.conversation_id).where(Message.response.in_(MISSED))))
    return found


def _of_work(filters: Filters) -> list[ColumnElement[bool]]:
    found = list[ColumnElement[bool]]()
    noted = select(ConversationWork.conversation_id)
    if filters.tag:
        found.append(_ID.in_(select(ConversationTag.conversation_id).where(ConversationTag.tag == filters.tag)))
    if filters.assignee == NONE:
        found.append(_ID.not_in(noted.where(ConversationWork.assignee_id.is_not(None))))
    elif filters.assignee:
        found.append(_ID.in_(noted.where(ConversationWork.assignee_id == filters.assignee)))
    if filters.review is Review.NEW:
        found.append(_ID.not_in(noted.where(ConversationWork.review != Review.NEW)))
    elif filters.review:
        found.append(_ID.in_(noted.where(ConversationWork.review == filters.review)))
    return found


def _answered_in_turn(names: Sequence[str]) -> Select[str]:
    """Return the query for the conversations that were answered on these topics in this order.

    The first topic's first answer, then the next topic's first one behind it, and so on: if there is any such row of
    answers, this one is there too.
    """
    reached = _first_answers(names[0]).subquery()
    for name in names[1:]:
        line = aliased(Message)
        behind = and_(line.conversation_id == reached.c.conversation_id, line.seq > reached.c.seq)
        query = select(line.conversation_id, func.min(line.seq).label("seq")).select_from(reached).join(line, behind)
        answered = (line.topic == name, line.answers.is_not(None))
        reached = query.where(*answered).group_by(line.conversation_id).subquery()
    return select(reached.c.conversation_id)


def _first_answers(name: str) -> Select[str, int]:
    query = select(Message.conversation_id, func.min(Message.seq).label("seq"))
    return query.where(Message.topic == name, Message.answers.is_not(None)).group_by(Message.conversation_id)


def _booked() -> Select[str]:
    return select(Appointment.conversation_id).where(Appointment.status != Status.CANCELLED)


def _lists(session: Session, query: Select[str, Any]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in session.execute(query):
        found[row[0]].append(row[1])
    return found
