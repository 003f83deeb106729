"""The database: engine, sessions, and the column types that every room's tables share.

Only a room's `store.py` builds queries; only its services open a `Session` and commit it.
"""

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, DateTime, Engine, MetaData, Text, create_engine, event
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker
from sqlalchemy.types import TypeDecorator

from salon.secrets import Vault

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

_vault: Vault | None = None


class Base(DeclarativeBase):
    """Every table of the salon; constraint names are fixed, so that migrations can name them."""

    metadata = MetaData(naming_convention=NAMES)


class EncryptedText(TypeDecorator[str]):
    """Text that is a Fernet token at rest and plain in Python: names, phones, what was said of one's health."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Encrypt on the way into the database."""
        return None if value is None else _open_vault().encrypt(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Decrypt on the way out."""
        return None if value is None else _open_vault().decrypt(value)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, stored in UTC on both databases (SQLite forgets zones)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a moment without a zone, turn the rest into UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a zone can't be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back."""
        return None if value is None else value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def use_vault(vault: Vault) -> None:
    """Give `EncryptedText` its keys; called once when a process starts."""
    global _vault  # noqa: PLW0603  a column type can't be handed the vault any other way
    _vault = vault


def _open_vault() -> Vault:
    if _vault is None:
        raise RuntimeError("use_vault() must be called before personal data is read or written")
    return _vault


class Database:
    """One database and its sessions.

    Args:
        url: SQLAlchemy URL, SQLite or PostgreSQL.
    """

    def __init__(self, url: str) -> None:
        self.engine = make_engine(url)
        self._writers = sessionmaker(self.engine, expire_on_commit=False)
        self._readers = sessionmaker(self.engine.execution_options(read_only=True), expire_on_commit=False)
        is_sqlite = self.engine.dialect.name == "sqlite"
        self._turn: AbstractContextManager[object] = threading.Lock() if is_sqlite else nullcontext()

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Open a session that commits at the end, and rolls back on any error.

        On SQLite it takes the write lock at once, so that two writers wait for each other instead of failing. Those of
        this process queue up before: SQLite lets who waits try again ever more rarely, while others come first.
        """
        with self._turn, self._writers.begin() as session:
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a session that only reads; it waits for no writer."""
        with self._readers() as session:
            yield session


def make_engine(url: str) -> Engine:
    """Create the SQLAlchemy engine; SQLite is set up to be durable and to wait for its turn.

    Errors do not hold the parameters of a statement; PostgreSQL's own words may still quote a row, so that errors are
    logged by `errors.describe` only.
    """
    if not url.startswith("sqlite"):
        return create_engine(url, hide_parameters=True, pool_pre_ping=True, pool_size=10, max_overflow=20)
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": 15})
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: Any, record: object) -> None:
    # Without this the driver begins transactions itself, too late for IMMEDIATE:
    # https://docs.sqlalchemy.org/en/20/dialects/sqlite.html#pysqlite-serializable
    connection.isolation_level = None
    # secure_delete: what is erased is overwritten, not only let go.
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=15000", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    read_only = connection.get_execution_options().get("read_only", False)
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")
