"""Keeps the token out of the log. The client enters.

Telegram wants the token in the address of every request, and httpx logs every address.
"""

import logging


class TokenFilter(logging.Filter):
    """Writes "<token>" where a line holds the token."""

    def __init__(self, token: str) -> None:
        super().__init__()
        self._token = token

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every line pass, without the token."""
        line = record.getMessage()
        if self._token in line:
            record.msg, record.args = line.replace(self._token, "<token>"), ()
        return True


def hush(token: str) -> None:
    """Have httpx log no address that holds the token; once for each token."""
    log = logging.getLogger("httpx")
    known = any(isinstance(one, TokenFilter) and one._token == token for one in log.filters)  # noqa: SLF001  its own kind
    if token and not known:
        log.addFilter(TokenFilter(token))
