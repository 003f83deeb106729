"""What may differ from one machine to the next, read once from the environment (`POREWELL_…`) or `.env`.

What differs from one *salon* to the next stands in `salon.yml` (see `salon_file.py`).
"""

import re
from functools import cache
from pathlib import Path

from pydantic import ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from salon.errors import BadInput

ROOT = Path(__file__).resolve().parent.parent
_PUBLIC_URL = re.compile(r"https?://[\w.:\[\]-]+(/[\w./~-]*)?")


class Settings(BaseSettings):
    """Every setting has a default that works on one machine; names in the environment are upper case."""

    model_config = SettingsConfigDict(env_prefix="POREWELL_", env_file=".env", extra="ignore")

    home: Path = ROOT / "var"
    """Folder for everything written at run time: database, key, models, sockets."""
    database_url: str = ""
    """SQLAlchemy URL; empty means SQLite in `home`."""
    secret_key: str = ""
    """Fernet keys parted by commas, newest first; empty means the key file in `home`, made on first run."""
    salon_file: Path = ROOT / "salon.yml"
    now: str = ""
    """Fixes the clock (see `clock.py`)."""
    host: str = "127.0.0.1"
    port: int = 8000
    public_url: str = ""
    """Where browsers reach the app, without a slash at the end: `https://chat.example`; empty means host and port."""
    engine_urls: str = "http://127.0.0.1:5005"
    """Engines parted by commas; each is stateless, so any of them may take any turn."""
    engine_secret: str = ""
    """Shared by app and engine; empty means the file in `home`, made on first run."""
    engine_deadline_seconds: float = 4.0
    """After this long without an answer the client gets an apology and the offer of a person."""
    messages_per_minute: int = 20
    """Most messages a conversation may send."""
    limits_url: str = "memory://"
    """Where the limits are counted; a Redis URL when several app processes share them."""
    address_requests_per_minute: int = 60
    """Most requests an address may make."""

    @field_validator("public_url")
    @classmethod
    def _is_an_address(cls, value: str) -> str:
        if value and not _PUBLIC_URL.fullmatch(value):
            raise ValueError("write it like https://chat.example, with http or https")
        return value.rstrip("/")

    @property
    def url(self) -> str:
        """The database's SQLAlchemy URL, with the driver that this project installs."""
        if not self.database_url:
            return f"sqlite:///{self.home / 'porewell.db'}"
        return self.database_url.replace("postgresql://", "postgresql+psycopg://", 1)


@cache
def load_settings() -> Settings:
    """Read the settings once per process.

    Raises:
        BadInput: one of them can't be read; says which, and what would be right.
    """
    try:
        return Settings()
    except ValidationError as error:
        wrong = [f"POREWELL_{'_'.join(map(str, one['loc'])).upper()}: {one['msg']}" for one in error.errors()]
        # Not `from error`, which shows the values: they may be secret.
        raise BadInput("; ".join(wrong)) from None
