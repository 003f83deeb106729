"""Something in every room of the desk, so that every page has something to show: with words of the tests' choice."""

import json
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import select

from salon.booking.models import Appointment, Block
from salon.configuration.canned_replies import LONGEST_TITLE, MOST_REPLIES
from salon.configuration.models import Setting
from salon.conversations.models import Conversation, Handoff, Message
from salon.inbox.models import (
    LONGEST_TAG,
    LONGEST_VIEW_NAME,
    ConversationNote,
    ConversationTag,
    ConversationWork,
    SavedView,
)
from salon.messaging.models import Photo
from salon.privacy.models import ErasureProof
from salon.review.models import ACCEPTED, WAITING, Correction, ServedModel, Training
from salon.review.progress import planned
from salon.services import Services
from salon.staff.member import Member
from salon.staff.models import StaffAccount
from salon.staff.roles import Role

TOPIC = "ask_parking"
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
"""A picture, as base64."""


def furnish(services: Services, staff_id: str, words: Sequence[str]) -> dict[str, str]:
    """Put all words into every place where staff see what somebody wrote; return an id for each name in a path.

    They go by the way of the database: no check on the way in may be what saves a page.
    """
    ids = _conversation(services, words) | _diary(services, words) | _teaching(services, words)
    ids |= _work(services, staff_id, ids["conversation_id"], words) | _settings(services, words)
    _people(services, words)
    known = {"staff_id": staff_id, "kind": "txt", "part": "booking", "name": "utter_price", "number": "AAAA-AAAA-AAAA"}
    return known | ids


def _add(services: Services, rows: Sequence[Any]) -> None:
    with services.database.transaction() as session:
        session.add_all(rows)


def _conversation(services: Services, words: Sequence[str]) -> dict[str, str]:
    """Add a conversation in which client, bot and staff say every word, and that waits for a person."""
    now, conversation = services.clock(), str(uuid4())
    row = Conversation(
        id=conversation, channel="widget", token_fingerprint=uuid4().hex, red_flag="doctor", created_at=now
    )
    row.last_activity_at = now
    _add(services, [row])
    lines, ids = [], []
    for word in words:
        ids.append(str(uuid4()))
        ranking = json.dumps([{"name": TOPIC, "confidence": 0.3}])
        about: dict[str, Any] = {"topic": TOPIC, "intent": TOPIC, "confidence": 0.3, "ranking": ranking}
        lines.append(_line(services, conversation, ids[-1], "client", word, **about, answered_at=now))
        details = json.dumps({"buttons": [{"id": "b", "title": word}], "sources": []})
        lines.append(
            _line(services, conversation, str(uuid4()), "bot", word, response="utter_parking", details=details)
        )
        lines.append(_line(services, conversation, str(uuid4()), "staff", word, staff_name=word[:80]))
    _add(services, lines)
    waiting = Handoff(id=str(uuid4()), conversation_id=conversation, reason="asked", created_at=now, note=words[0])
    _add(services, [waiting])
    return {"conversation_id": conversation, "message_id": ids[-1], "seq": str(_photo(services, ids[-1]))}


def _photo(services: Services, line_id: str) -> int:
    """Add a photo to a line; return the line's number."""
    with services.database.transaction() as session:
        line = session.scalars(select(Message).where(Message.id == line_id)).one()
        line.details = json.dumps({"media": "photo"})
        photo = Photo(seq=line.seq, conversation_id=line.conversation_id, channel="telegram", reference="file", tries=1)
        photo.content, photo.mime_type, photo.created_at = PIXEL, "image/png", services.clock()
        session.add(photo)
        return line.seq


def _line(services: Services, conversation: str, line: str, author: str, text: str, **more: Any) -> Message:
    return Message(
        id=line,
        conversation_id=conversation,
        author=author,
        text=text,
        created_at=services.clock(),
        searchable="",
        **more,
    )


