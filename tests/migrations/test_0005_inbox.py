"""The inbox's tables and its search index: made, kept by whatever comes later, and taken back."""

from alembic import command
from sqlalchemy import inspect, text

from salon.db import Database, make_engine
from salon.migrate import migrate
from tests.migrations.test_0002_conversations import add_conversation
from tests.migrations.test_0003_holding_and_rating import config

TABLES = {"conversation_work", "conversation_tags", "conversation_notes", "saved_views"}
TRIGGERS = {"message_search_added", "message_search_changed", "message_search_erased"}


def test_triggers_outlive_later_migrations(sqlite_url: str) -> None:
    # Altering `messages` in batch mode would copy the table, and its triggers would be lost without a word.
    engine = make_engine(sqlite_url)
    with engine.connect() as connection:
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'messages'"
        assert set(connection.scalars(text(query))) >= TRIGGERS
    engine.dispose()


def test_downgrade_and_upgrade(database_url: str) -> None:
    command.downgrade(config(database_url), "0004")
    engine = make_engine(database_url)
    between = set(inspect(engine).get_table_names())
    columns = {column["name"] for column in inspect(engine).get_columns("messages")}
    migrate(database_url)

    assert (between & TABLES, "searchable" in columns, [name for name in between if "search" in name]) == (
        set(),
        False,
        [],
    )
    assert set(inspect(engine).get_table_names()) >= TABLES
    engine.dispose()


def test_what_was_stored_before_is_not_looked_at_yet(database: Database, database_url: str) -> None:
    database.engine.dispose()
    command.downgrade(config(database_url), "0004")
    engine = make_engine(database_url)
    with engine.begin() as connection:
        columns = "id, channel, token_fingerprint, failures, created_at, last_activity_at"
        connection.execute(
            text(f"INSERT INTO conversations ({columns}) VALUES ('c1', 'widget', 'f', 0, :now, :now)"),  # noqa: S608
            {"now": "2027-03-01 10:00:00.000000"},
        )
        connection.execute(
            text(
                "INSERT INTO messages (id, conversation_id, author, text, created_at) "
                "VALUES ('m1', 'c1', 'client', 'x', :now)"
            ),
            {"now": "2027-03-01 10:00:00.000000"},
        )
    engine.dispose()
    migrate(database_url)

    with database.engine.connect() as connection:
        assert connection.execute(text("SELECT id, searchable FROM messages")).all() == [("m1", None)]


def test_a_line_without_an_index_entry_is_erased_all_the_same(database: Database) -> None:
    add_conversation(database)
    with database.transaction() as session:
        session.execute(text("DELETE FROM conversations"))

    with database.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM messages")) == 0
