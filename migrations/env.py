"""How Alembic meets our database: one transaction, alone, for all migrations that are due."""

import importlib

from alembic import context
from sqlalchemy import Connection, event, text

from salon.db import Base, make_engine
from salon.settings import load_settings

ROOMS_WITH_TABLES = (
    "salon.booking.models",
    "salon.configuration.models",
    "salon.conversations.models",
    "salon.inbox.models",
    "salon.messaging.models",
    "salon.privacy.models",
    "salon.review.models",
    "salon.staff.models",
)
ADVISORY_LOCK = 7_067_391
"""Any number; on PostgreSQL whoever migrates holds it, the others wait and then find nothing to do."""


def run() -> None:
    """Migrate the database that the caller or the settings name."""
    for room in ROOMS_WITH_TABLES:
        importlib.import_module(room)
    engine = make_engine(context.config.attributes.get("database_url") or load_settings().url)
    if engine.dialect.name == "sqlite":
        # Altering a table there means copying and dropping it; with foreign keys on, the drop would empty its children.
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA foreign_keys=OFF"))
    try:
        with engine.begin() as connection:
            run_on(connection)
    finally:
        engine.dispose()


def run_on(connection: Connection) -> None:
    """Run what is due inside the open transaction; SQLite's has the write lock already (see `salon/db.py`)."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ADVISORY_LOCK})
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        transactional_ddl=True,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


run()
