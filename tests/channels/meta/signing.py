"""Posts as Meta posts: JSON whose slashes and non-ASCII characters are escaped, signed over these very bytes."""

import hashlib
import hmac
import json
from typing import Any

APP_SECRET = "1c0f5a8e4d3b2a19f8e7d6c5b4a39281"


def encode(update: Any) -> bytes:
    return json.dumps(update, separators=(",", ":")).replace("/", "\\/").encode("ascii")


def sign(body: bytes, secret: str = APP_SECRET) -> str:
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def signed(update: Any, secret: str = APP_SECRET) -> tuple[bytes, dict[str, str]]:
    """Return body and headers of a webhook."""
    body = encode(update)
    sha1 = "sha1=" + hmac.new(secret.encode(), body, hashlib.sha1).hexdigest()
    headers = {"Content-Type": "application/json", "User-Agent": "facebookexternalua", "X-Hub-Signature": sha1}
    return body, headers | {"X-Hub-Signature-256": sign(body, secret)}
