"""Codes of an authenticator app: the vectors of RFC 6238, the drift that is allowed, and what is no code."""

import base64
from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from salon.staff.second_factor import STEP_SECONDS, address, new_key, picture, step_of

KEY = base64.b32encode(b"12345678901234567890").decode()
NOW = datetime(2027, 3, 1, 10, 0, 7, tzinfo=UTC)
STEP = int(NOW.timestamp()) // STEP_SECONDS


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (2000000000, "279037"), (20000000000, "353130")],
)
def test_code_of_the_standard(seconds: int, code: str) -> None:
    """See RFC 6238, appendix B: its codes have eight digits, of which an app shows the last six."""
    assert step_of(KEY, code, datetime.fromtimestamp(seconds, UTC)) == seconds // STEP_SECONDS


@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_code_of_a_clock_that_is_a_little_off(steps: int) -> None:
    code = pyotp.TOTP(KEY).at(NOW + timedelta(seconds=steps * STEP_SECONDS))

    assert step_of(KEY, code, NOW) == STEP + steps


@pytest.mark.parametrize("steps", [-2, 2, 2880])
def test_code_of_another_time(steps: int) -> None:
    code = pyotp.TOTP(KEY).at(NOW + timedelta(seconds=steps * STEP_SECONDS))

    assert step_of(KEY, code, NOW) is None


@pytest.mark.parametrize("written", ["{a} {b}", " {a}-{b} ", "{a}\u00a0{b}\n"])
def test_code_is_read_however_it_is_typed(written: str) -> None:
    code = pyotp.TOTP(KEY).at(NOW)

    assert step_of(KEY, written.format(a=code[:3], b=code[3:]), NOW) == STEP


@pytest.mark.parametrize("written", ["", "12345", "\0", "\ud800", "１２３４５６", "x" * 10_000, "9" * 10_000])
def test_what_is_no_code(written: str) -> None:
    assert step_of(KEY, written, NOW) is None


def test_code_of_another_key() -> None:
    assert step_of(new_key(), pyotp.TOTP(KEY).at(NOW), NOW) is None


def test_keys_are_long_and_differ() -> None:
    keys = {new_key() for _ in range(100)}

    assert len(keys) == 100
    assert {len(base64.b32decode(key)) for key in keys} == {20}


def test_address_names_salon_and_login() -> None:
    read = pyotp.parse_uri(address(KEY, "maya@salon.example", "Rosé & <Co>"))

    assert (read.secret, read.name, read.issuer) == (KEY, "maya@salon.example", "Rosé & <Co>")


def test_picture_holds_no_markup_of_the_salon() -> None:
    drawn = picture(address(KEY, "maya", "<script>ran(1)</script>"))

    assert drawn.startswith("<svg")
    assert "script" not in drawn
    assert "style" not in drawn  # the desk's policy allows none
