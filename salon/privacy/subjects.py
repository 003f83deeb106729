"""Whose data it is about. Pure; doors and the room's services enter."""

from dataclasses import dataclass

PHONE, CONVERSATION = "phone", "conversation"


@dataclass(frozen=True)
class Reference:
    """By what a client is found: `kind` is PHONE or CONVERSATION, `value` a number as it was typed, or an id."""

    kind: str
    value: str


@dataclass(frozen=True)
class Subject:
    """What is one client's: conversations by id, sorted, with all their appointments.

    phone_fingerprint: appointments under this number are theirs too, whichever way they were made; None: no number was
    named.
    """

    conversation_ids: tuple[str, ...]
    phone_fingerprint: str | None = None

    @property
    def asked_by(self) -> str:
        """Return by what it was found."""
        return CONVERSATION if self.phone_fingerprint is None else PHONE
