"""The search index: caught up with what was stored before it, and rid of what was erased, to the last byte."""

import asyncio
import json
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import delete, select, text, update

from salon.conversations.models import Conversation, Message
from salon.conversations.state import State
from salon.db import Database
from salon.inbox.filters import Filters
from salon.inbox.indexing import STEP, SearchIndex
from salon.inbox.listing import Inbox
from salon.inbox.vocabulary import Vocabulary
from salon.secrets import Vault
from tests.conversations.stored import NOW
from tests.inbox.talks import Said, Talks

SECRETS = ("Zanzibarius", "ichthyosis", "Quetzalcoatl", "embarrassingly", "wunderkind")


def erase(database: Database, conversation_id: str) -> None:
    """Erase a conversation, as the privacy room does."""
    with database.transaction() as session:
        session.execute(delete(Conversation).where(Conversation.id == conversation_id))


def searchable(database: Database) -> list[str | None]:
    """Return what is stored of every line, in order."""
    with database.reading() as session:
        return list(session.scalars(select(Message.searchable).order_by(Message.seq)))


def written_before(database: Database, *lines: tuple[str, str, str | None, dict[str, object]]) -> None:
    """Store a conversation from before there was a search: author, text, response, details of each line."""
    state = State(events=[{"event": "slot", "name": "name", "value": "Anna Lindqvist"}])
    with database.transaction() as session:
        session.add(
            Conversation(
                id="old",
                channel="widget",
                token_fingerprint="old",
                created_at=NOW,
                last_activity_at=NOW,
                state=state.dump(),
            )
        )
        session.flush()
        for author, said, response, details in lines:
            session.add(
                Message(
                    id=str(uuid4()),
                    conversation_id="old",
                    author=author,
                    text=said,
                    response=response,
                    details=json.dumps(details),
                    created_at=NOW,
                )
            )
            session.flush()


def test_lines_from_before_are_taken_up(database: Database, index: SearchIndex, inbox: Inbox) -> None:
    written_before(
        database,
        ("client", "book me in, it's anna@example.org", None, {}),
        ("bot", "What is your name?", "utter_ask_name", {"asks": "name"}),
        ("client", "Anna Lindqvist", None, {}),
        ("bot", "And your number?", "utter_ask_phone", {"asks": "phone"}),
        ("client", "07700 900123", None, {}),
        ("bot", "Shall I book it, Anna?", "utter_ask_confirmed", {"asks": "confirmed"}),
        ("bot", "It is booked, Anna.", "utter_booked", {"card": {"name": "Anna"}}),
        ("client", "thanks, Lindqvist out", None, {}),
        ("staff", "See you at reception", None, {}),
    )
    asyncio.run(index.keep_up())

    assert searchable(database) == [
        "book me in, it's •••",
        "What is your name?",
        "",
        "And your number?",
        "",
        "",
        "",
        "thanks, ••• out",
        "See you at reception",
    ]
    assert [row.id for row in inbox.page(Filters(text="reception"), "").rows] == ["old"]


def test_it_goes_step_by_step(database: Database, index: SearchIndex, talks: Talks) -> None:
    talks.add(*[Said(answer=None)] * (STEP + 1))
    with database.transaction() as session:
        session.execute(update(Message).values(searchable=None))

    assert [index.step(), index.step(), index.step()] == [STEP, 1, 0]


def test_changed_text_is_found_by_its_new_words_alone(database: Database, inbox: Inbox, talks: Talks) -> None:
    talks.add(Said("chin"))
    for changed in ("nose", None, "cheek", ""):
        with database.transaction() as session:
            session.execute(update(Message).where(Message.author == "client").values(searchable=changed))

        found = {word for word in ("chin", "nose", "cheek") if inbox.page(Filters(text=word), "").rows}
        assert found == ({changed} if changed else set())


def test_erased_words_are_not_found_and_not_guessed(
    database: Database, index: SearchIndex, inbox: Inbox, talks: Talks
) -> None:
    one = talks.add(Said("my ichthyosis"))
    talks.add(Said("my nose"))
    assert inbox.page(Filters(text="ichthyosis"), "").rows
    erase(database, one)

    assert index.forget()
    assert inbox.page(Filters(text="ichthyosis"), "").rows == ()
    assert inbox._vocabulary.meanings("ichthyosi") == ["ichthyosi"]


# PostgreSQL overwrites what was erased in its own time; so these two are about SQLite alone.
def test_nothing_of_what_was_erased_is_left_in_the_files(sqlite_url: str, vault: Vault) -> None:
    database = Database(sqlite_url)
    index, talks = SearchIndex(database, Vocabulary(database)), Talks(database)
    for number in range(300):
        talks.add(Said(f"word{number} and some more words of an ordinary talk, number {number * 7}"))
    gone = [talks.add(Said(" ".join(SECRETS)), Said(f"so {word}")) for word in SECRETS]
    for number in range(300):
        talks.add(Said(f"later{number} and some more words of an ordinary talk"))
    assert left_in_files(sqlite_url) == {word.lower()[:6] for word in SECRETS}

    for one in gone:
        erase(database, one)

    assert index.forget()
    assert left_in_files(sqlite_url) == set()
    with database.engine.connect() as connection:
        connection.execute(text("INSERT INTO message_search(message_search, rank) VALUES ('integrity-check', 1)"))


def test_who_still_reads_the_past_is_not_waited_for_for_ever(
    sqlite_url: str, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("salon.inbox.indexing._TRIES", 2)
    monkeypatch.setattr("salon.inbox.indexing._PATIENCE_MS", 10)
    database = Database(sqlite_url)
    index, talks = SearchIndex(database, Vocabulary(database)), Talks(database)
    gone = talks.add(Said("so Zanzibarius"))
    waits: list[float] = []
    with database.reading() as reader:
        reader.scalars(select(Message)).first()
        erase(database, gone)
        assert index.forget(waits.append) is False
    assert len(waits) == 2
    assert index.forget()


def left_in_files(url: str) -> set[str]:
    """Return the beginnings of secret words that stand in a database's files, in small letters."""
    file = Path(url.removeprefix("sqlite:///"))
    content = b"".join(one.read_bytes() for one in file.parent.glob(f"{file.name}*")).lower()
    return {word.lower()[:6] for word in SECRETS if word.lower()[:6].encode() in content}
