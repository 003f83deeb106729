"""Column types, transactions and engines, on both databases."""

import sqlite3
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from cryptography.fernet import Fernet, InvalidToken
from sqlalchemy import Column, Integer, MetaData, Table, insert, select, text
from sqlalchemy.dialects.sqlite import dialect as sqlite_dialect
from sqlalchemy.exc import IntegrityError, StatementError

from salon import db
from salon.db import Database, EncryptedText, UtcDateTime, use_vault
from salon.secrets import Vault

KOLKATA = ZoneInfo("Asia/Kolkata")
NOTES = Table(
    "note",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("words", EncryptedText),
    Column("said_at", UtcDateTime),
)
AT_REST = text("SELECT words FROM note")
COUNT = text("SELECT count(*) FROM appointment")
IN_CLEAR = text("INSERT INTO note (id, words) VALUES (:id, :words)")


@pytest.fixture
def notes(database: Database) -> Iterator[Database]:
    """Return a database, one of each kind, with an empty table of notes."""
    with database.transaction() as session:
        NOTES.create(session.connection())
    yield database
    with database.transaction() as session:
        NOTES.drop(session.connection())


def write(database: Database, **values: object) -> None:
    """Store a note."""
    with database.transaction() as session:
        session.execute(insert(NOTES).values(values))


def read(database: Database) -> list[tuple[object, ...]]:
    """Return all notes."""
    with database.reading() as session:
        return [tuple(row) for row in session.execute(select(NOTES).order_by(NOTES.c.id))]


def test_encrypted_text_without_a_vault(notes: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(db, "_vault", None)

    with pytest.raises(StatementError, match=r"use_vault\(\) must be called before"):
        write(notes, id=1, words="Anna")

    assert read(notes) == []


def test_encrypted_text_with_another_key(notes: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    write(notes, id=1, words="Anna")
    monkeypatch.setattr(db, "_vault", Vault([Fernet.generate_key().decode()]))

    with pytest.raises(InvalidToken):
        read(notes)


def test_encrypted_text_of_nothing_is_null(notes: Database) -> None:
    write(notes, id=1, words=None)

    with notes.reading() as session:
        stored = session.scalar(AT_REST)

    assert stored is None
    assert read(notes) == [(1, None, None)]


@pytest.mark.parametrize("words", ["", "Anna Lindqvist", "Zoë 👩🏽\u200d🔬\n'; DROP TABLE note"])
def test_encrypted_text_is_a_token_at_rest(notes: Database, vault: Vault, words: str) -> None:
    write(notes, id=1, words=words)

    with notes.reading() as session:
        stored = session.execute(AT_REST).scalar_one()

    assert stored != words
    assert vault.decrypt(stored) == words
    assert read(notes) == [(1, words, None)]


def test_use_vault_changes_the_keys(notes: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(db, "_vault", None)  # and back to the tests' own afterwards
    key = Fernet.generate_key().decode()

    use_vault(Vault([key]))
    write(notes, id=1, words="Anna")
    with notes.reading() as session:
        stored = session.execute(AT_REST).scalar_one()

    assert Fernet(key).decrypt(stored) == b"Anna"


def test_utc_date_time_without_a_zone(notes: Database) -> None:
    with pytest.raises(StatementError, match="a moment without a zone can't be stored"):
        write(notes, id=1, said_at=datetime(2027, 7, 1, 10))

    assert read(notes) == []


def test_utc_date_time_of_nothing_is_null(notes: Database) -> None:
    write(notes, id=1, said_at=None)

    assert read(notes) == [(1, None, None)]


@pytest.mark.parametrize("zone", [UTC, ZoneInfo("Europe/London"), KOLKATA])
def test_utc_date_time_comes_back_in_utc(notes: Database, zone: ZoneInfo) -> None:
    moment = datetime(2027, 7, 1, 10, 30, 15, 123456, tzinfo=zone)

    write(notes, id=1, said_at=moment)
    stored = read(notes)[0][2]

    assert isinstance(stored, datetime)
    assert (stored, stored.tzinfo) == (moment, UTC)


@pytest.mark.parametrize("stored", [datetime(2027, 7, 1, 10), datetime(2027, 7, 1, 15, 30, tzinfo=KOLKATA)])
def test_utc_date_time_read_in_another_zone(monkeypatch: pytest.MonkeyPatch, stored: datetime) -> None:
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("TZ", "Asia/Kolkata")
        time.tzset()
        moment = UtcDateTime().process_result_value(stored, sqlite_dialect())
    time.tzset()

    assert moment is not None
    assert (moment, moment.tzinfo) == (datetime(2027, 7, 1, 10, tzinfo=UTC), UTC)


def test_transaction_rolls_back_on_any_error(notes: Database) -> None:
    def interrupted() -> None:
        with notes.transaction() as session:
            session.execute(insert(NOTES).values(id=1, words="Anna"))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()

    assert read(notes) == []


def test_transaction_commits_at_the_end(notes: Database) -> None:
    with notes.transaction() as session:
        session.execute(insert(NOTES).values(id=1, words="Anna"))
        during = read(notes)

    assert (during, read(notes)) == ([], [(1, "Anna", None)])


def test_reading_commits_nothing(notes: Database) -> None:
    with notes.reading() as session:
        session.execute(insert(NOTES).values(id=1, words="Anna"))

    assert read(notes) == []


def test_errors_hold_no_values(notes: Database) -> None:
    write(notes, id=1)

    with notes.reading() as session, pytest.raises(IntegrityError) as error:
        session.execute(IN_CLEAR, {"id": 1, "words": "Anna Lindqvist"})

    assert "INSERT INTO note" in str(error.value)
    assert "Lindqvist" not in str(error.value)


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 15_000)],
)
def test_sqlite_is_durable_and_waits(sqlite_url: str, pragma: str, value: object) -> None:
    database = Database(sqlite_url)

    with database.reading() as session:
        found = session.scalar(text(f"PRAGMA {pragma}"))

    assert found == value
    database.engine.dispose()


def test_sqlite_transaction_locks_out_writers_at_once(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), timeout=0, isolation_level=None)

    with database.transaction() as session:
        session.scalar(COUNT)
        with pytest.raises(sqlite3.OperationalError, match="database is locked"):
            other.execute("BEGIN IMMEDIATE")

    other.close()
    database.engine.dispose()


def test_sqlite_reading_locks_nobody_out(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), timeout=0, isolation_level=None)

    with database.reading() as session:
        session.scalar(COUNT)
        other.execute("BEGIN IMMEDIATE")
        in_transaction = other.in_transaction

    assert in_transaction
    other.close()
    database.engine.dispose()
