"""Carries wake-ups between the processes of an app that share a PostgreSQL, by LISTEN and NOTIFY. The app enters.

A SQLite file has one app process, which needs none of this. A connection that breaks is made anew; what may have been
missed meanwhile is made good by waking everybody.
"""

import asyncio
import contextlib
import json
import logging
from dataclasses import asdict
from typing import Any
from uuid import uuid4

import psycopg
from sqlalchemy.engine import make_url

from salon.errors import describe
from salon.live_topics import EVERYTHING, LiveTopics, Signal

log = logging.getLogger(__name__)

_LONGEST_QUEUE = 1000
_FIRST_WAIT_SECONDS, _LONGEST_WAIT_SECONDS = 0.5, 30.0
_LINE = {"connect_timeout": 5, "keepalives_idle": 20, "keepalives_interval": 5, "keepalives_count": 3}
"""A line that is dead shall be noticed within a minute."""


class PostgresRelay:
    """One process's end of the line.

    Args:
        url: SQLAlchemy URL. Processes hear each other if they share the database and the schema.
        topics: gets what others announce; what is announced here goes out.
    """

    def __init__(self, url: str, topics: LiveTopics) -> None:
        self._conninfo = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        self._topics = topics
        self._own = uuid4().hex
        self._outgoing: asyncio.Queue[Signal] = asyncio.Queue(_LONGEST_QUEUE)
        self.listening = asyncio.Event()

    async def run(self) -> None:
        """Carry wake-ups until cancelled; whatever breaks is tried again."""
        self._topics.relay = self._queue
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._for_ever(self._listen))
                group.create_task(self._for_ever(self._send))
        finally:
            self._topics.relay = None
            self.listening.clear()

    def _queue(self, signal: Signal) -> None:
        """Have a signal sent; a line that is down costs the oldest, and nobody waits for it."""
        if self._outgoing.full():
            self._outgoing.get_nowait()
        self._outgoing.put_nowait(signal)

    async def _for_ever(self, part: Any) -> None:
        wait = _FIRST_WAIT_SECONDS
        while True:
            began = asyncio.get_running_loop().time()
            try:
                await part()
            except Exception as error:  # noqa: BLE001  a door: without it other processes would hear nothing any more
                log.warning("live relay: %s", describe(error))
            steady = asyncio.get_running_loop().time() - began > _LONGEST_WAIT_SECONDS
            wait = _FIRST_WAIT_SECONDS if steady else min(wait * 2, _LONGEST_WAIT_SECONDS)
            await asyncio.sleep(wait)

    async def _listen(self) -> None:
        async with await self._connect() as connection:
            channel = await _channel(connection)
            await connection.execute(f'LISTEN "{channel}"')
            self.listening.set()
            # While nobody listened something may have been announced.
            self._topics.deliver(Signal(EVERYTHING))
            try:
                async for notice in connection.notifies():
                    self._hear(notice.payload)
            finally:
                self.listening.clear()

    def _hear(self, payload: str) -> None:
        # Another version's words are no wake-up of ours.
        with contextlib.suppress(ValueError, TypeError, KeyError, AttributeError):
            told = json.loads(payload)
            if told.pop("from") != self._own:
                self._topics.deliver(Signal(**told))

    async def _send(self) -> None:
        async with await self._connect() as connection:
            channel = await _channel(connection)
            while True:
                payload = json.dumps({"from": self._own, **asdict(await self._outgoing.get())})
                await connection.execute("SELECT pg_notify(%s, %s)", (channel, payload))

    async def _connect(self) -> "psycopg.AsyncConnection[Any]":
        return await psycopg.AsyncConnection.connect(self._conninfo, autocommit=True, **_LINE)  # type: ignore[arg-type]


async def _channel(connection: "psycopg.AsyncConnection[Any]") -> str:
    """Return the channel of the schema; a database may hold several salons, each in its own."""
    found = await (await connection.execute("SELECT current_schema()")).fetchone()
    return f"porewell_{found[0] if found else 'public'}"[:63]
