"""What Meta's error codes mean to us. Pure; the Graph client enters.

https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
https://developers.facebook.com/docs/messenger-platform/error-codes
https://developers.facebook.com/docs/graph-api/guides/error-handling

Nobody's words stand in an error, Meta's own neither: they repeat the address now and then.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from salon.channels.meta.reading import part, parts, words
from salon.errors import Unavailable
from salon.messaging.app import Busy, ClientGone, WindowClosed

_WINDOW = {(131047, 0), (10, 2018278), (10, 2018065), (10, 2534022)}
_GONE = {(131026, 0), (551, 0), (551, 1545041), (200, 1545041), (10, 2018108), (100, 2018001), (100, 2534014)}
_SECONDS_FOR_ALL = {
    4: 60,
    17: 60,
    32: 60,
    613: 60,
    80001: 300,
    80002: 300,
    80006: 300,
    80007: 300,
    80008: 300,
    130429: 5,
}
_SECONDS_FOR_ONE = {131056: 6}
"""WhatsApp lets one message in 6 seconds through to the same client, after a burst of 45."""
_SALON_MUST_ACT = {0, 3, 10, 190, 368, 131005, 131031, 131042, 131045, 131048, 133010}
"""Token, rights, payment, a blocked account: nothing gets through to anybody, and everything will once it is mended."""
_PASSES = {1, 2, 1200, 131000, 131016, 131057, 133004}
_RIGHTS = range(200, 300)
_NO_FILE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
_NO_CODE = -1  # 0 is one of Meta's
_SECONDS_UNTIL_MENDED = 300.0
_SECONDS_UNKNOWN = 30.0
_MOST_SECONDS = 3600.0


def failure(status: int, answer: object, headers: Mapping[str, str]) -> Unavailable:
    """Return the error of a request that Meta did not take.

    Args:
        status: HTTP's.
        answer: the JSON that came back, anything if it was none.
        headers: case-insensitive.
    """
    error = part(part(answer).get("error"))
    code, subcode = _number(error.get("code"), _NO_CODE), _number(error.get("error_subcode"), 0)
    wait = retry_after(headers) or seconds_until_access(headers)
    what = f"Meta answered {status}, code {code}/{subcode}"
    if (code, subcode) in _WINDOW or code == 131047:  # noqa: PLR2004 - Meta's numbers are their own names
        return WindowClosed(what)
    if (code, subcode) in _GONE:
        return ClientGone(what)
    if code in _SECONDS_FOR_ONE:
        return Busy(what, wait or _SECONDS_FOR_ONE[code])
    if code in _SECONDS_FOR_ALL:
        return Busy(what, wait or _SECONDS_FOR_ALL[code], for_all=True)
    if code in _SALON_MUST_ACT or code in _RIGHTS or status == HTTPStatus.UNAUTHORIZED:
        return Busy(what, wait or _SECONDS_UNTIL_MENDED, for_all=True)
    if status == HTTPStatus.TOO_MANY_REQUESTS or wait:
        return Busy(what, wait or _SECONDS_UNKNOWN, for_all=True)
    # Without a code it is no verdict of Meta's, but of something on the way; files alone are refused without one.
    is_verdict = code != _NO_CODE or status in _NO_FILE
    passes = status >= HTTPStatus.INTERNAL_SERVER_ERROR or code in _PASSES or not is_verdict
    return Unavailable(what, permanent=not passes)


def is_gone(code: str) -> bool:
    """Tell whether a code without a subcode, as a failed status carries it, means that the client can't be reached."""
    return code in {str(one) for one, subcode in _GONE if not subcode}


def retry_after(headers: Mapping[str, str]) -> float:
    """Return the seconds to wait that a server asks for, at most an hour; 0 if it asks for none that can be read."""
    value = words(headers.get("Retry-After")).strip()
    if value.isascii() and value.isdecimal():
        return min(float(value), _MOST_SECONDS)
    try:
        seconds = (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds()
    except (ValueError, TypeError, OverflowError):
        return 0.0
    return min(max(seconds, 0.0), _MOST_SECONDS)


def seconds_until_access(headers: Mapping[str, str]) -> float:
    """Return the seconds until Meta lets us in again, at most an hour; 0 if it tells nothing of that.

    It tells so in whole minutes: https://developers.facebook.com/docs/graph-api/overview/rate-limiting#headers-2
    """
    try:
        told = json.loads(words(headers.get("X-Business-Use-Case-Usage")))
    except (ValueError, RecursionError):
        return 0.0
    usages = [usage for of_one in part(told).values() for usage in parts(of_one)]
    minutes = max((_number(usage.get("estimated_time_to_regain_access"), 0) for usage in usages), default=0)
    return min(max(minutes, 0) * 60.0, _MOST_SECONDS)


def _number(value: object, otherwise: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else otherwise
