"""Takes what comes from a messaging app: whose chat it is, and whether it came before. Short transactions, no network.

The messaging service enters. An app brings a thing again until we acknowledge it, so everything here may be done twice:
what was said is found again by its key, and only what was done to its end leaves a receipt.
"""

import contextlib
import hashlib
import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from salon.clock import Clock
from salon.conversations import lines
from salon.conversations.replies import ReplyWriter
from salon.conversations.transcript import Transcript
from salon.db import Database
from salon.messaging import store
from salon.messaging.arrivals import Arrival, Left, Moved, Text, Undelivered
from salon.messaging.models import Chat, MovingCode, Receipt
from salon.secrets import Vault

KEPT_DAYS = 8
"""How long receipts are kept: longer than any app repeats itself (WhatsApp: up to 7 days,
https://developers.facebook.com/docs/graph-api/webhooks/getting-started#webhook-updates)."""
CODE_MINUTES = 30
_ID_CHARACTERS = 36


@dataclass(frozen=True)
class Place:
    """Where something came from: the chat, and its conversation. `menu`: the presses behind "1", "2" ..., shown last."""

    chat_id: str
    conversation_id: str
    menu: tuple[str, ...] = ()
    is_new: bool = False


class Chats:
    """All chats of all messaging apps."""

    def __init__(
        self, database: Database, transcript: Transcript, writer: ReplyWriter, vault: Vault, clock: Clock
    ) -> None:
        self._database = database
        self._transcript = transcript
        self._writer = writer
        self._vault = vault
        self._clock = clock

    def is_received(self, channel: str, key: str) -> bool:
        """Tell whether this was taken to its end before."""
        with self._database.reading() as session:
            return store.is_received(session, _receipt_id(channel, key))

    def note_receipt(self, channel: str, key: str) -> None:
        """Note that this was taken to its end; nothing where that stands already, as with a message that was stored."""
        if self.is_received(channel, key):
            return
        try:
            with self._database.transaction() as session:
                self._note_receipt(session, channel, key)
        except IntegrityError:  # another process took it this moment; it did the same
            return

    def note_heard(self, session: Session, place: Place, channel: str, key: str) -> None:
        """Note, in the transaction that stores a message, that it was taken to its end, and that the client writes."""
        if chat := store.chat(session, place.chat_id):
            _wrote(chat, self._clock())
            chat.menu = None  # a list counts until something is said to it
        self._note_receipt(session, channel, key)

    def note_writing(self, place: Place) -> None:
        """Note that the client writes, where no message of theirs is stored."""
        with self._database.transaction() as session:
            if chat := store.chat(session, place.chat_id):
                _wrote(chat, self._clock())

    def place(self, channel: str, address: str, *, suggest: bool = False) -> Place:
        """Return the chat at an address, and its conversation; both are begun if there are none.

        Args:
            suggest: whether the greeting has choices. What was asked at once is answered right behind it: two lists
                to choose from would be one too many.
        """
        if known := self._known(channel, address):
            return known
        greeting = self._writer.write("utter_greeting", seed=str(uuid4()), topic="greet", suggest=suggest)

        def add_chat(session: Session, conversation_id: str) -> None:
            session.add(self._chat(channel, address, conversation_id))

        with contextlib.suppress(IntegrityError):  # two first messages at once: the other began it
            # Nobody needs a token here: the app says who writes.
            self._transcript.begin(channel, self._vault.fingerprint(str(uuid4())), greeting, add_chat)
        found = self._known(channel, address)
        assert found  # noqa: S101  it was there, or has just been made
        return replace(found, is_new=True)

    def note_state(self, channel: str, arrival: Arrival) -> str | None:
        """Note what concerns the chat alone; return its conversation, None if there is no such chat."""
        with self._database.transaction() as session:
            chat = store.chat_at(session, channel, self._vault.fingerprint(arrival.address))
            if chat is None:
                return None
            match arrival.what:
                case Moved(to=to) if store.chat_at(session, channel, self._vault.fingerprint(to)) is None:
                    chat.address, chat.address_fingerprint = to, self._vault.fingerprint(to)
                case Left():
                    chat.gone_at = self._clock()
                case Undelivered(gone=True):
                    chat.gone_at = self._clock()
            return chat.conversation_id

    def new_code(self, conversation_id: str, code: str) -> datetime:
        """Store a code that carries a conversation elsewhere, once; return until when it is good."""
        expires_at = self._clock() + timedelta(minutes=CODE_MINUTES)
        with self._database.transaction() as session:
            session.add(MovingCode(id=self._code_id(code), conversation_id=conversation_id, expires_at=expires_at))
        return expires_at

    def asks_phone(self, place: Place) -> bool:
        """Tell whether the last that was said in the conversation asks for the client's number."""
        with self._database.reading() as session:
            last = store.line(session, place.conversation_id, store.last_seq(session, place.conversation_id))
            return last is not None and last.author != "client" and lines.public(last)["asks"] == "phone"

    def move_here(self, channel: str, address: str, code: str) -> Place | None:
        """Have the chat at an address go on with the conversation that a code stands for; None: the code is no good.

        What was said before is not sent again: it is to be read where it was said. A conversation that the chat had
        before stays with the salon; the chat does not show it any more.
        """
        now, fingerprint = self._clock(), self._vault.fingerprint(address)
        with self._database.transaction() as session:
            known = store.code(session, self._code_id(code))
            if known is None or known.expires_at <= now:
                return None
            conversation_id = known.conversation_id
            session.delete(known)
            chat = store.chat_at(session, channel, fingerprint)
            if chat is None:
                chat = self._chat(channel, address, conversation_id)
                session.add(chat)
            chat.conversation_id = conversation_id
            chat.sent_seq, chat.sent_posts, chat.menu = store.last_seq(session, conversation_id), 0, None
            _wrote(chat, now)
            return Place(chat.id, conversation_id)

    def sweep(self, _: datetime) -> int:
        """Erase old receipts and codes; return how many rows."""
        now = self._clock()
        with self._database.transaction() as session:
            receipts = store.forget_receipts(session, now - timedelta(days=KEPT_DAYS))
            return receipts + store.forget_codes(session, now)

    def _note_receipt(self, session: Session, channel: str, key: str) -> None:
        if not store.is_received(session, receipt := _receipt_id(channel, key)):
            session.add(Receipt(id=receipt, received_at=self._clock()))

    def _known(self, channel: str, address: str) -> Place | None:
        with self._database.reading() as session:
            chat = store.chat_at(session, channel, self._vault.fingerprint(address), lock=False)
            return Place(chat.id, chat.conversation_id, tuple(json.loads(chat.menu or "[]"))) if chat else None

    def _chat(self, channel: str, address: str, conversation_id: str) -> Chat:
        now = self._clock()
        return Chat(
            id=str(uuid4()),
            channel=channel,
            address=address,
            address_fingerprint=self._vault.fingerprint(address),
            conversation_id=conversation_id,
            sent_seq=0,
            sent_posts=0,
            tries=0,
            last_in_at=now,
            created_at=now,
        )

    def _code_id(self, code: str) -> str:
        return self._vault.fingerprint(f"moving code {code}")


def _wrote(chat: Chat, now: datetime) -> None:
    """Note that the client writes: they are not gone, and what waited for that is due."""
    chat.gone_at = chat.due_at = chat.failing_since = None
    chat.tries, chat.last_in_at = 0, now


def message_id(channel: str, key: str) -> str:
    """Return the id under which a conversation keeps what came with that key: of any length and any characters."""
    return _receipt_id(channel, key)[:_ID_CHARACTERS]


def chosen(menu: tuple[str, ...], what: Text) -> str | None:
    """Return the press that a digit stands for, where choices were shown as a numbered list; None for other words."""
    word = what.text.strip().rstrip(".)")
    if not (word.isascii() and word.isdecimal() and len(word) <= 2):  # noqa: PLR2004  nobody shows a hundred choices
        return None
    number = int(word)
    return menu[number - 1] if 1 <= number <= len(menu) else None


def _receipt_id(channel: str, key: str) -> str:
    return hashlib.sha256(f"{channel} {key}".encode()).hexdigest()
