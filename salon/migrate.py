"""Bring a database's tables to the newest version. Run when a process starts; any number may start at once."""

from pathlib import Path

from alembic import command
from alembic.config import Config

from salon.settings import ROOT

MIGRATIONS = ROOT / "migrations"


def migrate(database_url: str) -> None:
    """Migrate to the newest version; a database that has it already is left alone.

    Args:
        database_url: SQLAlchemy URL; an SQLite file, and its folder, are made when missing.
    """
    if database_url.startswith("sqlite:///"):
        Path(database_url.removeprefix("sqlite:///").partition("?")[0]).parent.mkdir(parents=True, exist_ok=True)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    # Not a main option: passwords may hold "%", which the ini format would read as its own.
    config.attributes["database_url"] = database_url
    command.upgrade(config, "head")
