"""Keys and what is done with them; none of them ever stands in a message."""

import os
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet, InvalidToken

from salon import secrets
from salon.errors import BadInput
from salon.secrets import Vault, engine_secret, open_vault, secret_file
from salon.settings import Settings

OLD, NEW = "b2xkIGtleSBvZiB0aGUgdGVzdHMsIDMyIGJ5dGVzIDo=", "bmV3IGtleSBvZiB0aGUgdGVzdHMsIDMyIGJ5dGVzIDo="


def settings(home: Path, **changes: Any) -> Settings:
    """Return settings that read no `.env`."""
    return Settings(_env_file=None, home=home, **changes)  # type: ignore[call-arg]


def test_decrypt_with_another_key() -> None:
    token = Vault([OLD]).encrypt("Anna")

    with pytest.raises(InvalidToken):
        Vault([NEW]).decrypt(token)


def test_decrypt_a_changed_token() -> None:
    token = Vault([OLD]).encrypt("Anna")

    with pytest.raises(InvalidToken):
        Vault([OLD]).decrypt(token[:-4] + "AAA=")


@pytest.mark.parametrize("text", ["", "Anna", "Zoë 👩🏽\u200d🔬"])
def test_encrypt_and_decrypt(text: str) -> None:
    vault = Vault([OLD])

    token = vault.encrypt(text)

    assert token.isascii()
    assert token != vault.encrypt(text)
    assert vault.decrypt(token) == text


def test_vault_after_a_rotation() -> None:
    before, after = Vault([OLD]), Vault([NEW, OLD])

    token = after.encrypt("Anna")

    assert after.decrypt(before.encrypt("Anna")) == "Anna"
    assert Fernet(NEW).decrypt(token) == b"Anna"
    assert after.fingerprint("+447700900123") == before.fingerprint("+447700900123")


def test_fingerprint_of_one_key_and_one_value() -> None:
    one = Vault([OLD]).fingerprint("+447700900123")

    others = {Vault([OLD]).fingerprint("+447700900124"), Vault([NEW]).fingerprint("+447700900123")}

    assert (len(one), int(one, 16) > 0) == (64, True)
    assert Vault([OLD]).fingerprint("+447700900123") == one
    assert len(others | {one}) == 3


@pytest.mark.parametrize("keys", ["hush-hush", OLD + ",hush-hush", " , ", OLD[:-2], "é" * 44])
def test_open_vault_with_what_is_no_key(tmp_path: Path, keys: str) -> None:
    with pytest.raises(BadInput) as refusal:
        open_vault(settings(tmp_path, secret_key=keys))

    assert str(refusal.value) == ("POREWELL_SECRET_KEY holds no Fernet keys; each has 44 characters of URL-safe base64")
    assert (refusal.value.__cause__, refusal.value.__suppress_context__) == (None, True)


def test_open_vault_with_a_file_that_holds_no_key(tmp_path: Path) -> None:
    (tmp_path / "secret.key").write_text("hush")

    with pytest.raises(BadInput) as refusal:
        open_vault(settings(tmp_path))

    assert str(refusal.value) == (
        f"{tmp_path / 'secret.key'} holds no Fernet keys; each has 44 characters of URL-safe base64"
    )


def test_open_vault_makes_a_key_once(tmp_path: Path) -> None:
    token = open_vault(settings(tmp_path / "home")).encrypt("Anna")

    again = open_vault(settings(tmp_path / "home"))

    assert again.decrypt(token) == "Anna"
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["secret.key"]


def test_open_vault_with_the_keys_of_the_settings(tmp_path: Path) -> None:
    vault = open_vault(settings(tmp_path, secret_key=f" {NEW} ,{OLD},"))

    assert Fernet(NEW).decrypt(vault.encrypt("Anna")) == b"Anna"
    assert vault.decrypt(Vault([OLD]).encrypt("Anna")) == "Anna"
    assert list(tmp_path.iterdir()) == []


def test_engine_secret_of_the_settings(tmp_path: Path) -> None:
    assert engine_secret(settings(tmp_path, engine_secret="hush")) == "hush"
    assert list(tmp_path.iterdir()) == []


def test_engine_secret_made_once(tmp_path: Path) -> None:
    made = engine_secret(settings(tmp_path))

    assert len(made) == 43
    assert engine_secret(settings(tmp_path)) == made
    assert (tmp_path / "engine.secret").read_text() == made


@pytest.mark.parametrize("content", ["", " \n"])
def test_secret_file_that_is_empty(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.key"
    path.write_text(content)

    with pytest.raises(BadInput) as refusal:
        secret_file(path, "fresh")

    assert str(refusal.value) == f"{path} is empty; delete it if nothing was stored with it yet, else restore it"
    assert path.read_text() == content


def test_secret_file_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.key"
    path.write_bytes(b"\xff\xfe")

    with pytest.raises(BadInput) as refusal:
        secret_file(path, "fresh")

    assert str(refusal.value) == f"{path} can't be used: it is no text; POREWELL_HOME names the folder for it"


def test_secret_file_in_what_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file")
    path = tmp_path / "home" / "a.key"

    with pytest.raises(BadInput) as refusal:
        secret_file(path, "fresh")

    assert str(refusal.value).startswith(f"{path} can't be used: ")


def test_secret_file_that_is_there(tmp_path: Path) -> None:
    path = tmp_path / "a.key"
    path.write_text("kept\n")

    assert secret_file(path, "fresh") == "kept"
    assert path.read_text() == "kept\n"


def test_secret_file_that_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "new" / "home" / "a.key"

    assert secret_file(path, "fresh") == "fresh"
    assert (path.read_text(), path.stat().st_mode & 0o777) == ("fresh", 0o600)
    assert list(path.parent.iterdir()) == [path]


def test_secret_file_when_another_process_is_faster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.key"
    link = os.link

    def beaten(written: str, to: Path) -> None:
        to.write_text("theirs")
        link(written, to)

    monkeypatch.setattr(secrets.os, "link", beaten)

    assert secret_file(path, "ours") == "theirs"
    assert list(tmp_path.iterdir()) == [path]


def test_rotate_puts_a_token_under_the_newest_key() -> None:
    new, old = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    vault, token = Vault([new, old]), Vault([old]).encrypt("Anna")

    rotated = vault.rotate(token)

    assert [vault.is_newest(one) for one in (token, rotated)] == [False, True]
    assert Vault([new]).decrypt(rotated) == "Anna"


def test_rotate_what_is_under_no_key() -> None:
    vault = Vault([Fernet.generate_key().decode()])

    with pytest.raises(InvalidToken):
        vault.rotate(Vault([Fernet.generate_key().decode()]).encrypt("Anna"))
