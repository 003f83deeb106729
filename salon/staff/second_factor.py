"""The second factor: time-based codes of an authenticator app (RFC 6238). Pure; the room's services enter."""

from datetime import datetime

import pyotp
import segno

STEP_SECONDS = 30
DRIFT_STEPS = 1
"""How many steps a telephone's clock may be early or late."""


def new_key() -> str:
    """Return a new key, base32, 160 bits."""
    return pyotp.random_base32()


def step_of(key: str, code: str, now: datetime) -> int | None:
    """Return the time step that a code belongs to, or None if it is no code of now."""
    totp = pyotp.TOTP(key)
    digits = "".join(character for character in code if character.isascii() and character.isdigit())
    present = int(now.timestamp()) // STEP_SECONDS
    steps = range(present - DRIFT_STEPS, present + DRIFT_STEPS + 1)
    return next((step for step in steps if pyotp.utils.strings_equal(totp.generate_otp(step), digits)), None)


def address(key: str, login: str, salon_name: str) -> str:
    """Return what the QR code says: the `otpauth:` address that authenticator apps read."""
    return pyotp.TOTP(key).provisioning_uri(name=login, issuer_name=salon_name)


def picture(otpauth: str) -> str:
    """Return the address as a QR code: SVG, black on white, without a size of its own."""
    return segno.make(otpauth, error="m").svg_inline(border=2, omitsize=True, dark="#000", light="#fff")
