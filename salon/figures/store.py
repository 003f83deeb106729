"""Every query of the figures room. Its service enters, with a session that it opened.

The tables belong to the conversations and the booking rooms. The database counts; what it gives back are counts by a
quarter of an hour, a topic, a millisecond, and a row for each hand-off. No text is read, so nothing is decrypted.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, case, cast, distinct, extract, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from salon.booking.appointments import Status
from salon.booking.models import Appointment, AppointmentMove
from salon.conversations.answering import RED_FLAG
from salon.conversations.models import Conversation, Handoff, Message
from salon.figures.cohorts import Became
from salon.figures.definitions import (
    ASKED_TOPICS,
    BEGAN_RESPONSES,
    KINDS_OF_MISS,
    MISSES,
    PICKED_RESPONSES,
)
from salon.figures.periods import QUARTER_SECONDS


@dataclass(frozen=True)
class Span:
    """Moments from `since`, itself included, to `until`, not included; on one channel, or on all with None."""

    since: datetime
    until: datetime
    channel: str | None = None

    def holds(self, moment: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
        """Return the condition that a moment lies in the span."""
        return and_(moment >= self.since, moment < self.until)

    def on_channel(self, query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
        """Return the query, which has conversations in it, for those of the channel only."""
        return query if self.channel is None else query.where(Conversation.channel == self.channel)

    def of_channel(
        self, query: Select[*tuple[Any, ...]], conversation_id: InstrumentedAttribute[Any]
    ) -> Select[*tuple[Any, ...]]:
        """Return the query for what belongs to the conversations of the channel only."""
        if self.channel is None:
            return query
        return self.on_channel(query.join(Conversation, Conversation.id == conversation_id))


def channels(session: Session) -> Sequence[str]:
    """Return the channels that conversations came by, sorted."""
    return session.scalars(select(Conversation.channel).distinct().order_by(Conversation.channel)).all()


def conversations(session: Session, span: Span) -> list[tuple[Became, int]]:
    """Return what became of the conversations begun, until now, and of how many."""
    lines = (Message.conversation_id, Message.created_at, span.since)
    asking = _stored_topics(session, ASKED_TOPICS)
    became = {
        "wrote": _is_among(*lines, Message.author == "client"),
        "held": Conversation.held_since.is_not(None),
        "called": _is_among(Handoff.conversation_id, Handoff.created_at, span.since),
        "helped": _is_among(*lines, Message.author == "staff"),
        "asked": _is_among(*lines, Message.author == "client", _by_period(Message.topic).in_(asking)),
        "began": _is_among(*lines, _by_period(Message.response).in_(BEGAN_RESPONSES)),
        "picked": _is_among(*lines, _by_period(Message.response).in_(PICKED_RESPONSES)),
        "booked": _is_among(Appointment.conversation_id, Appointment.created_at, span.since),
    }
    # A row for each conversation: grouped, each set of ids would be looked up once more for each mention.
    query = span.on_channel(select(*became.values()).where(span.holds(Conversation.created_at)))
    counted = Counter(tuple(row) for row in session.execute(query))
    return [(Became(*(bool(fact) for fact in facts)), count) for facts, count in counted.items()]


def begun_by_quarter(session: Session, span: Span) -> list[tuple[int, int]]:
    """Return how many conversations were begun, by quarter of an hour (seconds since 1970); empty ones are absent."""
    query = select(_quarter(Conversation.created_at), func.count()).where(span.holds(Conversation.created_at))
    query = span.on_channel(query).group_by("quarter")
    return [(int(row[0]), row[1]) for row in session.execute(query)]


def lines_by_quarter(session: Session, span: Span) -> list[tuple[int, str, int]]:
    """Return how many lines were written, by quarter of an hour (seconds since 1970) and author."""
    query = select(_quarter(Message.created_at), Message.author, func.count()).where(span.holds(Message.created_at))
    query = span.of_channel(query, Message.conversation_id).group_by("quarter", Message.author)
    return [(int(row[0]), row[1], row[2]) for row in session.execute(query)]


def topics(session: Session, span: Span) -> list[tuple[str, int, float | None]]:
    """Return how many of the clients' lines were stored with which topics, and the mean confidence in them.

    A line on several topics has them joined by a plus.
    """
    query = select(Message.topic, func.count(), func.avg(Message.confidence)).where(
        span.holds(Message.created_at), Message.author == "client", Message.topic.is_not(None)
    )
    query = span.of_channel(query, Message.conversation_id).group_by(Message.topic)
    return [(row[0], row[1], row[2]) for row in session.execute(query)]


def latencies(session: Session, span: Span) -> dict[int, int]:
    """Return how many of the clients' lines the bot answered, by whole milliseconds that it took."""
    milliseconds = cast(func.round(Message.latency_ms), Integer).label("milliseconds")
    query = select(milliseconds, func.count()).where(
        span.holds(Message.created_at), Message.author == "client", Message.latency_ms.is_not(None)
    )
    query = span.of_channel(query, Message.conversation_id).group_by("milliseconds")
    return {row[0]: row[1] for row in session.execute(query)}


