"""The bot's sentences: the default beside the salon's own words for it."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import Form, Request, Response

from salon.configuration.keys import text_key
from salon.configuration.texts import LONGEST_TEXT, allowed_placeholders, placeholders, why_fixed
from salon.desk.door import DeskDoor
from salon.desk.settings_shown import saved, sentence, show, status_of
from salon.errors import BadInput, Refused
from salon.responses import Response as Sentence
from salon.staff.member import Member
from salon.staff.roles import Permission


@dataclass(frozen=True)
class Wording:
    """One wording on the page: the default, the salon's own words or "", and what is worth a second look in them."""

    number: int
    default: str
    own: str
    warnings: tuple[str, ...] = ()


def add_text_routes(desk: DeskDoor) -> None:
    """Add the list of sentences, and the page of one."""
    may = desk.may(Permission.CHANGE_SETTINGS)
    responses = desk.services.responses

    @desk.router.get("/settings/texts")
    async def texts(
        request: Request, member: Annotated[Member, may], q: str = "", room: str = "", own: str = ""
    ) -> Response:
        """List the sentences that are looked for; or what there are any about."""
        return _list_page(desk, request, member, q, room, own)

    @desk.router.get("/settings/texts/{name}")
    async def one(request: Request, name: str, member: Annotated[Member, may]) -> Response:
        """Show a sentence, default and own."""
        return _text_page(desk, request, member, responses.get(name))

    @desk.router.post("/settings/texts/{name}/{number}")
    async def change(
        request: Request,
        name: str,
        number: int,
        member: Annotated[Member, may],
        words: Annotated[str, Form(max_length=4000)] = "",
        seen: Annotated[int | None, Form()] = None,
    ) -> Response:
        """Put own words in place of a wording."""
        configuration = desk.services.configuration
        try:
            changed = await asyncio.to_thread(configuration.set_text, name, number, words, member.name, seen)
        except (BadInput, Refused) as error:
            found = responses.get(name)
            return _text_page(desk, request, member, found, sentence(error), status_of(error), {number: words})
        return await saved(desk, request, member, f"texts/{name}", changed)

    @desk.router.post("/settings/texts/{name}/{number}/default")
    async def reset(request: Request, name: str, number: int, member: Annotated[Member, may]) -> Response:
        """Take the default again."""
        changed = await asyncio.to_thread(desk.services.configuration.reset_text, name, number, member.name)
        return await saved(desk, request, member, f"texts/{name}", changed)


def _list_page(desk: DeskDoor, request: Request, member: Member, q: str, room: str, own: str) -> Response:
    responses, own_texts = desk.services.responses, desk.services.configuration.present.texts
    every = [responses.get(name) for name in sorted(responses.names())]
    wanted = q.strip().casefold()
    looked = bool(wanted or room or own)
    found = [
        one
        for one in every
        if looked
        and (not room or one.room == room)
        and (not own or one.name in own_texts)
        and (not wanted or wanted in _searched(one, own_texts.get(one.name, {})))
    ]
    return show(
        desk,
        request,
        member,
        "texts",
        found=found,
        own_texts=own_texts,
        fixed={one.name for one in found if why_fixed(one)},
        looked=looked,
        rooms=dict(sorted(Counter(one.room for one in every if one.room).items())),
        chosen={"q": q, "room": room, "own": own},
        title=title,
    )


def _searched(response: Sentence, own: Mapping[int, str]) -> str:
    return "\n".join((title(response.name), *response.texts, *own.values())).casefold()


def _text_page(
    desk: DeskDoor,
    request: Request,
    member: Member,
    response: Sentence,
    said: str = "",
    status: int = 200,
    typed: Mapping[int, str] | None = None,
) -> Response:
    configuration = desk.services.configuration
    facts, own = configuration.present.facts, configuration.present.texts.get(response.name, {})
    wordings = [
        Wording(number, default, own.get(number, ""), _warnings(desk, response, number, own.get(number)))
        for number, default in enumerate(response.texts)
    ]
    return show(
        desk,
        request,
        member,
        "text",
        said,
        status,
        response=response,
        wordings=wordings,
        typed=typed or {},
        fixed=why_fixed(response),
        facts={name: facts[name] for name in sorted(allowed_placeholders(response, facts) & facts.keys())},
        given=sorted(placeholders(" ".join(response.texts)) - facts.keys()),
        sources=[desk.services.sources[one] for one in response.sources],
        longest=LONGEST_TEXT,
        key=text_key(response.name),
        title=title,
    )


def _warnings(desk: DeskDoor, response: Sentence, number: int, own: str | None) -> tuple[str, ...]:
    """Return what is worth a second look; also why own words would not be accepted any more."""
    if own is None:
        return ()
    try:
        return desk.services.configuration.check_text(response.name, number, own)
    except (BadInput, Refused) as error:
        return (sentence(error),)


def title(name: str) -> str:
    """Return a response's name for people: "utter_ask_parking" is "Ask parking"."""
    words = name.removeprefix("utter_").replace("_", " ")
    return words[:1].upper() + words[1:]
