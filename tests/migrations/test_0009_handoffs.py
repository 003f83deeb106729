"""The columns of hand-offs: empty for what was stored before, and who held by name alone holds by an id nobody has."""

from alembic import command
from sqlalchemy import text

from salon.db import Database
from salon.migrate import migrate
from tests.migrations.test_0002_conversations import add_conversation
from tests.migrations.test_0003_holding_and_rating import columns, config

TABLES = ("conversations", "handoffs")
NEW = {("conversations", "held_by_id")} | {
    ("handoffs", name)
    for name in (
        "taken_at taken_by taken_by_id closed_by_id outcome note callback_phone callback_consent_at "
        "mailed_at mail_due_at mail_tries"
    ).split()
}


def test_downgrade_and_upgrade(database_url: str) -> None:
    whole = columns(database_url, *TABLES)

    command.downgrade(config(database_url), "0008")
    between = columns(database_url, *TABLES)
    migrate(database_url)

    assert whole - between == NEW
    assert columns(database_url, *TABLES) == whole


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
