"""Stores replies with their buttons, and calls staff, within a transaction of the room's services, which enter."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy.orm import Session

from salon.conversations import lines, store
from salon.conversations.buttons import button_rows, keep_lasting
from salon.conversations.models import Handoff
from salon.conversations.replies import Reply


def store_replies(
    session: Session, conversation_id: str, replies: Sequence[Reply], answers: int | None, now: datetime, country: str
) -> list[dict[str, Any]]:
    """Store replies with their buttons; return them as the client may see them. `answers` is a line of the client."""
    rows = [lines.bot_line(conversation_id, reply, answers, now, country) for reply in replies]
    buttons = [one for reply in replies for one in reply.buttons]
    session.add_all([*rows, *button_rows(conversation_id, buttons, now)])
    keep_lasting(session, conversation_id, [one for reply in replies if reply.card for one in reply.card.buttons], now)
    session.flush()
    return [lines.as_said(row, reply) for row, reply in zip(rows, replies, strict=True)]


def say_once(session: Session, conversation_id: str, reply: Reply, now: datetime, country: str) -> None:
    """Have the bot say what answers no message; a reply that is there already, by its id, is not said again.

    Raises:
        NotFound: there is no such conversation.
    """
    conversation = store.locked(session, conversation_id)
    if not store.has_line(session, reply.id):
        store_replies(session, conversation_id, [reply], None, now, country)
        conversation.last_activity_at = now


def call_staff(session: Session, conversation_id: str, reason: str, now: datetime) -> Handoff:
    """Return the hand-off for that reason: the one that is open, or a new one."""
    handoff = store.open_handoff(session, conversation_id, reason)
    if handoff is None:
        handoff = Handoff(id=str(uuid4()), conversation_id=conversation_id, reason=reason, created_at=now)
        session.add(handoff)
    return handoff
