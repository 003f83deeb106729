"""All that is stored of a client, as values for programs. What the fields mean: `docs/clients-rights.md`.

Field names are a promise: they are added to, never renamed. Moments are ISO 8601 in the salon's zone.
"""

import json
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from salon.booking import diary_store
from salon.booking.models import Appointment
from salon.conversations.models import Conversation, Handoff, Message
from salon.conversations.state import State
from salon.inbox import store as inbox_store
from salon.messaging import store as messaging_store
from salon.privacy import store, store_export
from salon.privacy.subjects import Subject
from salon.salon_file import Salon

FORMAT, VERSION = "porewell-client-data", 1
_OF_NO_CLIENT = frozenset({"read_message", "offered"})
"""What the engine keeps for itself."""


class Exporter:
    """Reads a client's data within one transaction of its caller."""

    def __init__(self, session: Session, salon: Salon) -> None:
        self._session = session
        self._salon = salon
        self._zone = salon.zone

    def export(self, subject: Subject, now: datetime) -> dict[str, Any]:
        """Return everything as JSON values."""
        conversations = [store_export.conversation(self._session, one) for one in subject.conversation_ids]
        return {
            "format": FORMAT,
            "version": VERSION,
            "salon": self._salon.name,
            "exported_at": self._at(now),
            "found_by": subject.asked_by,
            "appointments": [self._appointment(one) for one in store.appointments(self._session, subject)],
            "conversations": [self._conversation(one) for one in conversations if one],
        }

    def _appointment(self, row: Appointment) -> dict[str, Any]:
        treatments = {one.id: one.name for one in self._salon.treatments}
        team = {one.id: one.name for one in self._salon.cosmetologists}
        return {
            "id": row.id,
            "treatment": treatments.get(row.treatment_id, row.treatment_id),
            "cosmetologist": team.get(row.cosmetologist_id, row.cosmetologist_id),
            "starts_at": self._at(row.starts_at),
            "ends_at": self._at(row.ends_at),
            "name": row.name,
            "phone": row.phone,
            "status": row.status,
            "consent_at": self._at(row.consent_at),
            "booked_at": self._at(row.created_at),
            "booked_by_staff": row.booked_by,
            "moved_from": self._at(row.moved_from),
            "confirmed_at": self._at(row.confirmed_at),
            "cancelled_at": self._at(row.cancelled_at),
            "cancelled_by": row.cancel_reason,
            "no_show_at": self._at(row.no_show_at),
            "exception_reason": row.exception_reason,
            "conversation_id": row.conversation_id or None,
            "moves": [
                {
                    "from": self._at(move.moved_from),
                    "to": self._at(move.moved_to),
                    "at": self._at(move.moved_at),
                    "by_staff": move.moved_by,
                    "exception_reason": move.exception_reason,
                }
                for move in diary_store.moves(self._session, row.id)
            ],
        }

    def _conversation(self, row: Conversation) -> dict[str, Any]:
        state = State.load(row.state)
        work = inbox_store.work(self._session, row.id)
        return {
            "id": row.id,
            "channel": row.channel,
            "messaging_apps": [
                {"app": chat.channel, "address": chat.address, "since": self._at(chat.created_at)}
                for chat in messaging_store.chats_of(self._session, row.id)
            ],
            "began_at": self._at(row.created_at),
            "last_activity_at": self._at(row.last_activity_at),
            "rating": row.stars and {"stars": row.stars, "at": self._at(row.rated_at)},
            "red_flag": row.red_flag,
            "held_by": row.held_by,
            "skin": state.skin,
            "remembered": _remembered(state),
            "messages": [self._message(line) for line in store_export.messages(self._session, row.id)],
            "photos": [
                {"at": self._at(one.created_at), "type": one.mime_type, "base64": one.content}
                for one in messaging_store.photos_of(self._session, row.id)
            ],
            "handoffs": [self._handoff(one) for one in inbox_store.handoffs(self._session, row.id)],
            "staff_notes": [
                {"at": self._at(note.created_at), "by": note.author, "text": note.text}
                for note in inbox_store.notes(self._session, row.id)
            ],
            "staff_tags": list(inbox_store.tags(self._session, row.id)),
            "assigned_to": work and work.assignee,
            "reviewed_by": work and work.reviewed_by,
        }

    def _message(self, row: Message) -> dict[str, Any]:
        details = json.loads(row.details) if row.details else {}
        written = json.loads(row.unanswered)["text"] if row.unanswered else None
        return {
            "at": self._at(row.created_at),
            "author": row.author,
            "name": row.staff_name,
            "text": row.text,
            "text_before_masking": written if written != row.text else None,
            "topic": row.topic,
            "confidence": row.confidence,
            "sources": [source["id"] for source in details.get("sources", [])],
            "card": details.get("card"),
        }

    def _handoff(self, row: Handoff) -> dict[str, Any]:
        return {
            "reason": row.reason,
            "at": self._at(row.created_at),
            "taken_by": row.taken_by,
            "closed_at": self._at(row.closed_at),
            "outcome": row.outcome,
            "note": row.note,
            "callback_phone": row.callback_phone,
            "callback_consent_at": self._at(row.callback_consent_at),
        }

    def _at(self, moment: datetime | None) -> str | None:
        return moment.astimezone(self._zone).isoformat() if moment else None


def _remembered(state: State) -> dict[str, Any]:
    """Return what the bot goes on with: what it was told for an appointment in the making, and the number to ring."""
    known = {name: value for name, value in state.slots.items() if value is not None and name not in _OF_NO_CLIENT}
    return known | ({"callback": state.callback} if state.callback else {})
