"""How the tests of this room talk, and what they look up afterwards."""

import asyncio
from typing import Any

from sqlalchemy import select

from salon.conversations.holding import Holder
from salon.conversations.incoming import Incoming
from salon.conversations.models import Handoff, Message
from salon.conversations.service import Conversations
from salon.db import Database

MAYA, ELENA = Holder("staff-maya", "Maya"), Holder("staff-elena", "Elena")
"""Two who work here."""


def begin(room: Conversations) -> str:
    """Start a conversation; return its id."""
    return asyncio.run(room.begin("widget"))[0]


def say(room: Conversations, conversation_id: str, *texts: str) -> list[list[dict[str, Any]]]:
    """Say texts one after another, as `m1`, `m2`, …; return the replies to each."""

    async def talk() -> list[list[dict[str, Any]]]:
        return [
            (await room.take_turn(conversation_id, Incoming(f"m{number}", text))).replies
            for number, text in enumerate(texts, start=1)
        ]

    return asyncio.run(talk())


def history(room: Conversations, conversation_id: str) -> list[dict[str, Any]]:
    """Return every line."""
    return asyncio.run(room.history(conversation_id, 0)).lines


def together(*turns: Any) -> list[Any]:
    """Take turns at the same time."""

    async def all_of_them() -> list[Any]:
        return await asyncio.gather(*turns)

    return asyncio.run(all_of_them())


def client_lines(database: Database) -> list[str]:
    """Return what clients said."""
    with database.reading() as session:
        wanted = select(Message.text).where(Message.author == "client").order_by(Message.seq)
        return list(session.scalars(wanted))


def reasons(database: Database) -> list[str]:
    """Return why staff were called, in alphabetical order."""
    with database.reading() as session:
        return sorted(session.scalars(select(Handoff.reason)))
