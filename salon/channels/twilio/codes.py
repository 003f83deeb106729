"""Twilio's numbers for what went wrong, and what they mean to us. Pure; reading and sending look here.

What each number says: https://www.twilio.com/docs/api/errors/<number>. For WhatsApp most of them come later, with the
status of a message that had been taken (`parse.py`); a few come at once (`send.py`).
"""

import math
from http import HTTPStatus

from salon.channels.statuses import is_refusal
from salon.errors import Unavailable
from salon.messaging.app import Busy, ClientGone, WindowClosed

CLIENT_GONE = frozenset(
    {
        21211,  # no such number
        21610,  # unsubscribed: wrote STOP
        21614,  # no mobile number
        63003,  # nobody has that address
        63024,  # the number has no WhatsApp, or one that can't take messages
    }
)
_WINDOW_CLOSED = frozenset(
    {
        63015,  # the sandbox: the client has not joined, or too long ago
        63016,  # 24 hours since the client's last message
    }
)
_BUSY = frozenset(
    {
        20429,  # too many requests at once
        21611,  # the sender's queue is full
        63018,  # more than WhatsApp allows the sender
    }
)
_SETTINGS_WRONG = frozenset(
    {
        20003,  # credentials
        20005,  # the account is suspended
        20404,  # no such account
        21212,  # the sender is no number
        21606,  # the sender is not the account's
        63007,  # the sender has no WhatsApp
    }
)
_SETTINGS_STATUSES = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND})
_BUSY_SECONDS = 5.0
_FULL_SECONDS = 60.0
_MOST_BUSY_SECONDS = 3600.0


def refusal(status: int, code: int, retry_after: str) -> Unavailable:
    """Return what a refused request means. Its words name the numbers alone: Twilio's own words hold the client's.

    Args:
        status: of HTTP.
        code: Twilio's; 0 if it gave none.
        retry_after: that header, or "". Twilio promises none: https://www.twilio.com/docs/api/errors/20429
    """
    numbers = f"{status}, {code}" if code else f"{status}"
    if code in CLIENT_GONE:
        return ClientGone(f"Twilio can't reach this client ({numbers})")
    if code in _WINDOW_CLOSED:
        return WindowClosed(f"the client wrote too long ago ({numbers})")
    if status == HTTPStatus.TOO_MANY_REQUESTS or code in _BUSY:
        usual = _BUSY_SECONDS if status == HTTPStatus.TOO_MANY_REQUESTS else _FULL_SECONDS
        return Busy(f"Twilio takes nothing for now ({numbers})", _seconds(retry_after, usual), for_all=True)
    if status in _SETTINGS_STATUSES or code in _SETTINGS_WRONG:
        # Not permanent: once the settings are mended, what waits is sent.
        return Unavailable(f"Twilio refuses our account, its token or its sender ({numbers})")
    return Unavailable(f"Twilio refused a message ({numbers})", permanent=is_refusal(status))


def _seconds(retry_after: str, usual: float) -> float:
    try:
        seconds = float(retry_after)
    except ValueError:
        return usual
    return min(max(seconds, 0.0), _MOST_BUSY_SECONDS) if math.isfinite(seconds) else usual
