"""The tables of the conversations room: as the models have them, gone with their conversation, and taken back."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import delete, inspect, select
from sqlalchemy.exc import IntegrityError

from salon.conversations.models import Button, Conversation, Handoff, Message
from salon.db import Base, Database, make_engine
from salon.migrate import MIGRATIONS, migrate

NOW = datetime(2027, 3, 1, 10, tzinfo=UTC)
TABLES = {model.__tablename__ for model in (Conversation, Message, Button, Handoff)}


def add_conversation(database: Database, name: str = "c1") -> None:
    """Store a conversation with a line, a button and a hand-off."""
    with database.transaction() as session:
        session.add(
            Conversation(id=name, channel="widget", token_fingerprint=name, created_at=NOW, last_activity_at=NOW)
        )
        session.flush()
        session.add(message(name))
        session.add(Button(id=f"button {name}", conversation_id=name, title="Yes", payload="/affirm", created_at=NOW))
        session.add(Handoff(id=f"handoff {name}", conversation_id=name, reason="asked", created_at=NOW))


def message(conversation_id: str, line_id: str | None = None, external_id: str | None = "m1") -> Message:
    """Return a client's line."""
    return Message(
        id=line_id or f"line {conversation_id}",
        conversation_id=conversation_id,
        author="client",
        external_id=external_id,
        text="hi",
        created_at=NOW,
    )


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: message("c1", "another"),
        lambda: message("c2", "line c1", "m2"),
        lambda: message("nobody", "another"),
        lambda: Button(id="b", conversation_id="nobody", title="Yes", payload="/affirm", created_at=NOW),
        lambda: Handoff(id="h", conversation_id="nobody", reason="asked", created_at=NOW),
        lambda: Conversation(id="c9", channel="widget", token_fingerprint="c1", created_at=NOW, last_activity_at=NOW),
    ],
    ids=["message id twice", "line id twice", "line of nobody", "button of nobody", "handoff of nobody", "token twice"],
)
def test_what_the_database_refuses(database: Database, wrong: Callable[[], Base]) -> None:
    for name in ("c1", "c2"):
        add_conversation(database, name)

    with pytest.raises(IntegrityError), database.transaction() as session:
        session.add(wrong())


def test_tables_are_those_of_the_models(database: Database) -> None:
    with database.engine.connect() as connection:
        options = {"compare_type": True, "include_name": lambda name, kind, _: kind != "table" or name in TABLES}
        context = MigrationContext.configure(connection, opts=options)
        differences = [one for one in compare_metadata(context, Base.metadata) if _table(one) in TABLES]
        unique = {
            table: sorted(one["column_names"] for one in inspect(connection).get_unique_constraints(table))
            for table in TABLES
        }

    assert differences == []
    assert unique == {
        "conversations": [["token_fingerprint"]],
        "messages": [["conversation_id", "external_id"], ["id"]],
        "buttons": [],
        "handoffs": [],
    }


def test_erasing_a_conversation_leaves_nothing_of_it(database: Database) -> None:
    add_conversation(database, "c1")
    add_conversation(database, "c2")

    with database.transaction() as session:
        session.execute(delete(Conversation).where(Conversation.id == "c1"))

    with database.reading() as session:
        left = [session.scalars(select(model.conversation_id)).all() for model in (Message, Button, Handoff)]
    assert left == [["c2"]] * 3


def test_lines_without_an_outside_id_do_not_collide(database: Database) -> None:
    add_conversation(database)

    with database.transaction() as session:
        session.add_all(message("c1", f"line {number}", None) for number in range(2))


def test_downgrade_and_upgrade(database_url: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["database_url"] = database_url
    engine = make_engine(database_url)

    command.downgrade(config, "0001")
    between = set(inspect(engine).get_table_names())
    migrate(database_url)

    assert between & TABLES == set()
    assert set(inspect(engine).get_table_names()) >= TABLES
    engine.dispose()


def _table(difference: object) -> str:
    """Return the name of the table that a difference of Alembic's is about."""
    first = difference[0] if isinstance(difference, list) else difference
    assert isinstance(first, tuple)
    if isinstance(first[1], str) or first[1] is None:
        return str(first[2])
    return str(getattr(first[1], "name", "") if first[0].endswith("_table") else first[1].table.name)
