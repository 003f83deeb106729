"""What may differ from one machine to the next, read once from the environment (`POREWELL_…`) or `.env`.

What differs from one *salon* to the next stands in `salon.yml` (see `salon_file.py`).
"""

import re
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError, field_validator
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
    smtp_url: str = ""
    """Where mail to staff is handed in: `smtps://user:password@mail.example:465`; empty means that none is sent."""
    notify_email: str = ""
    """Who is written to when a client waits for a person; empty means nobody."""
    mail_from: str = ""
    """The sender of mail to staff; empty means the recipient."""

    desk_idle_minutes: Annotated[int, Field(ge=1)] = 60
    """After this long without a click a member of staff signs in anew."""
    desk_session_hours: Annotated[int, Field(ge=1)] = 12
    """After this long too, clicks or not."""

    telegram_token: str = ""
    """Of the bot, as @BotFather gave it; empty means that there is no Telegram."""
    telegram_username: str = ""
    """Of the bot, without "@"; empty means that Telegram is asked for it."""
    telegram_api: str = "https://api.telegram.org"
    """Where Telegram's Bot API is: a server of one's own has another address."""
    telegram_polling: bool | None = None
    """Whether updates are asked for, which needs no public address; empty means: if `public_url` has no https."""

    meta_app_secret: str = ""
    """Of the app at Meta for WhatsApp, Messenger and Instagram: it signs what comes."""
    meta_verify_token: str = ""
    """What Meta shows when a webhook is set up; empty means one made from the salon's key."""
    meta_api: str = "https://graph.facebook.com"
    """Where Meta's Graph API is."""
    whatsapp_token: str = ""
    """Of the system user at Meta; empty means that there is no WhatsApp by Meta."""
    whatsapp_number_id: str = ""
    """Meta's id of the salon's number, not the number."""
    whatsapp_template: str = ""
    """The name of the template that asks a client to write, after WhatsApp's 24 hours; empty means that none is sent."""
    whatsapp_template_language: str = "en_GB"
    """In which language Meta approved it."""
    messenger_token: str = ""
    """Of the page; empty means that there is no Messenger."""
    messenger_page_id: str = ""
    """Meta's id of the page."""
    instagram_token: str = ""
    """Of the page that the account belongs to; empty means that there is no Instagram."""
    instagram_account_id: str = ""
    """Meta's id of the Instagram account."""
    twilio_account_sid: str = ""
    """Of the account at Twilio; empty means that there is no WhatsApp by Twilio."""
    twilio_auth_token: str = ""
    """Of that account: it signs what comes."""
    twilio_sender: str = ""
    """The salon's number there, such as +441632960182."""
    twilio_template: str = ""
    """The content SID, HX..., of the template that asks a client to write; empty means that none is sent."""
    twilio_api: str = "https://api.twilio.com"
    """Where Twilio's API is."""

    reviewed_file: Path = ROOT / "data" / "nlu" / "reviewed.yml"
    """What staff corrected, as training data; the desk writes it."""
    check_folder: Path = ROOT / "tests"
    """What a new model is measured with: `heldout/*.tsv`, `conversations/heldout*/*.yml`."""
    largest_drop_points: float = Field(default=1.0, ge=0)
    """A new model that gets so many percentage points less right, over all, is not put into service."""
    largest_topic_drop_points: float = Field(default=5.0, ge=0)
    """The same for any topic of ten phrases or more."""

    @field_validator("public_url")
    @classmethod
    def _is_an_address(cls, value: str) -> str:
        if value and not _PUBLIC_URL.fullmatch(value):
            raise ValueError("write it like https://chat.example, with http or https")
        return value.rstrip("/")

    @property
    def desk_idle(self) -> timedelta:
        """How long a session of the desk lasts without use."""
        return timedelta(minutes=self.desk_idle_minutes)

    @property
    def desk_longest(self) -> timedelta:
        """How long a session of the desk lasts at most."""
        return timedelta(hours=self.desk_session_hours)

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
