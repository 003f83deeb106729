"""Keys: made on the first run, kept in files that only their owner can read, or taken from the settings."""

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from cryptography.fernet import Fernet, MultiFernet

from salon.settings import Settings


class Vault:
    """Encrypts what is personal and finds it again by a keyed hash.

    Args:
        keys: Fernet keys, newest first. The newest encrypts; all of them decrypt, so a key is rotated by
            putting a new one in front. Look-up hashes use the oldest, so they survive a rotation.
    """

    def __init__(self, keys: list[str]) -> None:
        self._fernet = MultiFernet([Fernet(key) for key in keys])
        self._hash_key = hashlib.sha256(b"porewell look-up " + keys[-1].encode()).digest()

    def encrypt(self, text: str) -> str:
        """Return `text` as a Fernet token (ASCII)."""
        return self._fernet.encrypt(text.encode()).decode()

    def decrypt(self, token: str) -> str:
        """Return the text in `token`.

        Raises:
            cryptography.fernet.InvalidToken: no key fits, or the token was changed.
        """
        return self._fernet.decrypt(token.encode()).decode()

    def fingerprint(self, value: str) -> str:
        """Return the keyed hash (64 hex digits) under which `value` can be looked up."""
        return hmac.new(self._hash_key, value.encode(), hashlib.sha256).hexdigest()


def open_vault(settings: Settings) -> Vault:
    """Return the vault with the keys of the settings, or of the key file, which is made if it is missing."""
    keys = settings.secret_key or secret_file(settings.home / "secret.key", Fernet.generate_key().decode())
    return Vault([key.strip() for key in keys.split(",") if key.strip()])


def engine_secret(settings: Settings) -> str:
    """Return the secret that app and engine share."""
    return settings.engine_secret or secret_file(settings.home / "engine.secret", secrets.token_urlsafe(32))


def secret_file(path: Path, fresh: str) -> str:
    """Return the content of `path`; if it is missing, write `fresh` there first, readable for the owner only."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(descriptor, "w") as file:
        file.write(fresh)
    return fresh
