"""Keeps clients' pictures out of the log: whoever has the signed address of a file can look at it. `media.py` enters.

httpx logs every address it asks; on which hosts Twilio keeps files it does not say.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_unlogged: ContextVar[bool] = ContextVar("unlogged", default=False)


class UnloggedFilter(logging.Filter):
    """Drops lines of the task that fetches a file."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every other line pass."""
        return not _unlogged.get()


@contextmanager
def unlogged() -> Iterator[None]:
    """Have httpx log nothing of what this task asks meanwhile."""
    log = logging.getLogger("httpx")
    if not any(isinstance(one, UnloggedFilter) for one in log.filters):
        log.addFilter(UnloggedFilter())
    token = _unlogged.set(True)
    try:
        yield
    finally:
        _unlogged.reset(token)
