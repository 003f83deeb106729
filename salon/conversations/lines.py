"""Lines of the transcript: as rows for the database, and as clients may see them. Pure; the room's services enter."""

import json
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from salon.booking.phones import mask_phones
from salon.conversations.incoming import Incoming
from salon.conversations.models import Message
from salon.conversations.replies import Reply
from salon.conversations.searchable import NOTHING, of_reply, searchable_text

_COLUMNS = ("id", "author", "text", "topic")
"""What of a reply has a column of its own; the rest stands in `details`."""
_NO_DETAILS: dict[str, Any] = {
    "buttons": [],
    "sources": [],
    "asks": None,
    "times": None,
    "card": None,
    "closing": False,
}


def public(line: Message) -> dict[str, Any]:
    """Return a stored line as a client may see it, as JSON values."""
    details = json.loads(line.details) if line.details else {}
    return {
        "id": (line.external_id if line.author == "client" else None) or line.id,
        "seq": line.seq,
        "at": line.created_at.isoformat(),
        "author": line.author,
        "name": line.staff_name,
        "text": line.text,
        "topic": line.topic,
        **_NO_DETAILS,
        **details,
    }


def versions_of(line: Message) -> tuple[str | None, ...]:
    """Return the ids of the messages of which a client's line is a version: its own, and the one that it edits."""
    return line.external_id, json.loads(line.details or "{}").get("edits")


def as_said(line: Message, reply: Reply) -> dict[str, Any]:
    """Return a line that was just stored, with the words of the reply itself: nothing in them is masked."""
    return public(line) | reply.public()


def client_line(
    conversation_id: str, incoming: Incoming, text: str, payload: str | None, now: datetime, country: str
) -> Message:
    """Return what a client says, sends, or presses (the payload), as a row; search knows nothing of it yet."""
    media = incoming.media
    kind = {"media": media.kind} if media else {}
    details = kind | ({"edits": incoming.edits} if incoming.edits else {})
    return Message(
        id=str(uuid4()),
        conversation_id=conversation_id,
        author="client",
        external_id=incoming.message_id,
        text=mask_phones(text or (media.words if media else ""), country),
        unanswered=json.dumps({"text": text, "payload": payload} | kind),
        details=json.dumps(details) if details else None,
        created_at=now,
        searchable=NOTHING,
    )


def bot_line(conversation_id: str, reply: Reply, answers: int | None, now: datetime, country: str) -> Message:
    """Return a reply as a row; `answers` is the line that it replies to. A summary's phone number is masked."""
    kept = replace(reply, card=reply.card and reply.card.masked(country))
    details = {key: value for key, value in kept.public().items() if key not in _COLUMNS}
    return Message(
        id=reply.id,
        conversation_id=conversation_id,
        author=reply.author,
        answers=answers,
        text=mask_phones(reply.text, country) if reply.asks == "confirmed" else reply.text,
        topic=reply.topic,
        response=reply.response,
        details=json.dumps(details),
        created_at=now,
        searchable=of_reply(reply),
    )


def staff_line(
    conversation_id: str, staff_name: str, text: str, now: datetime, message_id: str | None = None
) -> Message:
    """Return what a member of staff says as a row; `message_id` is the desk's, if it gave one."""
    return Message(
        id=str(uuid4()),
        conversation_id=conversation_id,
        author="staff",
        external_id=message_id,
        staff_name=staff_name,
        text=text,
        created_at=now,
        searchable=searchable_text(text),
    )