def misses(session: Session, span: Span) -> dict[str, int]:
    """Return how many of the clients' lines got no answer but one of `MISSES`, by kind, each line once."""
    ranks = {name: KINDS_OF_MISS.index(kind) for name, kind in MISSES.items()}
    rank = func.min(case(ranks, value=Message.response)).label("rank")
    bot = select(Message.answers, rank).where(
        span.holds(Message.created_at),
        Message.author == "bot",
        _by_period(Message.response).in_(MISSES),
        Message.answers.is_not(None),
    )
    each = span.of_channel(bot, Message.conversation_id).group_by(Message.answers).subquery()
    query = select(each.c.rank, func.count()).group_by(each.c.rank)
    return {KINDS_OF_MISS[row[0]]: row[1] for row in session.execute(query)}


def handoffs(session: Session, span: Span) -> list[tuple[str, datetime, datetime | None]]:
    """Return reason, moment and, if a person took it, the moment of that, of every hand-off; oldest first."""
    query = select(Handoff.reason, Handoff.created_at, Handoff.taken_at).where(span.holds(Handoff.created_at))
    query = span.of_channel(query, Handoff.conversation_id).order_by(Handoff.created_at)
    return [(row[0], row[1], row[2]) for row in session.execute(query)]


def appointments(session: Session, span: Span) -> tuple[int, int, int, int]:
    """Return how many appointments from the chat were made, moved, cancelled, and not come to.

    Those that staff booked are left out; those whose conversation was erased belong to no channel, but count.
    """
    made = select(func.count()).select_from(Appointment).where(span.holds(Appointment.created_at))
    cancelled = select(func.count()).select_from(Appointment).where(span.holds(Appointment.cancelled_at))
    missed = select(func.count()).select_from(Appointment)
    missed = missed.where(span.holds(Appointment.starts_at), Appointment.status == Status.NO_SHOW)
    moved = select(func.count()).select_from(AppointmentMove).join(Appointment)
    moved = moved.where(span.holds(AppointmentMove.moved_at))
    counted = [
        session.scalar(span.of_channel(query.where(Appointment.booked_by.is_(None)), Appointment.conversation_id)) or 0
        for query in (made, moved, cancelled, missed)
    ]
    return counted[0], counted[1], counted[2], counted[3]


def stars(session: Session, span: Span) -> dict[int, int]:
    """Return how many clients gave their last rating in the span, by stars."""
    query = select(Conversation.stars, func.count()).where(span.holds(Conversation.rated_at))
    query = span.on_channel(query).group_by(Conversation.stars)
    return {row[0]: row[1] for row in session.execute(query) if row[0] is not None}


def red_flags(session: Session, span: Span) -> dict[str, int]:
    """Return in how many conversations staff were called for a red flag, by the gravest level met in them."""
    query = select(Conversation.red_flag, func.count(distinct(Conversation.id))).join(Handoff)
    query = query.where(span.holds(Handoff.created_at), Handoff.reason == RED_FLAG)
    query = span.on_channel(query).group_by(Conversation.red_flag)
    return {row[0]: row[1] for row in session.execute(query) if row[0] is not None}


def _is_among(
    conversation_id: InstrumentedAttribute[str],
    moment: InstrumentedAttribute[datetime],
    since: datetime,
    *conditions: ColumnElement[bool],
) -> ColumnElement[bool]:
    """Return the condition that a conversation has a row since a moment: each set of ids is looked up once, not by row."""
    return Conversation.id.in_(select(conversation_id).where(moment >= since, *conditions))


def _stored_topics(session: Session, wanted: Collection[str]) -> list[str]:
    """Return the topics, as they are stored and joined, that hold one of those wanted."""
    stored = session.scalars(select(Message.topic).distinct())
    return [joined for joined in stored if joined and not set(joined.split("+")).isdisjoint(wanted)]


def _by_period(column: InstrumentedAttribute[str | None]) -> ColumnElement[str]:
    """Return a column in a form for which no index of its own helps.

    SQLite would take that one, read all that was ever written, and look up each line for its moment.
    """
    return func.coalesce(column, "")


def _quarter(moment: InstrumentedAttribute[datetime]) -> ColumnElement[int]:
    """Return the beginning of a moment's quarter of an hour, in seconds since 1970.

    Without division: the databases disagree on what whole numbers make of it.
    """
    seconds = extract("epoch", moment)
    return (seconds - seconds % QUARTER_SECONDS).label("quarter")
