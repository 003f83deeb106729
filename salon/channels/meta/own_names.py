"""What we are called in one of Meta's apps, which only Meta knows. The doors enter."""

import asyncio
import logging

from salon.channels.meta.graph import Graph
from salon.channels.meta.reading import words
from salon.errors import Unavailable

log = logging.getLogger(__name__)

_SECONDS = 5.0
"""A client waits for it."""


class OwnName:
    """A number or a name of ours; asked for when it is first needed, and kept.

    Args:
        graph: with the token.
        path: the id of number or account.
        field: what Meta calls that which is wanted.
    """

    def __init__(self, graph: Graph, path: str, field: str) -> None:
        self._graph = graph
        self._path = path
        self._field = field
        self._known = ""

    async def get(self) -> str:
        """Return it; "" while Meta does not say it."""
        if not self._known:
            try:
                async with asyncio.timeout(_SECONDS):
                    self._known = words((await self._graph.get(self._path, fields=self._field)).get(self._field))
            except (Unavailable, TimeoutError) as error:
                log.warning("no link to an app of Meta's for now: %s", str(error) or "no answer in time")
        return self._known
