"""A network that can be cut: a door in front of a server on the loopback address."""

import asyncio
import contextlib
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any

_PIECE = 65_536


class Gate:
    """Lets connections through to a server's port until it is shut; works in a thread of its own.

    Attributes:
        port: the gate's own, the same each time that it is opened.
    """

    def __init__(self, to_port: int, loop: asyncio.AbstractEventLoop) -> None:
        self.port = 0
        self._to_port = to_port
        self._loop = loop
        self._server: asyncio.Server | None = None
        self._connections: set[asyncio.StreamWriter] = set()
        self._under_way: set[asyncio.Future[None]] = set()

    def open(self) -> None:
        """Let connections through."""
        self._wait_for(self._listen())

    def shut(self) -> None:
        """End all connections, and refuse new ones."""
        self._wait_for(self._refuse())

    def _wait_for(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result()

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._let_through, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def _refuse(self) -> None:
        if self._server:
            self._server.close()
        for connection in self._connections:
            connection.transport.abort()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _let_through(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._under_way.add(task := asyncio.ensure_future(self._pass_on(reader, writer)))
        task.add_done_callback(self._under_way.discard)

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", self._to_port)
        self._connections |= {writer, back}
        await asyncio.gather(_pump(reader, back), _pump(there, writer))
        self._connections -= {writer, back}


@contextmanager
def gate_to(port: int) -> Iterator[Gate]:
    """Run an open gate in front of a port."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    gate = Gate(port, loop)
    gate.open()
    try:
        yield gate
    finally:
        gate.shut()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while piece := await reader.read(_PIECE):
            writer.write(piece)
            await writer.drain()
    writer.close()
