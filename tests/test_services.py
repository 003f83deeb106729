"""The rooms wired together: wrong settings are refused, nothing is contacted, every room gets what was chosen."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import Column, MetaData, Table, insert, select, text

from salon import db
from salon.db import EncryptedText
from salon.errors import BadInput
from salon.safety.nets import RedFlagNets
from salon.services import ENCODER, open_database, open_services
from salon.settings import Settings
from tests.conversations.fakes import FakeEngine, FakeNets

NOTES = Table("note", MetaData(), Column("words", EncryptedText))


@pytest.fixture(autouse=True)
def own_vault(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the tests' vault back afterwards."""
    monkeypatch.setattr(db, "_vault", None)


def settings(home: Path, **changes: Any) -> Settings:
    """Return settings that read no `.env`."""
    known = {"home": home, "secret_key": Fernet.generate_key().decode(), "engine_secret": "hush"}
    return Settings(_env_file=None, **(known | changes))  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"salon_file": Path("/missing.yml")}, r"^salon file: /missing\.yml can't be read"),
        ({"now": "tomorrow"}, "^POREWELL_NOW='tomorrow' is not a moment"),
        ({"secret_key": "hush"}, "^POREWELL_SECRET_KEY holds no Fernet keys"),
    ],
)
def test_open_services_with_wrong_settings(tmp_path: Path, changes: dict[str, Any], message: str) -> None:
    with pytest.raises(BadInput, match=message):
        open_services(settings(tmp_path, **changes), FakeNets(), FakeEngine())


def test_open_services_contacts_nothing(tmp_path: Path) -> None:
    urls = "http://engine.invalid:1, ,http://engine.invalid:2,"

    services = open_services(settings(tmp_path, engine_urls=urls, now="2027-07-01T10:00"), FakeNets())

    assert list(tmp_path.iterdir()) == []
    assert [next(services.engines._next) for _ in range(3)] == [
        "http://engine.invalid:1",
        "http://engine.invalid:2",
        "http://engine.invalid:1",
    ]


def test_open_services_as_chosen(tmp_path: Path) -> None:
    chosen, engine = settings(tmp_path, now="2027-07-01T10:00"), FakeEngine()

    services = open_services(chosen, FakeNets(), engine)

    assert services.settings is chosen
    assert services.engines is engine
    assert services.engine_secret == "hush"
    assert services.clock() == datetime(2027, 7, 1, 9, tzinfo=UTC)
    assert str(services.database.engine.url) == f"sqlite:///{tmp_path / 'porewell.db'}"


def test_open_services_sentences_know_the_salon(tmp_path: Path) -> None:
    services = open_services(settings(tmp_path), FakeNets(), FakeEngine())

    assert services.responses._facts() == services.salon.facts()


def test_open_services_with_the_nets_of_the_encoder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folders: list[Path] = []
    monkeypatch.setattr(RedFlagNets, "load", lambda folder, encoder: folders.append(folder))

    open_services(settings(tmp_path), None, FakeEngine())

    assert folders == [ENCODER]


def test_open_database_with_the_vault_of_its_columns(tmp_path: Path) -> None:
    database, vault = open_database(settings(tmp_path))

    with database.transaction() as session:
        NOTES.create(session.connection())
        session.execute(insert(NOTES).values(words="Anna"))
    with database.reading() as session:
        stored, plain = session.scalar(text("SELECT words FROM note")), session.scalar(select(NOTES.c.words))

    assert (vault.decrypt(str(stored)), plain) == ("Anna", "Anna")
    database.engine.dispose()
