"""Writes to staff about hand-offs that wait. The hand-offs themselves are the outbox, so that nothing is lost.

A mail is claimed before it is sent and noted afterwards: if the process dies between, it comes twice rather than never.
It says why somebody waits, and for how long; nothing that a client wrote, and nothing by which they are known.
"""

import asyncio
import logging
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage

from salon.clock import Clock
from salon.conversations import store
from salon.conversations.handoffs import REASONS
from salon.conversations.live import HANDOFFS
from salon.conversations.models import Handoff
from salon.db import Database
from salon.errors import Unavailable, describe
from salon.live_topics import EVERYTHING, LiveTopics
from salon.mail import Mailer, Send, read_mail_server
from salon.settings import Settings

log = logging.getLogger(__name__)

_FIRST_RETRY = timedelta(seconds=30)
_LONGEST_RETRY = timedelta(hours=1)
_OLDEST = timedelta(days=2)
"""Older ones are not written about: whoever turns mail on does not hear of last year."""
_AT_ONCE = 20
_LOOK_SECONDS = 15.0


@dataclass(frozen=True)
class Claimed:
    """A hand-off to be written about now."""

    id: str
    conversation_id: str
    reason: str
    waiting: timedelta


class HandoffMail:
    """Sends what is due.

    Args:
        send: hands a message in; blocking, raises Unavailable.
        sender: address in From.
        recipient: address in To.
        desk_url: of the desk, without a slash at its end.
    """

    def __init__(
        self, database: Database, clock: Clock, send: Send, sender: str, recipient: str, desk_url: str
    ) -> None:
        self._database = database
        self._clock = clock
        self._send = send
        self._sender = sender
        self._recipient = recipient
        self._desk_url = desk_url

    async def run(self, topics: LiveTopics) -> None:
        """Send what is due, now, at every wake-up of the hand-offs and every few seconds, until cancelled."""
        with topics.watch() as watcher:
            while True:
                try:
                    await asyncio.to_thread(self.send_due)
                except Exception as error:  # noqa: BLE001  a door: what could not be claimed now is due again
                    log.error("mail about hand-offs: %s", describe(error))  # noqa: TRY400
                try:
                    async with asyncio.timeout(_LOOK_SECONDS):
                        while not {HANDOFFS, EVERYTHING} & set(await watcher.topics()):
                            pass
                except TimeoutError:
                    continue

    def send_due(self) -> int:
        """Send what is due; return how many mails went out. One that fails is due again later, and is logged."""
        sent = 0
        for claimed in self._claim():
            try:
                self._send(self._message(claimed))
            except Unavailable as error:
                log.warning("conversation %s: no mail about it yet: %s", claimed.conversation_id, error)
                continue
            self._note(claimed.id)
            sent += 1
        return sent

    def _claim(self) -> list[Claimed]:
        """Put the next try of each off before it is made, so that no other process makes it too."""
        now = self._clock()
        with self._database.transaction() as session:
            due = store.handoffs_to_mail(session, now, now - _OLDEST, _AT_ONCE)
            for handoff in due:
                handoff.mail_due_at = now + min(_FIRST_RETRY * 2**handoff.mail_tries, _LONGEST_RETRY)
                handoff.mail_tries += 1
            return [Claimed(one.id, one.conversation_id, one.reason, now - one.created_at) for one in due]

    def _note(self, handoff_id: str) -> None:
        with self._database.transaction() as session:
            if handoff := session.get(Handoff, handoff_id):  # it may have been erased meanwhile
                handoff.mailed_at = self._clock()

    def _message(self, claimed: Claimed) -> EmailMessage:
        reason = REASONS.get(claimed.reason, claimed.reason)
        message = EmailMessage()
        message["From"], message["To"] = self._sender, self._recipient
        message["Subject"] = f"A client is waiting: {reason}"
        message["Message-ID"] = f"<{claimed.id}@porewell.invalid>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(
            f"{reason}.\nWaiting for {waiting_words(claimed.waiting)}.\n\n"
            f"{self._desk_url}/conversations/{claimed.conversation_id}\n"
        )
        return message


def open_handoff_mail(settings: Settings, database: Database, clock: Clock) -> HandoffMail | None:
    """Return what writes to staff about those who wait; None unless the settings say where to."""
    if not (settings.smtp_url and settings.notify_email):
        return None
    return HandoffMail(
        database,
        clock,
        send=Mailer(read_mail_server(settings.smtp_url)),
        sender=settings.mail_from or settings.notify_email,
        recipient=settings.notify_email,
        desk_url=f"{settings.public_url or f'http://{settings.host}:{settings.port}'}/desk",
    )


def waiting_words(waiting: timedelta) -> str:
    """Return a waiting time in words: "less than a minute", "5 minutes", "2 hours"."""
    minutes = int(waiting.total_seconds()) // 60
    if minutes < 1:
        return "less than a minute"
    number, unit = (minutes, "minute") if minutes < _HOUR_MINUTES else (minutes // _HOUR_MINUTES, "hour")
    return f"{number} {unit}{'' if number == 1 else 's'}"


_HOUR_MINUTES = 60
