"""Meta's signature: SHA-256 alone, over the very bytes that came."""

import hashlib
import hmac
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salon.channels.meta.verify import handshake, is_genuine
from tests.channels.meta.signing import APP_SECRET, encode, sign

BODY = encode({"object": "page", "entry": [{"id": "1", "text": "больно? 😊", "url": "https://fb.me/x"}]})
GOOD = sign(BODY)


def signature(algorithm: str, body: bytes = BODY, secret: str = APP_SECRET) -> str:
    return f"{algorithm}={hmac.new(secret.encode(), body, algorithm).hexdigest()}"


FORGED = {
    "none": None,
    "empty": "",
    "no digest": "sha256=",
    "wrong": "sha256=" + "0" * 64,
    "truncated": GOOD[:-1],
    "longer": GOOD + "0",
    "no algorithm": GOOD.removeprefix("sha256="),
    "sha1": signature("sha1"),
    "md5": signature("md5"),
    "sha512": signature("sha512"),
    "sha1 under our name": signature("sha1").replace("sha1", "sha256"),
    "unknown algorithm": "rot13=" + GOOD[7:],
    "upper case": "sha256=" + GOOD[7:].upper(),
    "upper case algorithm": "SHA256=" + GOOD[7:],
    "another secret": sign(BODY, "another"),
    "empty secret": sign(BODY, ""),
    "blanks": f" {GOOD}",
    "new line": f"{GOOD}\n",
    "two": f"{GOOD},{GOOD}",
    "other digits": "sha256=" + "٣" * 64,
    "not hexadecimal": "sha256=" + "g" * 64,
}


@pytest.mark.parametrize("header", FORGED.values(), ids=FORGED)
def test_is_genuine_forged(header: str | None):
    assert not is_genuine(BODY, header, APP_SECRET)


def test_is_genuine_body_written_anew():
    assert not is_genuine(json.dumps(json.loads(BODY)).encode(), GOOD, APP_SECRET)


def test_is_genuine_empty_secret():
    assert not is_genuine(BODY, "sha256=" + hmac.new(b"", BODY, hashlib.sha256).hexdigest(), "")


def test_is_genuine():
    assert is_genuine(BODY, GOOD, APP_SECRET)


def test_is_genuine_by_a_digest_of_openssl():
    # printf '{"object":"page"}' | openssl dgst -sha256 -hmac secret
    digest = "c1456f83e15385a03562cbe2eaaa918ec5e06b4f170f909283a2781c7924e4d1"
    assert is_genuine(b'{"object":"page"}', f"sha256={digest}", "secret")


@given(st.binary(max_size=50), st.text(max_size=100) | st.none())
def test_is_genuine_any_header(body: bytes, header: str | None):
    assert not is_genuine(body, header, APP_SECRET)


@given(st.binary(min_size=1, max_size=50), st.integers(0, 49), st.integers(1, 255))
def test_is_genuine_one_byte_changed(body: bytes, place: int, change: int):
    spoiled = bytearray(body)
    spoiled[place % len(body)] ^= change
    assert is_genuine(body, sign(body), APP_SECRET)
    assert not is_genuine(bytes(spoiled), sign(body), APP_SECRET)


@pytest.mark.parametrize(
    ("mode", "token", "challenge", "verify_token"),
    [
        ("unsubscribe", "ours", "1158201444", "ours"),
        (None, "ours", "1158201444", "ours"),
        ("subscribe", "theirs", "1158201444", "ours"),
        ("subscribe", "ours\ud800", "1158201444", "ours"),
        ("subscribe", None, "1158201444", "ours"),
        ("subscribe", "", "1158201444", ""),
        ("subscribe", "ours", None, "ours"),
        ("subscribe", "ours", "", "ours"),
    ],
)
def test_handshake_refused(mode: str | None, token: str | None, challenge: str | None, verify_token: str):
    assert handshake(mode, token, challenge, verify_token) is None


def test_handshake():
    assert handshake("subscribe", "ours", "1158201444", "ours") == "1158201444"
