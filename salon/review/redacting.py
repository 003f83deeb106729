"""Redaction for one conversation: with the names that are known in it. The room's services enter."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from salon.review import store
from salon.review.phrases import KnownPhrases
from salon.review.redaction import Redaction


@dataclass(frozen=True)
class Redactions:
    """Opens redactions; `country` (two capital letters) is that of telephone numbers without a code."""

    known: KnownPhrases
    country: str

    def of(self, session: Session, conversation_id: str) -> Redaction:
        """Return what takes personal data out of what was said in a conversation."""
        return Redaction(store.names_of(session, conversation_id), self.country, self.known.is_word)
