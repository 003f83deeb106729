"""Passwords and one-time codes: made, hashed, compared. Pure but for randomness; the room's services enter."""

import secrets
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from salon.errors import BadInput

LEAST_LENGTH = 12
LONGEST = 200
_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Without letters and digits that are mistaken for each other."""
_HASHER = PasswordHasher()  # argon2id, with the library's present parameters (RFC 9106, low memory)
_LEAST_PART_OF_LOGIN = 4


def check_password(password: str, login: str) -> None:
    """Accept a new password by returning.

    Raises:
        BadInput: it is too short, too long, or too easily guessed; says what would be right.
    """
    if not LEAST_LENGTH <= len(password) <= LONGEST:
        raise BadInput(f"A password has {LEAST_LENGTH} to {LONGEST} characters: a few words are easy to remember.")
    plain = password.casefold()
    person = login.casefold().partition("@")[0]
    named = len(person) >= _LEAST_PART_OF_LOGIN and person in plain
    if len(set(plain)) < LEAST_LENGTH // 2 or named or plain.replace(" ", "") in _OFTEN:
        raise BadInput("This password is too easily guessed. Take a few words that have nothing to do with each other.")


def hash_password(password: str) -> str:
    """Return the password's argon2id hash, parameters and salt included."""
    return _HASHER.hash(_bytes(password))


def is_password(stored: str | None, password: str) -> bool:
    """Tell whether a password is the stored one; takes as long where nothing is stored."""
    nobody = _nobody()
    known = stored if len(password) <= LONGEST else None
    try:
        return _HASHER.verify(known or nobody, _bytes(password[:LONGEST])) and known is not None
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(stored: str) -> bool:
    """Tell whether a hash was made with weaker parameters than today's."""
    return _HASHER.check_needs_rehash(stored)


def one_time_code() -> str:
    """Return a new code of 16 letters and digits in fours, 79 bits: "K7QX-…"."""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(16))
    return "-".join(letters[at : at + 4] for at in range(0, 16, 4))


def read_code(written: str) -> str:
    """Return a one-time code as it was given out, however it is typed."""
    letters = [letter for letter in written.upper() if letter.isascii() and letter.isalnum()]
    return "-".join("".join(letters[at : at + 4]) for at in range(0, len(letters), 4))


@cache
def _nobody() -> str:
    """Return what a password is compared with where there is no account: so the answer takes as long."""
    return _HASHER.hash(secrets.token_hex(16))


def _bytes(password: str) -> bytes:
    """Return what is hashed: the same however a keyboard composes its letters."""
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")


_OFTEN = frozenset(
    "passwordpassword password1234 password12345 password123456 123456789012 1234567890123 qwertyuiop12 "
    "qwertyuiop123 iloveyouiloveyou letmeinletmein welcomewelcome adminadminadmin changemechangeme "
    "correcthorsebatterystaple".split(" ")
)
"""Without spaces."""
