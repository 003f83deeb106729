"""Keeps addresses out of the log that hold a secret: a token, or the signed place of a client's picture.

httpx logs every address that it asks. The apps' clients enter.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_unlogged: ContextVar[bool] = ContextVar("unlogged", default=False)


class UnloggedFilter(logging.Filter):
    """Drops lines of a task that asks for something secret."""

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
