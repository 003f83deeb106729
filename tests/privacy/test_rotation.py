"""Keys are rotated: every encrypted value of every table is under the newest afterwards. On both databases."""

import logging

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import Text, select, text, type_coerce

from salon import services
from salon.conversations.models import Message
from salon.db import Database, use_vault
from salon.errors import BadInput
from salon.privacy import rotation
from salon.privacy.rotation import encrypted_columns, rotate
from salon.secrets import Vault
from salon.settings import Settings
from tests.privacy.filled import MARKS, Client

log = logging.getLogger(__name__)


@pytest.fixture
def keys(client: Client) -> list[str]:
    """Return a new key, and the one under which everything was written."""
    return [Fernet.generate_key().decode(), client.services.settings.secret_key]


def tokens(database: Database) -> list[str]:
    """Return every encrypted value as it is stored."""
    with database.reading() as session:
        return [
            token
            for columns in encrypted_columns().values()
            for column in columns
            for token in session.scalars(select(type_coerce(column, Text)).where(column.is_not(None)))
        ]


def test_every_encrypted_column_is_known() -> None:
    assert services.open_services
    found = {f"{table.name}.{column.name}" for table, columns in encrypted_columns().items() for column in columns}

    assert found >= set(KNOWN.split())


KNOWN = """
appointment.name appointment.phone appointment.exception_reason appointment_move.exception_reason block.label
buttons.title buttons.payload conversation_notes.text conversations.state corrections.phrase handoffs.note
handoffs.callback_phone messages.text messages.unanswered messages.ranking messages.details saved_views.query
staff_accounts.totp_key
"""


@pytest.mark.parametrize("batch", [1, 3, 500])
def test_rotate_whatever_the_batch(
    client: Client, keys: list[str], batch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotation, "BATCH", batch)
    database, vault, newest = client.services.database, Vault(keys), Vault(keys[:1])
    before = tokens(database)

    done = {table: (rows, changed) for table, rows, changed in rotate(database, vault)}

    after = tokens(database)
    assert len(after) == len(before) == sum(changed for _, changed in done.values())
    assert sorted(map(newest.decrypt, after)) == sorted(map(vault.decrypt, before))
    with database.reading() as session:
        assert done["messages"][0] == len(session.scalars(select(Message.seq)).all())


def test_rotate_again_changes_nothing(client: Client, keys: list[str]) -> None:
    database, vault = client.services.database, Vault(keys)
    list(rotate(database, vault))
    before = tokens(database)

    assert sum(changed for *_, changed in rotate(database, vault)) == 0
    assert tokens(database) == before


def test_rotate_goes_on_where_it_stopped(client: Client, keys: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rotation, "BATCH", 2)
    database, vault = client.services.database, Vault(keys)
    whole = len(tokens(database))
    next(steps := rotate(database, vault))
    next(steps)

    rest = sum(changed for *_, changed in rotate(database, vault))

    assert 0 < rest < whole
    assert all(vault.is_newest(token) for token in tokens(database))


def test_rotate_without_the_old_key(client: Client, keys: list[str]) -> None:
    before = tokens(client.services.database)

    with pytest.raises(BadInput, match="under none of the keys"):
        list(rotate(client.services.database, Vault(keys[:1])))

    assert tokens(client.services.database) == before


def test_rotate_does_not_overwrite_what_changes_meanwhile(
    client: Client, keys: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    database, vault = client.services.database, Vault(keys)
    fresh = vault.encrypt("written meanwhile")
    row = rotation._rotate_row

    def change_first(session, table, columns, found, own_vault):  # type: ignore[no-untyped-def]
        if table.name == "messages":
            session.execute(text("UPDATE messages SET text = :text WHERE seq = :seq"), {"text": fresh, "seq": found[0]})
        return row(session, table, columns, found, own_vault)

    monkeypatch.setattr(rotation, "_rotate_row", change_first)

    list(rotate(database, vault))

    with database.reading() as session:
        use_vault(vault)
        assert set(session.scalars(select(Message.text))) == {"written meanwhile"}


def test_numbers_are_found_as_before(client: Client, keys: list[str]) -> None:
    old, new = Vault(keys[1:]), Vault(keys)

    assert new.fingerprint(MARKS[0]) == old.fingerprint(MARKS[0])
    assert isinstance(client.services.settings, Settings)
