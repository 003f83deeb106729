"""The columns of hand-offs: empty for what was stored before, and who held by name alone holds by an id nobody has."""

from alembic import command
from sqlalchemy import inspect, text

from salon.db import Database, make_engine
from salon.migrate import migrate
from tests.migrations.test_0002_conversations import add_conversation
from tests.migrations.test_0003_holding_and_rating import config

NEW = {("conversations", "held_by_id")} | {
    ("handoffs", name)
    for name in (
        "taken_at taken_by taken_by_id closed_by_id outcome note callback_phone callback_consent_at "
        "mailed_at mail_due_at mail_tries"
    ).split()
}


def columns(database_url: str) -> set[tuple[str, str]]:
    """Return (table, column) of the two tables."""
    engine = make_engine(database_url)
    found = {
        (table, one["name"]) for table in ("conversations", "handoffs") for one in inspect(engine).get_columns(table)
    }
    engine.dispose()
    return found


def test_downgrade_and_upgrade(database_url: str) -> None:
    whole = columns(database_url)

    command.downgrade(config(database_url), "0008")
    between = columns(database_url)
    migrate(database_url)

    assert whole - between == NEW
    assert columns(database_url) == whole


def test_what_was_stored_before_is_kept(database: Database, database_url: str) -> None:
    add_conversation(database)
    name = "Maya, who has a name that is longer than any id"
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE conversations SET held_by = :name"), {"name": name})
        connection.execute(text("UPDATE handoffs SET mail_tries = 3, note = 'x'"))
    database.engine.dispose()
    command.downgrade(config(database_url), "0008")

    migrate(database_url)

    with database.engine.connect() as connection:
        query = "SELECT held_by, held_by_id, reason, note, mail_tries FROM conversations, handoffs"
        assert [tuple(row) for row in connection.execute(text(query))] == [(name, name[:36], "asked", None, 0)]
