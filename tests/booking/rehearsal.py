"""A database in which nothing stays: what would happen, without its happening."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from salon.db import Database


class Rehearsal(Database):
    """Writes as the database does, and takes everything back at the end of each transaction."""

    def __init__(self, database: Database) -> None:
        self.__dict__.update(database.__dict__)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        with self._writers() as session:
            yield session
            session.rollback()
