"""Whether a form comes from Twilio: its signature over the address and the fields. Pure; the door asks first of all."""

import base64
import hashlib
import hmac
import re
from collections.abc import Sequence

_ADDRESS = re.compile(
    r"(https?)://"
    r"((?:[^/?#@]*@)?(?:\[[^\]/?#]*\]|[^/?#:@]*))"  # who and where
    r"(?::([0-9]+))?"  # port
    r"((?:[/?#].*)?)",  # path and query
    re.IGNORECASE | re.DOTALL,
)
_DEFAULT_PORTS = {"http": "80", "https": "443"}


def is_genuine(url: str, form: Sequence[tuple[str, str]], signature: str | None, auth_token: str) -> bool:
    """Tell whether Twilio signed this form, in constant time.

    https://www.twilio.com/docs/usage/security#validating-requests. Only what is signed with the account's token counts;
    a webhook rule of the account that signs with a shared key (`X-Twilio-Webhooks-Signature-Settings`) does not.

    Args:
        url: the address that Twilio calls, with its query string as it came. Behind a proxy that is the configured
            public address, never one put together from the Host header: whoever sends a request chooses that header,
            so a form that Twilio signed for somebody else's address could be sent on to ours.
        form: every field in any order, those without a value too.
        signature: the header `X-Twilio-Signature`, if there was one.
        auth_token: the account's; with an empty one nothing is genuine.
    """
    if not signature or not auth_token:
        return False
    try:
        fields = "".join(name + value for name, value in sorted(set(form)))
        expected = [_sign(address + fields, auth_token) for address in _spellings(url)]
    except UnicodeEncodeError:  # half of a pair of UTF-16: no form that was sent decodes to that
        return False
    given = signature.encode(errors="replace")
    genuine = [hmac.compare_digest(one, given) for one in expected]
    return any(genuine)


def _sign(signed: str, auth_token: str) -> bytes:
    return base64.b64encode(hmac.new(auth_token.encode(), signed.encode(), hashlib.sha1).digest())


def _spellings(url: str) -> tuple[str, ...]:
    """Return the address without and with its port: Twilio signs now one, now the other, whichever was configured."""
    found = _ADDRESS.fullmatch(url)
    if not found:
        return (url,)
    scheme, host, port, rest = found.groups()
    return (f"{scheme}://{host}{rest}", f"{scheme}://{host}:{port or _DEFAULT_PORTS[scheme.lower()]}{rest}")
