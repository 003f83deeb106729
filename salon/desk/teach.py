"""Teaching the bot: what a message meant, and the queue of what it is to learn."""

import asyncio
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import Form, Query, Request, Response

from salon.desk.door import DeskDoor, go
from salon.desk.teach_dialogues import add_dialogue_test_routes
from salon.desk.teach_questions import add_question_routes
from salon.desk.teach_topics import search
from salon.desk.teach_training import add_training_routes
from salon.errors import BadInput, Refused
from salon.review.models import ACCEPTED, DROPPED, LEARNED, WAITING
from salon.review.phrases import Example
from salon.staff.member import Member
from salon.staff.roles import Permission

NOTHING = "out_of_scope"
"""What "this is nothing for us" means."""
_STATES = (WAITING, ACCEPTED, LEARNED, DROPPED)


def add_teach_routes(desk: DeskDoor) -> None:
    """Add all pages about teaching."""
    _add_queue(desk)
    _add_correcting(desk)
    add_question_routes(desk)
    add_dialogue_test_routes(desk)
    add_training_routes(desk)


def _add_queue(desk: DeskDoor) -> None:
    corrections = desk.services.review.corrections
    may = desk.may(Permission.TEACH)

    @desk.router.get("/teach")
    async def queue(
        request: Request, member: Annotated[Member, may], state: Annotated[str, Query(max_length=12)] = ""
    ) -> Response:
        """Show the corrections that wait for a decision first, then what the next model will learn."""
        counts = await asyncio.to_thread(corrections.counts)
        chosen = state if state in _STATES else WAITING if counts.get(WAITING) else ACCEPTED
        values: dict[str, Any] = {
            "state": chosen,
            "states": _STATES,
            "counts": counts,
            "found": await asyncio.to_thread(corrections.queue, chosen),
            "topics": corrections.topics,
        }
        return desk.page(request, member, "teach/queue.html", **values)

    @desk.router.post("/teach/corrections/{correction_id}")
    async def decide(
        request: Request, correction_id: str, member: Annotated[Member, may], *, keep: Annotated[bool, Form()]
    ) -> Response:
        """Accept a correction in spite of what stands against it, or drop it."""
        await asyncio.to_thread(corrections.decide, correction_id, member.name, keep=keep)
        await desk.audit(member, "correction.kept" if keep else "correction.dropped", correction_id)
        return go(request, "/desk/teach")


def _add_correcting(desk: DeskDoor) -> None:
    corrections = desk.services.review.corrections
    may = desk.may(Permission.TEACH)

    @desk.router.get("/teach/topics")
    async def topics(
        request: Request, member: Annotated[Member, may], q: Annotated[str, Query(max_length=80)] = ""
    ) -> Response:
        """List the topics that fit what is searched for, to choose one."""
        return desk.page(request, member, "teach/_topics.html", found=search(corrections.topics, q), chosen="")

    @desk.router.get("/teach/messages/{message_id}")
    async def form(request: Request, message_id: str, member: Annotated[Member, may]) -> Response:
        """Show what of a message may be kept, and what it can mean."""
        return await _form(desk, request, member, message_id)

    @desk.router.post("/teach/messages/{message_id}")
    async def correct(
        request: Request,
        message_id: str,
        member: Annotated[Member, may],
        phrase: Annotated[list[str], Form(max_length=2)],
        intent: Annotated[list[str] | None, Form(max_length=2)] = None,
        nothing: Annotated[str, Form(max_length=5)] = "",
    ) -> Response:
        """Keep what a message meant."""
        intents = [NOTHING] if nothing else (intent or [])
        try:
            parts = _parts(phrase, intents)
            kept = await asyncio.to_thread(corrections.correct, message_id, parts, member.name)
        except (BadInput, Refused) as error:
            return await _form(desk, request, member, message_id, str(error), phrase, intents)
        await desk.audit(member, "correction.made", message_id, intents=[one.intent for one in kept])
        return desk.page(request, member, "teach/_kept.html", kept=kept, topics=corrections.topics)


def _parts(phrases: Sequence[str], intents: Sequence[str]) -> list[Example]:
    if not intents or not all(intents):
        raise BadInput("Choose what it meant.")
    if len(phrases) != len(intents):
        raise BadInput("Each of the two questions needs its words and its topic.")
    return [Example(phrase, intent) for phrase, intent in zip(phrases, intents, strict=True)]


async def _form(
    desk: DeskDoor,
    request: Request,
    member: Member,
    message_id: str,
    said: str = "",
    typed: Sequence[str] = (),
    intents: Sequence[str] = (),
) -> Response:
    corrections = desk.services.review.corrections
    proposal = await asyncio.to_thread(corrections.proposal, message_id)
    await desk.reads(member, proposal.conversation_id, part=True)
    two = len(typed) > 1
    values: dict[str, Any] = {
        "proposal": proposal,
        "said": said,
        "two": two,
        "phrase": typed[0] if typed and not two else proposal.phrase,
        "halves": tuple(typed) if two else proposal.halves,
        "intents": [*intents, "", ""][:2],
        "topics": corrections.topics,
        "all_topics": search(corrections.topics, ""),
        "found": search(corrections.topics, "", [name for name, _ in proposal.ranking]),
        "chosen": intents[0] if intents and not two else "",
    }
    return desk.page(request, member, "teach/_form.html", 422 if said else 200, **values)
