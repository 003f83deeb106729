"""The list of conversations: filters in the address, search, saved views. Works without scripts; HTMX only spares reloads."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Form, Request, Response

from salon.advice.red_flags import Level
from salon.conversations.handoffs import REASONS
from salon.desk.door import DeskDoor, go
from salon.inbox.filters import ANY, ME, NONE, STARS, Filters, Review, parse
from salon.inbox.paging import Place, read_place
from salon.staff.member import Member
from salon.staff.roles import Permission
from salon.topics import FOLLOW_UP, load_topics

PATH = "/desk/conversations"
OLDER, NEWER = "older", "newer"
"""Names in the address that tell where a page begins; all others are filters."""
REVIEWS: Mapping[Review, str] = {Review.NEW: "New", Review.IN_WORK: "In work", Review.REVIEWED: "Reviewed"}
UNSURE = 0.5
"""Below it a conversation is marked as one in which the bot was not sure."""


@dataclass(frozen=True)
class Chip:
    """A filter that is set, in words, and the query string without it."""

    words: str
    without: str


def add_inbox_routes(desk: DeskDoor) -> None:
    """Add the list and its saved views."""
    may_read = desk.may(Permission.READ_CONVERSATIONS)
    may_write = desk.may(Permission.ANSWER_CLIENTS)
    views = desk.services.saved_views

    @desk.router.get("/conversations")
    async def conversations(request: Request, member: Annotated[Member, may_read]) -> Response:
        """List conversations: the whole page, or for HTMX what it asks for by the id of its target."""
        return await _list(desk, request, member)

    @desk.router.post("/views")
    async def save(
        request: Request,
        member: Annotated[Member, may_write],
        name: Annotated[str, Form(max_length=300)],
        query: Annotated[str, Form(max_length=4000)] = "",
        *,
        shared: Annotated[bool, Form()] = False,
    ) -> Response:
        """Save the filters under a name."""
        view = await asyncio.to_thread(views.save, member.id, name, query, shared=shared)
        await desk.audit(member, "view.saved", view, shared=shared)
        return go(request, f"{PATH}?{query}")

    @desk.router.post("/views/{view_id}/erase")
    async def erase(request: Request, view_id: str, member: Annotated[Member, may_write]) -> Response:
        """Erase a view of one's own."""
        await asyncio.to_thread(views.erase, member.id, view_id)
        await desk.audit(member, "view.erased", view_id)
        return go(request, PATH)


async def _list(desk: DeskDoor, request: Request, member: Member) -> Response:
    pairs = request.query_params.multi_items()
    filters, problems = parse([(name, value) for name, value in pairs if name not in (OLDER, NEWER)])
    place = _place(request.query_params)
    found = await asyncio.to_thread(desk.services.inbox.page, filters, member.id, place)
    query = filters.render()
    values: dict[str, Any] = {
        "found": found,
        "filters": filters,
        "problems": problems,
        "query": query,
        "here": _address(query, place),
        "older": _address(query, found.older),
        "newer": _address(query, found.newer),
        "reasons": REASONS,
        "reviews": REVIEWS,
        "unsure": UNSURE,
    }
    target = request.headers.get("hx-target") if "hx-request" in request.headers else None
    if target == "list":
        return desk.page(request, member, "inbox/_list.html", **values)
    values |= {
        "views": await asyncio.to_thread(desk.services.saved_views.of, member.id),
        "staff": await asyncio.to_thread(team, desk),
    }
    values["chips"] = _chips(filters, {one.id: one.name for one in values["staff"]})
    if target == "results":
        response = desk.page(request, member, "inbox/_results.html", **values)
        response.headers["HX-Push-Url"] = values["here"]
        return response
    choices: dict[str, Any] = {
        "topics": topic_names(),
        "stars": STARS,
        "levels": [level.name.lower() for level in Level],
    }
    stored = await asyncio.to_thread(desk.services.inbox.choices)
    return desk.page(request, member, "inbox/page.html", **values, **choices, choices=stored, ANY=ANY, ME=ME, NONE=NONE)


def team(desk: DeskDoor) -> list[Any]:
    """Return the accounts that may be given a conversation, by name."""
    able = [one for one in desk.services.accounts.all() if not one.disabled]
    return sorted(able, key=lambda one: one.name.casefold())


@cache
def topic_names() -> tuple[str, ...]:
    """Return every topic that a message may be answered on."""
    return tuple(sorted({entry.topic for entry in load_topics().values()} - {FOLLOW_UP}))


def _place(query: Mapping[str, str]) -> Place | None:
    if NEWER in query:
        return read_place(query[NEWER], newer=True)
    return read_place(query[OLDER], newer=False) if OLDER in query else None


def _address(query: str, place: Place | None) -> str:
    begins = urlencode({NEWER if place.newer else OLDER: place.render()}) if place else ""
    whole = "&".join(filter(None, (query, begins)))
    return f"{PATH}?{whole}" if whole else PATH


def _chips(filters: Filters, staff: Mapping[str, str]) -> list[Chip]:
    """Return the filters that are set, each with the address that leaves it out."""
    f = filters
    who = {ME: "mine", NONE: "nobody's"}.get(
        f.assignee or "", f"with {staff.get(f.assignee or '', 'somebody who left')}"
    )
    words: dict[str, str] = {
        "text": f"“{f.text}”",
        "since": f"from {f.since}",
        "until": f"to {f.until}",
        "channel": f"through {f.channel}",
        "topics": " then ".join(topic.replace("_", " ") for topic in f.topics),
        "below": f"confidence below {f.below} %",
        "missed": "not understood",
        "flag": "any red flag" if f.flag == ANY else f"red flag: {f.flag}",
        "waiting": "waits for a person",
        "booked": "booked" if f.booked else "not booked",
        "rating": "not rated" if f.rating == NONE else f"{f.rating} of 5 stars",
        "tag": f"tag: {f.tag}",
        "assignee": who,
        "review": REVIEWS.get(f.review or Review.NEW, ""),
    }
    blank = Filters()
    return [
        Chip(said, replace(f, **{name: getattr(blank, name)}).render())
        for name, said in words.items()
        if getattr(f, name) != getattr(blank, name)
    ]
