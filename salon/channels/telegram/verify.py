"""Whether a request really is Telegram's. The webhook's door enters, before it reads a body."""

import hmac

HEADER = "X-Telegram-Bot-Api-Secret-Token"
"""It carries the secret that we gave to `setWebhook`; nothing is signed: https://core.telegram.org/bots/api#setwebhook"""


def is_genuine(headers_value: str | None, secret: str) -> bool:
    """Compare what the header holds with our secret, in constant time.

    Args:
        headers_value: None if the header is missing.
        secret: ours; an empty one makes nothing genuine, or a forgotten setting would open the door.
    """
    if headers_value is None or not secret:
        return False
    # As bytes: compare_digest refuses text that is not ASCII, and a header may hold any byte.
    return hmac.compare_digest(_bytes(headers_value), _bytes(secret))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
