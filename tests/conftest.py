"""What every test may ask for: the sample salon, a fixed clock, a vault, and a migrated empty database.

A test that asks for `database` runs on SQLite and on PostgreSQL. PostgreSQL is taken from `POREWELL_TEST_POSTGRES`
(SQLAlchemy URL), else from a server on this machine; each session makes a schema of its own there and drops it.
"""

import os
import pickle
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import yaml
from argon2 import PasswordHasher
from cryptography.fernet import Fernet
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from salon.clock import Clock, fixed_clock
from salon.db import Base, Database, use_vault
from salon.desk import pages
from salon.migrate import migrate
from salon.salon_file import Salon, load_salon
from salon.secrets import Vault
from salon.settings import ROOT
from salon.staff import passwords

if TYPE_CHECKING:
    from tests.app_client import App, OpenApp

LOCAL_POSTGRES = (
    "postgresql+psycopg:///test",
    "postgresql+psycopg://root@127.0.0.1:5432/test",
    "postgresql+psycopg://postgres@127.0.0.1:5432/test",
)


@pytest.fixture(scope="session")
def salon() -> Salon:
    """Return the sample salon."""
    return load_salon(ROOT / "salon.yml")


@pytest.fixture
def clock() -> Clock:
    """Return a clock that shows Monday, 1 March 2027, 10:00 in London."""
    return fixed_clock(datetime(2027, 3, 1, 10, tzinfo=ZoneInfo("Europe/London")))


@pytest.fixture(scope="session")
def vault() -> Vault:
    """Return a vault with a key of its own, which `EncryptedText` uses too."""
    made = Vault([Fernet.generate_key().decode()])
    use_vault(made)
    return made


@pytest.fixture(scope="session", autouse=True)
def settings_of_nobody() -> Iterator[None]:
    """Leave out the settings of whoever runs the tests, but for where the tests find a database and the models."""
    with pytest.MonkeyPatch.context() as patch:
        for name in tuple(os.environ):
            if name.startswith("POREWELL_") and not name.startswith(("POREWELL_TEST_", "POREWELL_HOME")):
                patch.delenv(name)
        yield


@pytest.fixture(scope="session", autouse=True)
def cheap_passwords() -> Iterator[None]:
    """Hash the passwords of the staff quickly; `tests/staff/test_passwords.py` looks at what is real."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        yield


class CompiledOnce(BytecodeCache):
    """Keeps what templates were compiled to, for all apps of a session."""

    def __init__(self) -> None:
        self._known: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._known:
            bucket.bytecode_from_string(self._known[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._known[bucket.key] = bucket.bytecode_to_string()


@pytest.fixture(scope="session", autouse=True)
def templates_compiled_once() -> Iterator[None]:
    """Let the apps of a session share their compiled templates: each has an environment of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pages, "Environment", partial(Environment, bytecode_cache=CompiledOnce()))
        yield


@pytest.fixture(scope="session", autouse=True)
def yaml_read_once() -> Iterator[None]:
    """Read the same YAML once in a session; each app gets values of its own."""
    load = yaml.load

    @cache
    def pickled(text: str, loader: Any) -> bytes:
        return pickle.dumps(load(text, loader))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml, "load", lambda text, loader: pickle.loads(pickled(text, loader)))  # noqa: S301  our own
        yield


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Return the URL of a migrated, empty database, one of each kind."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def database(database_url: str, vault: Vault) -> Iterator[Database]:
    """Return a migrated, empty database, one of each kind."""
    use_vault(vault)
    opened = Database(database_url)
    yield opened
    opened.engine.dispose()


@pytest.fixture
def open_app(database_url: str, tmp_path: Path) -> "Iterator[OpenApp]":
    """Return what opens the app on a fresh database of each kind, behind an engine that answers by script."""
    from tests.app_client import open_app as open_it

    with ExitStack() as opened:
        yield partial(open_it, opened, database_url, tmp_path)


@pytest.fixture
def app(open_app: "OpenApp") -> "App":
    """Return the app with an engine that explains blackheads."""
    return open_app()


@pytest.fixture
def sqlite_url(tmp_path: Path, sqlite_template: Path) -> str:
    """Return the URL of a migrated, empty SQLite file."""
    file = tmp_path / "porewell.db"
    shutil.copyfile(sqlite_template, file)
    return f"sqlite:///{file}"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a migrated SQLite file to copy: migrating anew for each test would cost more than the test."""
    file = tmp_path_factory.mktemp("template") / "template.db"
    migrate(f"sqlite:///{file}")
    return file


@pytest.fixture
def postgresql_url(postgresql_schema_url: str) -> str:
    """Return the URL of a migrated schema, emptied."""
    engine = create_engine(postgresql_schema_url)
    with engine.begin() as connection:
        present = set(engine.dialect.get_table_names(connection))
        for table in reversed(Base.metadata.sorted_tables):
            if table.name in present:
                connection.execute(table.delete())
    engine.dispose()
    return postgresql_schema_url


@pytest.fixture(scope="session")
def postgresql_schema_url(postgresql_server: str) -> Iterator[str]:
    """Return the URL of a schema of this session's own, migrated."""
    with empty_schema(postgresql_server) as url:
        migrate(url)
        yield url


@pytest.fixture(scope="session")
def postgresql_server() -> str:
    """Return the URL of a PostgreSQL in which schemas may be made, or skip, loudly."""
    named = os.environ.get("POREWELL_TEST_POSTGRES", "").replace("postgresql://", "postgresql+psycopg://", 1)
    for url in (named,) if named else LOCAL_POSTGRES:
        if _answers(url):
            return url
    where = "POREWELL_TEST_POSTGRES" if named else "this machine (or set POREWELL_TEST_POSTGRES)"
    pytest.skip(f"NOT TESTED ON POSTGRESQL: no server answers at {where}")


class empty_schema:  # noqa: N801  used like a function in `with`
    """Make a schema with a random name, give the URL that leads into it, and drop it at the end."""

    def __init__(self, server: str) -> None:
        self._engine = create_engine(server)
        self._name = f"porewell_test_{uuid4().hex[:12]}"
        options = {"options": f"-csearch_path={self._name}"}
        self._url = make_url(server).update_query_dict(options).render_as_string(hide_password=False)

    def __enter__(self) -> str:
        with self._engine.begin() as connection:
            connection.execute(text(f"CREATE SCHEMA {self._name}"))
        return self._url

    def __exit__(self, *_: object) -> None:
        with self._engine.begin() as connection:
            connection.execute(text(f"DROP SCHEMA {self._name} CASCADE"))
        self._engine.dispose()


def _answers(url: str) -> bool:
    engine = create_engine(url, connect_args={"connect_timeout": 2})
    try:
        with engine.connect():
            return True
    except OperationalError:
        return False
    finally:
        engine.dispose()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the figures that tests have noted (`record_property("figures", ...)`), and say how many were skipped, and why."""
    for report in terminalreporter.stats.get("passed", []):
        for name, value in report.user_properties:
            if name == "figures":
                terminalreporter.write_line(value)
    reasons = Counter(
        report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        for report in terminalreporter.stats.get("skipped", [])
    )
    for reason, count in reasons.most_common():
        terminalreporter.write_line(f"{count} skipped: {reason.removeprefix('Skipped: ')}", yellow=True, bold=True)
