"""Giving a conversation back to the bot: what it knows, what staff correct of it, and whether it goes on arranging."""

from collections.abc import Collection
from typing import Annotated

from fastapi import Form, Request, Response

from salon.advice.contraindications import MATRIX
from salon.advice.skin import CONCERNS, KINDS, SkinProfile
from salon.conversations.giving_back import SkinEdit
from salon.desk.door import DeskDoor
from salon.desk.takeover import done, holder, refused
from salon.errors import HeldByAnother
from salon.staff.member import Member
from salon.staff.roles import Permission

CONDITIONS = tuple(MATRIX)
Choice = Annotated[str, Form(max_length=20)]
Choices = Annotated[list[str], Form(max_length=50)]


def add_giving_back_routes(desk: DeskDoor) -> None:
    """Add the dialog and what it sends."""
    may = desk.may(Permission.ANSWER_CLIENTS)
    conversations = desk.services.conversations

    @desk.router.get("/conversations/{conversation_id}/give-back")
    async def dialog(request: Request, conversation_id: str, member: Annotated[Member, may]) -> Response:
        """Show what the bot would go on with."""
        known = await conversations.known(conversation_id)
        return desk.page(
            request,
            member,
            "conversation/_give_back.html",
            conversation_id=conversation_id,
            known=known,
            treatment=known.draft and known.draft.treatment and desk.services.salon.treatment(known.draft.treatment),
            kinds=[(one, label(desk, one)) for one in KINDS],
            concerns=[(one, label(desk, one)) for one in CONCERNS],
            conditions=[(one, label(desk, one)) for one in CONDITIONS],
        )

    @desk.router.post("/conversations/{conversation_id}/give-back")
    async def give_back(
        request: Request,
        conversation_id: str,
        member: Annotated[Member, may],
        kind: Choice = "",
        shown_kind: Choice = "",
        concerns: Choices = [],  # noqa: B006  FastAPI copies it
        shown_concerns: Choices = [],  # noqa: B006
        conditions: Choices = [],  # noqa: B006
        shown_conditions: Choices = [],  # noqa: B006
        *,
        keep_form: Annotated[bool, Form()] = True,
    ) -> Response:
        """Give the conversation back to the bot."""
        edit = SkinEdit(profile(shown_kind, shown_concerns, shown_conditions), profile(kind, concerns, conditions))
        try:
            await conversations.release(conversation_id, holder(member), edit, keep_form=keep_form)
        except HeldByAnother as refusal:
            return await refused(desk, request, member, conversation_id, refusal)
        await desk.audit(member, "conversation.given_back", conversation_id, corrected=edit.fields())
        return await done(desk, request, member, conversation_id, f"/desk/conversations/{conversation_id}")


def profile(kind: str, concerns: Collection[str], conditions: Collection[str]) -> SkinProfile:
    """Return what a form says of a client's skin; words that are none of ours are left out."""
    return SkinProfile(
        kind=kind if kind in KINDS else None,
        concerns=frozenset(concerns) & frozenset(CONCERNS),
        conditions=frozenset(conditions) & frozenset(CONDITIONS),
    )


def label(desk: DeskDoor, name: str) -> str:
    """Return the words for a kind of skin, a concern or a condition."""
    response = f"utter_label_{name}"
    responses = desk.services.responses
    return responses.text(response) if response in responses else name.replace("_", " ").capitalize()
