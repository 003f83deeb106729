"""Questions that the bot could not answer, grouped by meaning, so that staff see which would help most. Doors enter."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache, partial

import numpy as np

from salon.clock import Clock
from salon.conversations.models import Message
from salon.db import Database
from salon.review import store
from salon.review.grouping import group
from salon.review.redacting import Redactions
from salon.review.redaction import Redaction
from salon.safety.encoder import Encoder, Vectors

DAYS = 30
_BELOW = 0.4
"""Confidence (0..1) under which an answer may well have been the wrong one."""
_LEAST_COSINE = 0.5
"""Questions on the same thing had 0.48 and more between them, those on different things less."""
_GROUPS = 10
_MOST_MESSAGES = 1500
_MOST_VECTORS = 5000
_LEAST_WORDS = 2
_SHOWN = 40
"""Of a group: staff confirm what they see, so no more is corrected at once."""


@dataclass(frozen=True)
class Question:
    """One message; `text` is what may be kept of it: personal data is taken out."""

    message_id: str
    conversation_id: str
    text: str


@dataclass(frozen=True)
class Group:
    """Messages that mean much the same.

    Attributes:
        label: the one nearest to the centre of all.
        count: all of them.
        shown: some, the nearest to the centre first.
    """

    label: str
    count: int
    shown: tuple[Question, ...]


class Unanswered:
    """Reads what was not understood, and groups it."""

    def __init__(self, database: Database, clock: Clock, redactions: Redactions, encoder: Encoder) -> None:
        self._database = database
        self._redactions = redactions
        self._clock = clock
        self._encoder = encoder
        self._vectors: OrderedDict[str, Vectors] = OrderedDict()

    def groups(self, days: int = DAYS) -> list[Group]:
        """Return the largest groups of the last days, largest first. Takes seconds when many messages are new to it.

        Args:
            days: how far back.
        """
        with self._database.reading() as session:
            found = store.not_understood(session, self._clock() - timedelta(days=days), _BELOW, _MOST_MESSAGES)
            asked = [one for one in found if len(one.text.split()) >= _LEAST_WORDS]
            grouped = group(self._encode(asked), _LEAST_COSINE, _GROUPS)
            # One for a conversation, however many of its messages are shown: it reads the names known there.
            redaction_in = cache(partial(self._redactions.of, session))
            return [_group([asked[place] for place in one.places], redaction_in) for one in grouped]

    def _encode(self, asked: list[Message]) -> Vectors:
        """Return the vectors; those of messages that were asked for before are kept in memory."""
        new = [one for one in asked if one.id not in self._vectors]
        for one, vector in zip(new, self._encoder.encode([one.text for one in new]), strict=True):
            self._vectors[one.id] = vector
        found = [self._vectors[one.id] for one in asked]
        while len(self._vectors) > _MOST_VECTORS:
            self._vectors.popitem(last=False)
        return np.stack(found) if found else np.zeros((0, 1), dtype=np.float32)


def _group(members: list[Message], redaction_in: Callable[[str], Redaction]) -> Group:
    shown = tuple(
        Question(one.id, one.conversation_id, redaction_in(one.conversation_id).propose(one.text))
        for one in members[:_SHOWN]
    )
    return Group(shown[0].text, len(members), shown)
