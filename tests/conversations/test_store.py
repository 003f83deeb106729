"""The queries of the room, where the transcript's own tests do not reach."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from salon.conversations import store
from salon.conversations.models import Button, Conversation, Handoff, Message
from salon.db import Database

NOW = datetime(2027, 3, 1, 10, tzinfo=UTC)


@pytest.fixture
def two(database: Database) -> tuple[str, str]:
    """Return two conversations with a hand-off, a button and a few lines each."""
    names = ("a" * 36, "b" * 36)
    with database.transaction() as session:
        for name in names:
            session.add(
                Conversation(id=name, channel="widget", token_fingerprint=name, created_at=NOW, last_activity_at=NOW)
            )
        session.flush()
        for name in names:
            session.add(Handoff(id=str(uuid4()), conversation_id=name, reason="asked", created_at=NOW))
            session.add(
                Button(id=f"button of {name[0]}", conversation_id=name, title="Yes", payload="/affirm", created_at=NOW)
            )
            session.add_all(
                line(name, author, number) for number, author in enumerate(("client", "bot", "bot", "staff"))
            )
    return names


def line(conversation_id: str, author: str, number: int) -> Message:
    """Return a line; those of the bot answer line 1."""
    return Message(
        id=str(uuid4()),
        conversation_id=conversation_id,
        author=author,
        external_id="m1" if author == "client" else None,
        answers=1 if author == "bot" and conversation_id[0] == "a" else None,
        text=f"{author} {number}",
        created_at=NOW,
    )


def test_open_handoff(database: Database, two: tuple[str, str]) -> None:
    with database.reading() as session:
        found = store.open_handoff(session, two[0], "asked")

        assert found is not None
        assert found.conversation_id == two[0]
        assert store.open_handoff(session, two[0], "failure") is None


def test_button(database: Database, two: tuple[str, str]) -> None:
    with database.reading() as session:
        own, foreign, unknown = (store.button(session, two[0], name) for name in ("button of a", "button of b", "x"))

    assert (own and own.payload, foreign, unknown) == ("/affirm", None, None)


def test_message_of(database: Database, two: tuple[str, str]) -> None:
    with database.reading() as session:
        found = store.message_of(session, two[1], "m1")

        assert found is not None
        assert (found.conversation_id, found.text) == (two[1], "client 0")
        assert store.message_of(session, two[1], "m2") is None


def test_replies_to(database: Database, two: tuple[str, str]) -> None:
    with database.reading() as session:
        assert [one.text for one in store.replies_to(session, 1)] == ["bot 1", "bot 2"]


def test_unanswered(database: Database, two: tuple[str, str]) -> None:
    with database.reading() as session:
        assert [one.conversation_id for one in store.unanswered(session, NOW)] == list(two)


def test_messages_after(database: Database, two: tuple[str, str]) -> None:
    with database.reading() as session:
        everything = store.messages_after(session, two[0], 0, 10)

        assert [one.text for one in everything] == ["client 0", "bot 1", "bot 2", "staff 3"]
        assert [one.text for one in store.messages_after(session, two[0], everything[0].seq, 2)] == ["bot 1", "bot 2"]
