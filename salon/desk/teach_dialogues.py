"""Dialogue tests: conversations that every new model is rehearsed with."""

import asyncio
from collections.abc import Sequence
from typing import Annotated

from fastapi import Form, Request, Response

from salon.desk.door import DeskDoor, attachment, go
from salon.errors import BadInput
from salon.review.dialogue_tests import LONGEST_NAME, Step
from salon.staff.member import Member
from salon.staff.roles import Permission

_MOST_STEPS = 40


def add_dialogue_test_routes(desk: DeskDoor) -> None:
    """Add the list, making one, downloading one, deleting one."""
    tests = desk.services.review.dialogue_tests
    may = desk.may(Permission.TEACH)

    @desk.router.get("/teach/dialogues")
    async def all_tests(request: Request, member: Annotated[Member, may]) -> Response:
        """List the tests."""
        return desk.page(request, member, "teach/dialogues.html", tests=await asyncio.to_thread(tests.all))

    @desk.router.get("/teach/dialogues/new/{conversation_id}")
    async def propose(request: Request, conversation_id: str, member: Annotated[Member, may]) -> Response:
        """Show what a test of this conversation would hold."""
        steps = await asyncio.to_thread(tests.proposal, conversation_id)
        await desk.reads(member, conversation_id, part=True)
        return _new_page(desk, request, member, conversation_id, steps)

    @desk.router.post("/teach/dialogues/new/{conversation_id}")
    async def keep(
        request: Request,
        conversation_id: str,
        member: Annotated[Member, may],
        say: Annotated[list[str], Form(max_length=_MOST_STEPS)],
        name: Annotated[str, Form(max_length=LONGEST_NAME)] = "",
    ) -> Response:
        """Keep it as a test."""
        try:
            file = await asyncio.to_thread(tests.keep, conversation_id, name, say)
        except BadInput as error:
            steps = await asyncio.to_thread(tests.proposal, conversation_id)
            steps = [Step(text, step.topics) for step, text in zip(steps, say, strict=False)]
            return _new_page(desk, request, member, conversation_id, steps, name, str(error))
        await desk.audit(member, "dialogue_test.made", conversation_id, file=file)
        return go(request, "/desk/teach/dialogues")

    @desk.router.get("/teach/dialogues/{file}")
    async def download(request: Request, file: str, member: Annotated[Member, may]) -> Response:
        """Give the file."""
        content = await asyncio.to_thread(tests.text, file)
        await desk.audit(member, "dialogue_test.downloaded", file)
        return attachment(content, file, "application/yaml")

    @desk.router.post("/teach/dialogues/{file}/remove")
    async def remove(request: Request, file: str, member: Annotated[Member, may]) -> Response:
        """Delete a test."""
        await asyncio.to_thread(tests.remove, file)
        await desk.audit(member, "dialogue_test.removed", file)
        return go(request, "/desk/teach/dialogues")


def _new_page(
    desk: DeskDoor,
    request: Request,
    member: Member,
    conversation_id: str,
    steps: Sequence[Step],
    name: str = "",
    said: str = "",
) -> Response:
    return desk.page(
        request,
        member,
        "teach/dialogue_new.html",
        422 if said else 200,
        conversation_id=conversation_id,
        steps=steps,
        name=name,
        said=said,
        longest=LONGEST_NAME,
    )
