"""After an erasure nothing of the client is found anywhere: no table, no file, no log. On both databases."""

import logging
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from salon.db import Database
from salon.privacy.subjects import PHONE as BY_PHONE
from salon.privacy.subjects import Reference
from salon.secrets import Vault
from tests.app_client import App
from tests.privacy.filled import MARKS, PHONE, Client, close_handoffs, fill, let_pass


def read_tables(database: Database, vault: Vault) -> str:
    """Return every value of every table, SQLite's search index too; what is encrypted stands there in clear as well."""
    said: list[str] = []
    with database.engine.connect() as connection:
        for table in inspect(connection).get_table_names():
            for row in connection.execute(text(f'SELECT * FROM "{table}"')):  # noqa: S608
                for value in row:
                    said.append(value.decode("latin-1") if isinstance(value, bytes) else str(value))
                    if said[-1].startswith("gAAAA"):
                        said.append(vault.decrypt(said[-1]))
    return "\n".join(said)


def read_files(folder: Path) -> dict[str, bytes]:
    """Return what every file of a folder holds, the database's own among them, by its name."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def marks_in(database: Database, vault: Vault, folder: Path) -> dict[str, list[str]]:
    """Return where which mark is found."""
    places = {"tables": read_tables(database, vault).encode("utf-8", "replace")} | read_files(folder)
    found = {place: [mark for mark in MARKS if mark.encode() in content] for place, content in places.items()}
    return {place: marks for place, marks in found.items() if marks}


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """Capture whatever is logged, from before the client came."""
    caplog.set_level(logging.DEBUG)
    return caplog


@pytest.fixture
def client(app: App, logged: pytest.LogCaptureFixture, tmp_path: Path) -> Client:
    """Return the client, who left traces."""
    made = fill(app)
    found = marks_in(app.services.database, app.services.vault, tmp_path)
    assert found["tables"] == list(MARKS)
    if app.services.database.engine.dialect.name == "sqlite":
        # The words of messages stand in the search index; names, numbers and all the rest are encrypted.
        assert {mark for place, marks in found.items() if place != "tables" for mark in marks} >= {"zygomatic"}
    return made


def test_nothing_is_left_after_an_erasure_by_number(
    client: Client, tmp_path: Path, logged: pytest.LogCaptureFixture
) -> None:
    portal = client.app.http.portal
    assert portal
    audit = client.services.audit.note_in
    rights = client.services.rights

    proof = portal.call(
        lambda: rights.erase(
            Reference(BY_PHONE, PHONE),
            "Maya",
            lambda session, number, told: audit(session, None, "client.erased", number, **told),
            keep_appointments=False,
        )
    )

    assert marks_in(client.services.database, client.services.vault, tmp_path) == {}
    assert [mark for mark in MARKS if mark in logged.text] == []
    assert [entry.subject for entry in client.services.audit.page()] == [proof.number]


def test_nothing_is_left_after_the_client_erased_the_conversation(
    client: Client, tmp_path: Path, logged: pytest.LogCaptureFixture
) -> None:
    path = f"/v1/conversations/{client.visitor.id}?appointments=cancel"

    assert client.app.http.delete(path, headers=client.visitor.headers).status_code == 200

    assert marks_in(client.services.database, client.services.vault, tmp_path) == {}
    assert [mark for mark in MARKS if mark in logged.text] == []


def test_nothing_is_left_after_it_became_old(client: Client, tmp_path: Path, logged: pytest.LogCaptureFixture) -> None:
    let_pass(client.services, client.visitor.id, 366)
    close_handoffs(client.services, client.visitor.id)

    client.services.retention.run_if_due()

    assert marks_in(client.services.database, client.services.vault, tmp_path) == {}
    assert [mark for mark in MARKS if mark in logged.text] == []