def _work(services: Services, staff_id: str, conversation: str, words: Sequence[str]) -> dict[str, str]:
    """Add notes, tags, a review and saved views."""
    now = services.clock()
    note, view = str(uuid4()), str(uuid4())
    rows: list[Any] = [
        ConversationNote(
            id=note if not at else str(uuid4()),
            conversation_id=conversation,
            author_id=staff_id,
            author=word[:80],
            text=word,
            created_at=now,
        )
        for at, word in enumerate(words)
    ]
    rows += [
        ConversationTag(conversation_id=conversation, tag=tag)
        for tag in dict.fromkeys(word[:LONGEST_TAG] for word in words)
    ]
    rows += [
        SavedView(
            id=view if not at else str(uuid4()),
            owner_id=staff_id,
            name=word[:LONGEST_VIEW_NAME],
            query="missed=yes",
            shared=True,
            created_at=now,
        )
        for at, word in enumerate(words)
    ]
    rows.append(ConversationWork(conversation_id=conversation, assignee=words[0][:80], review="in_work"))
    _add(services, rows)
    return {"note_id": note, "view_id": view}


def _diary(services: Services, words: Sequence[str]) -> dict[str, str]:
    """Add appointments and blocked time of this week."""
    now, treatment = services.clock(), services.salon.treatments[0].id
    people = [one.id for one in services.salon.cosmetologists]
    rows: list[Any] = []
    for at, word in enumerate(words):
        starts = now + timedelta(hours=at % 6, minutes=15 * (at % 4))
        rows.append(
            Appointment(
                id=str(uuid4()),
                treatment_id=treatment,
                cosmetologist_id=people[at % len(people)],
                starts_at=starts,
                ends_at=starts + timedelta(hours=1),
                name=word,
                phone="+447700900123",
                phone_fingerprint=services.vault.fingerprint("+447700900123"),
                status="booked",
                conversation_id="",
                consent_at=now,
                idempotency_key=str(uuid4()),
                created_at=now,
                booked_by=word[:80],
                exception_reason=word,
            )
        )
    block = Block(id=str(uuid4()), starts_at=now + timedelta(hours=7), ends_at=now + timedelta(hours=8), label=words[0])
    block.created_by, block.created_at, block.idempotency_key = words[0][:80], now, str(uuid4())
    _add(services, [*rows, block])
    return {"appointment_id": rows[0].id, "block_id": block.id}


def _teaching(services: Services, words: Sequence[str]) -> dict[str, str]:
    """Add corrections, a training that failed, and a model in service."""
    now = services.clock()
    rows: list[Any] = [
        Correction(
            id=str(uuid4()),
            phrase=word,
            fingerprint=uuid4().hex,
            intent=TOPIC,
            state=(WAITING, ACCEPTED)[at % 2],
            created_by=word[:80],
            created_at=now,
        )
        for at, word in enumerate(words)
    ]
    training = Training(id=str(uuid4()), reviewed="", old_model="m", stage="train", failed=words[0][:200], seconds="{}")
    training.shares = planned({}).dump()
    training.started_by, training.started_at = words[0][:80], now
    training.began_at = training.beat_at = training.finished_at = now
    served = ServedModel(model="m", reviewed="", put_by=words[0][:80], put_at=now)
    _add(services, [*rows, training, served])
    return {
        "correction_id": rows[0].id,
        "training_id": training.id,
        "served_id": str(served.id),
        "file": "none.yml",
    }


def _settings(services: Services, words: Sequence[str]) -> dict[str, str]:
    """Add canned replies and the proof of an erasure."""
    fitting = [word for word in words if not set(word) & set("{}")][:MOST_REPLIES]
    replies = [{"id": f"r{at}", "title": word[:LONGEST_TITLE], "text": word} for at, word in enumerate(fitting)]
    now = services.clock()
    row = Setting(key="canned_replies", value=json.dumps(replies), version=1, changed_by=words[0][:80], changed_at=now)
    proof = ErasureProof(
        number="AAAA-AAAA-AAAA",
        asked_by="phone",
        rows="{}",
        conversations=1,
        kept_appointments=0,
        erased_by=words[0][:80],
        erased_at=now,
    )
    _add(services, [row, proof])
    services.current.refresh()
    return {"reply_id": "r0", "treatment_id": services.salon.treatments[0].id}


def _people(services: Services, words: Sequence[str]) -> None:
    """Add members of staff with these names, and let the log tell of them."""
    now = services.clock()
    _add(
        services,
        [
            StaffAccount(id=str(uuid4()), login=f"person{at}", name=word[:80], role=Role.VIEWER, created_at=now)
            for at, word in enumerate(words)
        ],
    )
    for word in words[:100]:
        somebody = Member("m", word[:80], Role.VIEWER, "s")
        services.audit.note(somebody, "conversation.read", word[:80], word=word, fields=[word])
