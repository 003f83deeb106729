"""Migrations: the same tables as the models, from anywhere, and by several processes at once."""

import multiprocessing
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect

from salon.booking.models import Appointment, AppointmentCell, AppointmentMove
from salon.db import Base, make_engine
from salon.migrate import migrate
from tests.conftest import empty_schema

TABLES = {model.__tablename__ for model in (Appointment, AppointmentCell, AppointmentMove)}
PROCESSES = 6
STARTING = multiprocessing.get_context("fork") if sys.platform == "linux" else multiprocessing.get_context("spawn")


@pytest.fixture(params=["sqlite", "postgresql"])
def bare_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Return the URL of a database without tables; the folder of the SQLite file is missing too."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'new' / 'porewell.db'}"
        return
    with empty_schema(request.getfixturevalue("postgresql_server")) as url:
        yield url


def tables(url: str) -> set[str]:
    """Return the names of the tables there."""
    engine = make_engine(url)
    names = set(inspect(engine).get_table_names())
    engine.dispose()
    return names


def test_migrate_from_any_folder(bare_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    migrate(bare_url)

    assert tables(bare_url) >= TABLES | {"alembic_version"}


def test_migrate_twice(bare_url: str) -> None:
    migrate(bare_url)
    before = tables(bare_url)

    migrate(bare_url)

    assert tables(bare_url) == before


def test_migrate_in_several_processes_at_once(bare_url: str) -> None:
    together = [STARTING.Process(target=migrate, args=(bare_url,)) for _ in range(PROCESSES)]

    for one in together:
        one.start()
    for one in together:
        one.join(60)

    assert [one.exitcode for one in together] == [0] * PROCESSES
    assert tables(bare_url) >= TABLES


def test_migrations_make_the_tables_of_the_models(database_url: str) -> None:
    engine = make_engine(database_url)

    with engine.connect() as connection:
        options = {"compare_type": True, "include_name": _booking_only}
        differences = compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata)
        unique = inspect(connection).get_unique_constraints("appointment")
        cells_key = inspect(connection).get_pk_constraint("appointment_cell")["constrained_columns"]
        moves_key = inspect(connection).get_pk_constraint("appointment_move")["constrained_columns"]
    engine.dispose()

    assert [one for one in differences if _table(one) in TABLES] == []
    assert [one["column_names"] for one in unique] == [["idempotency_key"]]
    assert cells_key == ["cosmetologist_id", "starts_at"]
    assert moves_key == ["appointment_id", "idempotency_key"]


def _booking_only(name: str | None, kind: str, _parents: object) -> bool:
    return kind != "table" or name in TABLES


def _table(difference: object) -> str:
    first = difference[0] if isinstance(difference, list) else difference
    assert isinstance(first, tuple)
    if isinstance(first[1], str) or first[1] is None:
        return str(first[2])
    return str(getattr(first[1], "name", "") if first[0].endswith("_table") else first[1].table.name)
