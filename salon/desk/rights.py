"""A client's rights: find what is stored of one, hand it over, erase it, and prove that it is gone.

A number is typed into a form and never stands in an address, a log or the audit log.
"""

import asyncio
import json
from typing import Annotated, Any

from fastapi import Form, Request, Response

from salon.desk.door import DeskDoor, attachment, go
from salon.desk.pages import names_of
from salon.errors import BadInput, NotFound, Refused
from salon.privacy.export_text import as_text
from salon.privacy.subjects import CONVERSATION, PHONE, Reference
from salon.staff.member import Member
from salon.staff.roles import Permission

TYPED = "ERASE"
"""What has to be typed before anything is erased."""
TABLES = {
    "conversations": "conversations",
    "messages": "messages",
    "buttons": "buttons that were shown",
    "handoffs": "calls for a person",
    "conversation_notes": "notes of the staff",
    "conversation_tags": "tags",
    "conversation_work": "notes on who looks after it",
    "correction_mentions": "corrections made on a message",
    "photos": "photos",
    "chats": "addresses in messaging apps",
    "moving_codes": "links that carry a conversation to a messaging app",
    "corrections": "corrections that nobody took up",
    "appointment": "appointments",
    "appointment_cell": "pieces of time held in the diary",
    "appointment_move": "moves of an appointment",
}
"""What the tables of an erasure hold, for people."""
Kind = Annotated[str, Form(pattern=f"^({PHONE}|{CONVERSATION})$")]
Value = Annotated[str, Form(max_length=100)]


def add_rights_routes(desk: DeskDoor) -> None:
    """Add the search, what is found, the export, the erasure and its proof."""
    _add_finding(desk)
    _add_export(desk)
    _add_erasing(desk)


def _add_finding(desk: DeskDoor) -> None:
    may = desk.may(Permission.CLIENT_RIGHTS)

    @desk.router.get("/clients")
    async def search(request: Request, member: Annotated[Member, may]) -> Response:
        """Show the form that asks for a number."""
        return desk.page(request, member, "rights/search.html", said="", typed="")

    @desk.router.post("/clients/find")
    async def find(request: Request, member: Annotated[Member, may], value: Value, kind: Kind = PHONE) -> Response:
        """Show what is stored of a client."""
        try:
            return await _found_page(desk, request, member, Reference(kind, value))
        except (BadInput, NotFound) as error:
            said = str(error) if isinstance(error, BadInput) else "There is no such conversation; it may be erased."
            return desk.page(request, member, "rights/search.html", 422, said=said, typed=value)

    @desk.router.get("/clients/conversations/{conversation_id}")
    async def of_conversation(request: Request, conversation_id: str, member: Annotated[Member, may]) -> Response:
        """Show what is stored of the client of a conversation."""
        return await _found_page(desk, request, member, Reference(CONVERSATION, conversation_id))


def _add_export(desk: DeskDoor) -> None:
    may = desk.may(Permission.CLIENT_RIGHTS)

    @desk.router.post("/clients/export")
    async def export(
        request: Request,
        member: Annotated[Member, may],
        kind: Kind,
        value: Value,
        form: Annotated[str, Form(pattern="^(json|text)$")] = "json",
    ) -> Response:
        """Hand over everything that is stored of a client, as a file."""
        data = await asyncio.to_thread(desk.services.rights.export, Reference(kind, value))
        ids = [one["id"] for one in data["conversations"]]
        await desk.audit(member, "client.exported", ids[0] if ids else "", conversations=ids, asked_by=kind, form=form)
        name = f"client-data-{desk.services.clock():%Y-%m-%d}"
        if form == "text":
            return attachment(as_text(data), f"{name}.txt", "text/plain; charset=utf-8")
        content = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
        return attachment(content, f"{name}.json", "application/json; charset=utf-8")


def _add_erasing(desk: DeskDoor) -> None:
    may = desk.may(Permission.CLIENT_RIGHTS)

    @desk.router.post("/clients/erase")
    async def erase(
        request: Request,
        member: Annotated[Member, may],
        kind: Kind,
        value: Value,
        typed: Annotated[str, Form(max_length=40)] = "",
        appointments: Annotated[str, Form(pattern="^(keep|cancel)$")] = "keep",
    ) -> Response:
        """Erase everything of a client, and lead to the proof."""
        reference = Reference(kind, value)
        if typed.strip().upper() != TYPED:
            said = f"Nothing was erased: type {TYPED} into the field to confirm."
            return await _found_page(desk, request, member, reference, said)

        def witness(session: Any, number: str, told: dict[str, Any]) -> None:
            desk.services.audit.note_in(session, member, "client.erased", number, **told)

        try:
            proof = await desk.services.rights.erase(
                reference, member.name, witness, keep_appointments=appointments == "keep"
            )
        except Refused as error:
            return await _found_page(desk, request, member, reference, str(error))
        return go(request, f"/desk/clients/proofs/{proof.number}")

    @desk.router.get("/clients/proofs/{number}")
    async def proof(request: Request, number: str, member: Annotated[Member, may]) -> Response:
        """Show the proof of an erasure, to be printed."""
        found = await asyncio.to_thread(desk.services.rights.proof, number)
        return desk.page(request, member, "rights/proof.html", proof=found, tables=TABLES)


async def _found_page(
    desk: DeskDoor, request: Request, member: Member, reference: Reference, said: str = ""
) -> Response:
    found = await asyncio.to_thread(desk.services.rights.overview, reference)
    if not said:
        ids = [one.id for one in found.conversations]
        await desk.audit(member, "client.looked_up", ids[0] if ids else "", conversations=ids, asked_by=reference.kind)
    return desk.page(
        request,
        member,
        "rights/found.html",
        422 if said else 200,
        found=found,
        reference=reference,
        said=said,
        typed_word=TYPED,
        tables=TABLES,
        names=names_of(desk.services.salon),
    )
