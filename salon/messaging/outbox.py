"""What has to go out to messaging apps, and what became of it. Short transactions, no network; the delivery enters.

The lines of a conversation are the outbox: each chat has a place in them (`models.py`), and what lies behind it has to
go out. Who wants to send takes a lease first, so that one process alone sends to a chat.
"""

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Any, NamedTuple

from salon.clock import Clock
from salon.conversations import lines
from salon.conversations.telling import Telling
from salon.db import Database
from salon.errors import Unavailable
from salon.messaging import store
from salon.messaging.app import Busy, ClientGone, MessagingApp, Post, WindowClosed
from salon.messaging.bubbles import Bubbles
from salon.messaging.models import Chat

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
"""Longer than a post takes, time-out included; after a crash another process goes on behind it."""
FIRST_RETRY, LONGEST_RETRY = timedelta(seconds=1), timedelta(minutes=10)
GIVE_UP = timedelta(hours=24)
TRIES_UNTIL_STAFF_KNOW = 10
"""By then some nine minutes are gone, and whoever waits for an answer may be rung."""
UNDELIVERED = "undelivered"
"""Why staff are called when something can't be brought to a client."""
_LINES_AT_ONCE = 20
_UNTIL_THEY_WRITE = timedelta(days=3650)
"""What waits for the client to write goes out when they do: `chats.py` makes it due."""


@dataclass(frozen=True)
class Batch:
    """What is left to be sent of one line: its number, how many of its posts went out before, and the others."""

    seq: int
    before: int
    posts: Sequence[Post]


@dataclass(frozen=True)
class Claimed:
    """What is to be sent to a chat now, in order, as it stood `at` a moment.

    is_closed: the app would let nothing of it through any more; it waits until the client writes.
    """

    chat_id: str
    channel: str
    address: str
    conversation_id: str
    batches: Sequence[Batch]
    at: datetime
    is_closed: bool = False


class Progress(Enum):
    """How far a chat is after a post: MORE lines have come since it was claimed; ELSEWHERE: erased, or it moved on."""

    SENT = auto()
    MORE = auto()
    ELSEWHERE = auto()


class Verdict(NamedTuple):
    """What follows from a failure.

    goes_on: with the next post, since this one is given up. staff_called: they look who waits. is_closed: it waits until
    the client writes.
    """

    goes_on: bool = False
    staff_called: bool = False
    is_closed: bool = False


