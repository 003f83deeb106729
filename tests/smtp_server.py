"""A mail server for tests: takes mail on a free port of this machine, or refuses it as told. It knows a handful of verbs."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage


class SmtpServer:
    """What came, and how to answer.

    Attributes:
        port: where it listens.
        mail: every message, in order.
        logins: what came with AUTH, in base64.
        refusal: the answer to RCPT in place of a yes.
        hangs_up: whether a connection is closed at once.
    """

    def __init__(self) -> None:
        self.port = 0
        self.mail: list[EmailMessage] = []
        self.logins: list[str] = []
        self.refusal = ""
        self.hangs_up = False

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Speak with one client until it goes."""
        try:
            if not self.hangs_up:
                await self._talk(reader, writer)
        finally:
            writer.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async def say(line: str) -> None:
            writer.write(f"{line}\r\n".encode())
            await writer.drain()

        await say("220 here")
        while line := (await reader.readline()).decode().strip():
            verb = line.split()[0].upper()
            if verb == "EHLO":
                await say("250-here\r\n250 AUTH PLAIN")
            elif verb == "AUTH":
                self.logins.append(line.split()[-1])
                await say("235 welcome")
            elif verb == "DATA":
                await say("354 go on")
                content = (await reader.readuntil(b"\r\n.\r\n")).removesuffix(b".\r\n").replace(b"\r\n", b"\n")
                self.mail.append(message_from_bytes(content, policy=policy.default))  # type: ignore[arg-type]
                await say("250 taken")
            elif verb == "QUIT":
                await say("221 bye")
                return
            else:
                await say(self.refusal if verb == "RCPT" and self.refusal else "250 fine")


@contextmanager
def smtp_server() -> Iterator[SmtpServer]:
    """Run a mail server in a thread of its own until the block ends."""
    known, ready, loop = SmtpServer(), threading.Event(), asyncio.new_event_loop()
    ending = asyncio.Event()

    async def run() -> None:
        server = await asyncio.start_server(known.serve, "127.0.0.1", 0)
        known.port = server.sockets[0].getsockname()[1]
        ready.set()
        await ending.wait()
        server.close()

    thread = threading.Thread(target=loop.run_until_complete, args=(run(),), daemon=True)
    thread.start()
    assert ready.wait(10)
    try:
        yield known
    finally:
        loop.call_soon_threadsafe(ending.set)
        thread.join(10)
