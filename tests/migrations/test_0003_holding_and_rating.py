"""The columns of holding and rating: as the models have them, empty for what was stored before, and taken back."""

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text

from salon.db import Base, Database, make_engine
from salon.migrate import MIGRATIONS, migrate
from tests.migrations.test_0002_conversations import add_conversation

TABLES = ("conversations", "messages")
NEW = {("conversations", name) for name in ("held_by", "held_since", "stars", "rated_at")} | {
    ("messages", "staff_name")
}


def columns(database_url: str, *tables: str) -> set[tuple[str, str]]:
    """Return (table, column) of the tables."""
    engine = make_engine(database_url)
    found = {(table, one["name"]) for table in tables for one in inspect(engine).get_columns(table)}
    engine.dispose()
    return found


def config(database_url: str) -> Config:
    """Return what Alembic needs to know."""
    made = Config()
    made.set_main_option("script_location", str(MIGRATIONS))
    made.attributes["database_url"] = database_url
    return made


def test_database_is_what_the_models_say(database: Database) -> None:
    with database.engine.connect() as connection:
        # SQLite's search index is kept by triggers; Alembic can't describe its tables.
        options = {"compare_type": True, "include_name": lambda name, *_: not str(name).startswith("message_search")}
        context = MigrationContext.configure(connection, opts=options)

        assert compare_metadata(context, Base.metadata) == []


def test_downgrade_and_upgrade(database_url: str) -> None:
    whole = columns(database_url, *TABLES)

    command.downgrade(config(database_url), "0003")
    with_them = columns(database_url, *TABLES)
    command.downgrade(config(database_url), "0002")
    between = columns(database_url, *TABLES)
    migrate(database_url)

    assert with_them - between == NEW
    assert columns(database_url, *TABLES) == whole


def test_what_was_stored_before_is_kept(database: Database, database_url: str) -> None:
    add_conversation(database)
    database.engine.dispose()
    command.downgrade(config(database_url), "0002")

    migrate(database_url)

    with database.engine.connect() as connection:
        query = "SELECT c.id, held_by, held_since, stars, rated_at, staff_name, author FROM conversations c, messages"
        assert [tuple(row) for row in connection.execute(text(query))] == [("c1", *[None] * 5, "client")]