class Outbox:
    """Knows what is due.

    Args:
        apps: those that are on, by channel.
    """

    def __init__(
        self, database: Database, apps: Mapping[str, MessagingApp], bubbles: Bubbles, telling: Telling, clock: Clock
    ) -> None:
        self._database = database
        self._apps = apps
        self._bubbles = bubbles
        self._telling = telling
        self._clock = clock
        self._paused_until: dict[str, datetime] = {}

    def due(self, conversation_id: str | None = None) -> Sequence[str]:
        """Return the chats with something to be sent now, by id; of one conversation, or of all."""
        now = self._clock()
        channels = [name for name in self._apps if self._paused_until.get(name, now) <= now]
        with self._database.reading() as session:
            return store.due(session, channels, now, conversation_id)

    def seconds_until_due(self) -> float | None:
        """Return how long it is until something is due that is not due yet; None if nothing waits."""
        now = self._clock()
        with self._database.reading() as session:
            due = store.next_due(session, list(self._apps), now)
        return (due - now).total_seconds() if due else None

    def claim(self, chat_id: str) -> Claimed | None:
        """Take the lease of a chat, and return what it has to be sent; None if there is nothing, or it is not ours.

        What an app would not let through any more is not to be tried: some say so only afterwards. Staff are called.
        """
        claimed = self._claim(chat_id)
        if claimed and claimed.is_closed:
            self._telling.call_staff(claimed.conversation_id, UNDELIVERED)
        return claimed

    def _claim(self, chat_id: str) -> Claimed | None:
        now = self._clock()
        with self._database.transaction() as session:
            chat = store.chat(session, chat_id)
            if chat is None or chat.gone_at or chat.channel not in self._apps or not _is_free(chat, now):
                return None
            rate = not store.is_rated(session, chat.conversation_id)
            found, batches = store.lines_to_send(session, chat, _LINES_AT_ONCE), list[Batch]()
            for line in found:
                posts = [] if line.author == "client" else self._posts(chat, lines.public(line), rate=rate)
                if posts:
                    before = chat.sent_posts if line is found[0] else 0
                    batches.append(Batch(line.seq, before, posts[before:]))
                elif not batches:
                    chat.sent_seq, chat.sent_posts = line.seq, 0
            if not batches:
                return None
            is_closed = self._is_closed(chat, now)
            if is_closed:
                chat.due_at = now + _UNTIL_THEY_WRITE
            else:
                chat.leased_until = now + LEASE
            return Claimed(chat.id, chat.channel, chat.address, chat.conversation_id, batches, now, is_closed)

    def sent(self, claimed: Claimed, batch: Batch, posts: int) -> Progress:
        """Note that a post went out: now `posts` of the line's own have. With the last one the lease is given back."""
        now = self._clock()
        with self._database.transaction() as session:
            chat = store.chat(session, claimed.chat_id)
            if chat is None or chat.conversation_id != claimed.conversation_id:
                return Progress.ELSEWHERE
            if posts == batch.before + len(batch.posts):
                chat.sent_seq, chat.sent_posts = batch.seq, 0
            else:
                chat.sent_posts = posts
            is_last = batch is claimed.batches[-1] and not chat.sent_posts
            chat.leased_until = None if is_last else now + LEASE
            chat.tries, chat.due_at, chat.failing_since = 0, None, None
            chat.last_out_at = now
            return Progress.MORE if is_last and store.lines_to_send(session, chat, 1) else Progress.SENT

    def shows(self, chat_id: str, menu: Sequence[str]) -> None:
        """Note which choices a post has as a numbered list, before it goes out: a client may answer it before the app does."""
        with self._database.transaction() as session:
            if chat := store.chat(session, chat_id):
                chat.menu = json.dumps(list(menu))

    def failed(self, claimed: Claimed, error: Unavailable) -> Verdict:
        """Note a failure, and call staff where it is for good, or lasts; return what follows."""
        log.warning("chat %s: %s", claimed.chat_id, error)
        now = self._clock()
        with self._database.transaction() as session:
            chat = store.chat(session, claimed.chat_id)
            if chat is None:
                return Verdict()
            chat.failing_since = chat.failing_since or now
            if isinstance(error, ClientGone | WindowClosed) and _wrote_since(chat, claimed.at):
                error = Unavailable("they have written since")  # it may be true no more: once again
            given_up = error.permanent or now - chat.failing_since > GIVE_UP
            goes_on = given_up and not isinstance(error, ClientGone | WindowClosed)
            if goes_on:
                chat.menu = None  # if it had one, nobody saw it
            else:
                chat.leased_until = None
            if isinstance(error, ClientGone):
                chat.gone_at = now
            elif isinstance(error, WindowClosed):
                chat.due_at = now + _UNTIL_THEY_WRITE
            elif not given_up:
                chat.tries += 1
                chat.due_at = now + _wait(error, chat.tries)
                chat.leased_until = chat.due_at if isinstance(error, Busy) else None
            is_late = chat.tries == TRIES_UNTIL_STAFF_KNOW
        if isinstance(error, Busy) and error.for_all:
            until = now + timedelta(seconds=error.seconds)
            self._paused_until[claimed.channel] = max(until, self._paused_until.get(claimed.channel, until))
        if given_up or is_late:
            self._telling.call_staff(claimed.conversation_id, UNDELIVERED)
        return Verdict(goes_on, given_up or is_late, isinstance(error, WindowClosed))

    def _is_closed(self, chat: Chat, now: datetime) -> bool:
        window = self._apps[chat.channel].window
        return window is not None and (chat.last_in_at is None or chat.last_in_at + window <= now)

    def _posts(self, chat: Chat, line: Mapping[str, Any], *, rate: bool) -> list[Post]:
        app = self._apps[chat.channel]
        knows_number = bool(app.own_number(chat.address))
        bubbles = self._bubbles.of_line(line, rate=rate, knows_number=knows_number)
        return [post for one in bubbles for post in app.posts(chat.address, one)]


def _is_free(chat: Chat, now: datetime) -> bool:
    return all(moment is None or moment <= now for moment in (chat.leased_until, chat.due_at))


def _wrote_since(chat: Chat, moment: datetime) -> bool:
    return chat.last_in_at is not None and chat.last_in_at > moment


def _wait(error: Unavailable, tries: int) -> timedelta:
    if isinstance(error, Busy):
        return timedelta(seconds=error.seconds)
    return min(FIRST_RETRY * float(2 ** min(tries - 1, _MOST_DOUBLINGS)), LONGEST_RETRY)


_MOST_DOUBLINGS = 16
