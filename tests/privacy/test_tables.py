"""No table that hangs on a client is forgotten: whoever adds one has to name it."""

from sqlalchemy import Table

from salon import services
from salon.db import Base, Database
from salon.privacy import store
from salon.privacy.subjects import Subject

CLIENTS = {"conversations", "messages", "appointment"}
BESIDE = {"corrections"}
"""Tables that hang on no client, of which some rows go with one all the same."""


def hanging() -> set[str]:
    """Return every table that refers to a client's, however far away, or that has their conversation's id."""
    assert services.open_services
    found = set(CLIENTS)
    while more := {table.name for table in Base.metadata.sorted_tables if _hangs(table, found)} - found:
        found |= more
    return found


def _hangs(table: Table, on: set[str]) -> bool:
    targets = {key.column.table.name for key in table.foreign_keys}
    return bool(targets & on) or any("conversation_id" in column.name for column in table.columns)


def named(database: Database) -> list[str]:
    """Return the tables that an erasure names, in its order."""
    with database.reading() as session:
        return [model.__tablename__ for model, _ in store.parts(session, Subject(("id",), "phone"), None)]


def test_erasure_names_every_table_that_hangs_on_a_client(database: Database) -> None:
    assert set(named(database)) == hanging() | BESIDE


def test_a_table_is_erased_before_those_that_it_hangs_on(database: Database) -> None:
    order = named(database)

    for table in Base.metadata.sorted_tables:
        for key in table.foreign_keys:
            if table.name in order and key.column.table.name in order:
                assert order.index(table.name) < order.index(key.column.table.name), table.name
