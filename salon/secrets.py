"""Keys: made on the first run, kept in files that only their owner can read, or taken from the settings."""

import contextlib
import hashlib
import hmac
import os
import secrets
import tempfile
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from salon.errors import BadInput
from salon.settings import Settings


class Vault:
    """Encrypts what is personal and finds it again by a keyed hash.

    Args:
        keys: Fernet keys, newest first. The newest encrypts; all of them decrypt, so a key is rotated by
            putting a new one in front. Look-up hashes use the oldest, so they survive a rotation.
    """

    def __init__(self, keys: list[str]) -> None:
        self._newest = Fernet(keys[0])
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

    def is_newest(self, token: str) -> bool:
        """Tell whether a token is under the newest key."""
        try:
            self._newest.decrypt(token.encode())
        except InvalidToken:
            return False
        return True

    def rotate(self, token: str) -> str:
        """Return the token under the newest key; the moment at which it was first encrypted stays in it.

        Raises:
            cryptography.fernet.InvalidToken: no key fits, or the token was changed.
        """
        return self._fernet.rotate(token.encode()).decode()

    def fingerprint(self, value: str) -> str:
        """Return the keyed hash (64 hex digits) under which `value` can be looked up."""
        return hmac.new(self._hash_key, value.encode(), hashlib.sha256).hexdigest()


def open_vault(settings: Settings) -> Vault:
    """Return the vault with the keys of the settings, or of the key file, which is made if it is missing.

    Raises:
        BadInput: there is no key, or what stands there is none.
    """
    keys = settings.secret_key or secret_file(settings.home / "secret.key", Fernet.generate_key().decode())
    try:
        return Vault([key.strip() for key in keys.split(",") if key.strip()])
    except (ValueError, IndexError):
        source = "POREWELL_SECRET_KEY" if settings.secret_key else settings.home / "secret.key"
        # Not `from error`, which may hold a part of the key.
        raise BadInput(f"{source} holds no Fernet keys; each has 44 characters of URL-safe base64") from None


def engine_secret(settings: Settings) -> str:
    """Return the secret that app and engine share."""
    return settings.engine_secret or secret_file(settings.home / "engine.secret", secrets.token_urlsafe(32))


def secret_file(path: Path, fresh: str) -> str:
    """Return the content of `path`; if it is missing, write `fresh` there first, readable for the owner only.

    Several processes may come at once: all get what the fastest wrote.

    Raises:
        BadInput: the file is there but empty, or it can't be read or written.
    """
    try:
        return _secret_file(path, fresh)
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is no text"
        raise BadInput(f"{path} can't be used: {reason}; POREWELL_HOME names the folder for it") from None


def _secret_file(path: Path, fresh: str) -> str:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        # Written aside and then linked, so that nobody ever reads a file that is not written yet.
        with tempfile.NamedTemporaryFile("w", dir=path.parent, prefix=f".{path.name}-") as file:  # mode 0600
            file.write(fresh)
            file.flush()
            os.fsync(file.fileno())
            with contextlib.suppress(FileExistsError):
                os.link(file.name, path)
    content = path.read_text().strip()
    if not content:
        raise BadInput(f"{path} is empty; delete it if nothing was stored with it yet, else restore it")
    return content
