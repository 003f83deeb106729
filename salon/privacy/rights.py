"""What clients may ask the salon for: everything that is stored of them, and that it is erased, with a proof. Doors enter."""

import asyncio
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from salon.booking.appointments import AppointmentView, Status
from salon.booking.phones import read_phone
from salon.booking.views import view_of
from salon.clock import Clock
from salon.conversations import store as conversations_store
from salon.db import Database
from salon.errors import BadInput, NotFound, Refused
from salon.privacy import store, store_export
from salon.privacy.erasure import Erased, Erasure
from salon.privacy.export import Exporter
from salon.privacy.models import ErasureProof
from salon.privacy.subjects import CONVERSATION, Reference, Subject
from salon.salon_file import Salon
from salon.secrets import Vault

Witness = Callable[[Session, str, dict[str, Any]], None]
"""Notes an erasure in the audit log, within the transaction that erases: the proof's number, and what went."""
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


@dataclass(frozen=True)
class ConversationFound:
    """A conversation that would be exported or erased; moments are UTC."""

    id: str
    channel: str
    began_at: datetime
    last_activity_at: datetime
    lines: int


@dataclass(frozen=True)
class Overview:
    """What is stored of a client. rows: table -> how many, if everything goes, coming appointments too.

    coming: booked appointments that are not over, by start; a client may want to keep them.
    """

    conversations: tuple[ConversationFound, ...]
    appointments: tuple[AppointmentView, ...]
    coming: tuple[AppointmentView, ...]
    rows: dict[str, int]

    def __bool__(self) -> bool:
        """Tell whether anything is stored at all."""
        return bool(self.conversations or self.appointments)


@dataclass(frozen=True)
class Proof:
    """That something was erased. Nothing in it leads to the client; `erased_at` is UTC."""

    number: str
    asked_by: str
    rows: dict[str, int]
    conversations: int
    kept_appointments: int
    erased_by: str
    erased_at: datetime

    @property
    def total(self) -> int:
        """Return how many rows are gone."""
        return sum(self.rows.values())


class ClientRights:
    """Finds, exports and erases what is one client's."""

    def __init__(self, database: Database, vault: Vault, clock: Clock, salon: Salon, erasure: Erasure) -> None:
        self._database = database
        self._vault = vault
        self._clock = clock
        self._salon = salon
        self._erasure = erasure

    def overview(self, reference: Reference) -> Overview:
        """Return what is stored of a client.

        Raises:
            BadInput: it is no telephone number.
            NotFound: there is no such conversation.
        """
        now = self._clock()
        with self._database.reading() as session:
            subject = self._find(session, reference)
            appointments = tuple(view_of(row, self._salon.zone) for row in store.appointments(session, subject))
            return Overview(
                conversations=tuple(_found(session, one) for one in subject.conversation_ids),
                appointments=appointments,
                coming=tuple(one for one in appointments if one.status is Status.BOOKED and one.ends_at > now),
                rows={
                    table: rows
                    for table, rows in store.count(session, store.parts(session, subject, None)).items()
                    if rows
                },
            )

    def export(self, reference: Reference) -> dict[str, Any]:
        """Return everything that is stored of a client, as JSON values (`docs/clients-rights.md`).

        Raises:
            BadInput, NotFound: as `overview`.
        """
        with self._database.reading() as session:
            return Exporter(session, self._salon).export(self._find(session, reference), self._clock())

    async def erase(self, reference: Reference, by: str, witness: Witness, *, keep_appointments: bool) -> Proof:
        """Erase everything of a client, and return the proof.

        Args:
            by: who of the staff does it.
            keep_appointments: booked ones that are not over stay, with name and number: the salon expects the client.

        Raises:
            BadInput, NotFound: as `overview`.
            Refused: nothing is stored of this client.
        """
        proofs: list[Proof] = []
        first = await asyncio.to_thread(self._look, reference)

        def find(session: Session) -> Subject:
            found = self._find(session, reference)
            if not (found.conversation_ids or store.appointments(session, found)):
                raise Refused("Nothing is stored under this number.")
            proofs.append(self._proof(found, by))
            return found

        def keep(session: Session, erased: Erased) -> None:
            proofs[-1] = self._keep(session, proofs[-1], erased)
            told = {"rows": proofs[-1].rows, "asked_by": proofs[-1].asked_by, "kept_appointments": erased.kept}
            witness(session, proofs[-1].number, told)

        await self._erasure.erase_all(first.conversation_ids, find, keep_appointments=keep_appointments, witness=keep)
        return proofs[-1]

    def proof(self, number: str) -> Proof:
        """Return a proof.

        Raises:
            NotFound: there is none of that number.
        """
        with self._database.reading() as session:
            row = store.proof(session, number)
            if row is None:
                raise NotFound("no such proof")
            return Proof(
                row.number,
                row.asked_by,
                json.loads(row.rows),
                row.conversations,
                row.kept_appointments,
                row.erased_by,
                row.erased_at,
            )

    def _look(self, reference: Reference) -> Subject:
        with self._database.reading() as session:
            return self._find(session, reference)

    def _find(self, session: Session, reference: Reference) -> Subject:
        if reference.kind == CONVERSATION:
            conversations_store.conversation(session, reference.value)
            return Subject((reference.value,))
        phone = read_phone(reference.value, self._salon.country)
        if phone is None:
            raise BadInput("That is no telephone number. Write it with its area code, like 01632 960182.")
        fingerprint = self._vault.fingerprint(phone.e164)
        ids = store.conversations_of_phone(session, fingerprint) | store.conversations_to_ring_back(session, phone.e164)
        # WhatsApp writes its clients' numbers without the plus.
        addresses = (fingerprint, self._vault.fingerprint(phone.e164.removeprefix("+")))
        ids |= store.conversations_at_addresses(session, addresses)
        return Subject(tuple(sorted(ids)), fingerprint)

    def _proof(self, subject: Subject, by: str) -> Proof:
        number = "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))
        return Proof(number, subject.asked_by, {}, len(subject.conversation_ids), 0, by, self._clock())

    def _keep(self, session: Session, proof: Proof, erased: Erased) -> Proof:
        rows = {table: count for table, count in erased.rows.items() if count}
        kept = replace(proof, rows=rows, kept_appointments=erased.kept)
        store.add_proof(session, ErasureProof(**vars(kept) | {"rows": json.dumps(rows, sort_keys=True)}))
        return kept


def _found(session: Session, conversation_id: str) -> ConversationFound:
    row = conversations_store.conversation(session, conversation_id)
    lines = store_export.count_messages(session, conversation_id)
    return ConversationFound(row.id, row.channel, row.created_at, row.last_activity_at, lines)
