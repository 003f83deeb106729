"""Encrypts everything anew with the newest key. `porewell rotate-key` enters.

Every encrypted column of every table is found by itself, so none can be forgotten. It may be stopped and begun again at
any moment, and the app may run beside it: what is under the newest key already is left alone, and a row that changes
meanwhile is not overwritten.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from cryptography.fernet import InvalidToken
from sqlalchemy import Column, Table, Text, and_, select, tuple_, type_coerce, update
from sqlalchemy.orm import Session

from salon.db import Base, Database, EncryptedText
from salon.errors import BadInput
from salon.secrets import Vault

BATCH = 500
"""Rows in one transaction: clients' messages must not wait for it."""


def encrypted_columns() -> dict[Table, list["Column[Any]"]]:
    """Return the encrypted columns of every table that has any; the rooms' models must be imported."""
    found = {
        table: [column for column in table.columns if isinstance(column.type, EncryptedText)]
        for table in Base.metadata.sorted_tables
    }
    return {table: columns for table, columns in found.items() if columns}


def rotate(database: Database, vault: Vault) -> Iterator[tuple[str, int, int]]:
    """Encrypt anew, table by table; after each give its name, the rows looked at, and the values encrypted anew.

    Raises:
        BadInput: a value is under none of the vault's keys; what came before stays done.
    """
    for table, columns in encrypted_columns().items():
        seen = changed = 0
        last: tuple[Any, ...] | None = None
        while True:
            with database.transaction() as session:
                rows = _batch(session, table, columns, last)
                changed += sum(_rotate_row(session, table, columns, row, vault) for row in rows)
            seen += len(rows)
            if len(rows) < BATCH:
                break
            last = tuple(rows[-1][: len(table.primary_key.columns)])
        yield table.name, seen, changed


def _batch(
    session: Session, table: Table, columns: Sequence["Column[Any]"], last: tuple[Any, ...] | None
) -> Sequence[Any]:
    """Return up to BATCH rows behind `last`, by primary key: the key, then the columns as they are stored."""
    key = list(table.primary_key.columns)
    query = select(*key, *(type_coerce(column, Text) for column in columns)).order_by(*key).limit(BATCH)
    if last is not None:
        query = query.where(tuple_(*key) > tuple_(*last))
    return session.execute(query).all()


def _rotate_row(
    session: Session, table: Table, columns: Sequence["Column[Any]"], row: Sequence[Any], vault: Vault
) -> int:
    """Encrypt a row's values anew; return how many were changed."""
    key = list(table.primary_key.columns)
    own = and_(*(column == value for column, value in zip(key, row, strict=False)))
    changed = 0
    for column, token in zip(columns, row[len(key) :], strict=True):
        if token is None or vault.is_newest(token):
            continue
        stored = type_coerce(column, Text)
        anew = type_coerce(_rotated(vault, token, table), Text)
        done = session.execute(update(table).where(own, stored == token).values({column.name: anew}))
        changed += done.rowcount  # type: ignore[attr-defined]
    return changed


def _rotated(vault: Vault, token: str, table: Table) -> str:
    try:
        return vault.rotate(token)
    except InvalidToken:
        name = table.name
        raise BadInput(
            f"a value of {name} is under none of the keys; put the key of that time behind the newest"
        ) from None
