"""Databases to fill: an SQLite file, and a schema of its own in a PostgreSQL."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from salon.db import Database
from salon.migrate import migrate

SCHEMA = "porewell_benchmark"
LOCAL_POSTGRES = "postgresql+psycopg:///test"


@contextmanager
def sqlite(folder: Path) -> Iterator[str]:
    """Give the URL of a fresh, migrated file."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in folder.glob("desk.db*"):
        file.unlink()
    url = f"sqlite:///{folder / 'desk.db'}"
    migrate(url)
    yield url


@contextmanager
def postgresql() -> Iterator[str]:
    """Give the URL of a fresh, migrated schema; it is dropped at the end.

    The server is that of POREWELL_TEST_POSTGRES, or this machine's.
    """
    named = os.environ.get("POREWELL_TEST_POSTGRES", LOCAL_POSTGRES)
    server = make_url(named.replace("postgresql://", "postgresql+psycopg://", 1))
    url = server.update_query_dict({"options": f"-csearch_path={SCHEMA}"}).render_as_string(hide_password=False)
    engine = create_engine(server)
    try:
        with engine.begin() as connection:
            connection.execute(text(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE"))
            connection.execute(text(f"CREATE SCHEMA {SCHEMA}"))
        migrate(url)
        yield url
    finally:
        with suppress(Exception), engine.begin() as connection:
            connection.execute(text(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE"))
        engine.dispose()


def settle(database: Database) -> None:
    """Let the database do what it does by itself in quiet hours."""
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if database.engine.dialect.name == "postgresql":
            connection.execute(text("VACUUM ANALYZE"))
        else:
            connection.exec_driver_sql("PRAGMA optimize")
