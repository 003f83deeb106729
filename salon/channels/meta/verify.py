"""Tells Meta's webhooks from forged ones. Pure; the doors of WhatsApp, Messenger and Instagram enter.

https://developers.facebook.com/docs/graph-api/webhooks/getting-started#event-notifications
"""

import hashlib
import hmac
import re

_SIGNATURE = re.compile(r"sha256=([0-9a-f]{64})", re.ASCII)
"""The algorithm is ours to choose, never the header's: SHA-1 comes too, in a header of its own, and is not looked at."""


def is_genuine(body: bytes, signature: str | None, app_secret: str) -> bool:
    """Tell whether Meta signed these very bytes.

    Args:
        body: as it came; Meta escapes what is not ASCII, so that JSON written anew has another signature.
        signature: the header X-Hub-Signature-256, if there was one.
        app_secret: an empty one makes nothing genuine.
    """
    found = _SIGNATURE.fullmatch(signature or "")
    if not found or not app_secret:
        return False
    expected = hmac.new(app_secret.encode(), body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(found[1], expected)


def handshake(mode: str | None, token: str | None, challenge: str | None, verify_token: str) -> str | None:
    """Return what answers Meta's GET when a webhook is set up; None: it is not to be answered.

    Args:
        mode: hub.mode.
        token: hub.verify_token.
        challenge: hub.challenge.
        verify_token: what was entered at Meta; an empty one is nobody's.
    """
    if mode != "subscribe" or not token or not challenge or not verify_token:
        return None
    known = hmac.compare_digest(token.encode("utf-8", "surrogatepass"), verify_token.encode())
    return challenge if known else None
