"""The canned replies that staff choose from while they talk to a client."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Request, Response
from starlette.datastructures import FormData

from salon.configuration.canned_replies import LONGEST_REPLY, LONGEST_TITLE, VARIABLES
from salon.configuration.keys import CANNED_REPLIES
from salon.desk import settings_forms as forms
from salon.desk.door import DeskDoor
from salon.desk.settings_shown import save, show
from salon.errors import NotFound
from salon.staff.member import Member
from salon.staff.roles import Permission

NEW = "new"
Replies = list[dict[str, Any]]


def add_canned_reply_routes(desk: DeskDoor) -> None:
    """Add the tab, and what can be done on it."""
    may = desk.may(Permission.CHANGE_SETTINGS)

    @desk.router.get("/settings/replies")
    async def replies(request: Request, member: Annotated[Member, may]) -> Response:
        """List the replies."""
        return _page(desk, request, member)

    @desk.router.post("/settings/replies")
    async def add(request: Request, member: Annotated[Member, may]) -> Response:
        """Add a reply."""
        form, listed = await request.form(), _listed(desk)
        key = forms.new_id(forms.text(form, "title"), [one["id"] for one in listed])
        return await _save(desk, request, member, form, NEW, [*listed, _reply(form, key)])

    @desk.router.post("/settings/replies/{reply_id}")
    async def change(request: Request, reply_id: str, member: Annotated[Member, may]) -> Response:
        """Change a reply."""
        form = await request.form()
        replies = _with(desk, reply_id, lambda listed, place: listed.__setitem__(place, _reply(form, reply_id)))
        return await _save(desk, request, member, form, reply_id, replies)

    @desk.router.post("/settings/replies/{reply_id}/remove")
    async def remove(request: Request, reply_id: str, member: Annotated[Member, may]) -> Response:
        """Remove a reply."""
        form = await request.form()
        replies = _with(desk, reply_id, lambda listed, place: listed.__delitem__(place))
        return await _save(desk, request, member, form, "", replies)

    @desk.router.post("/settings/replies/{reply_id}/up")
    async def up(request: Request, reply_id: str, member: Annotated[Member, may]) -> Response:
        """Move a reply up by one."""
        form = await request.form()
        replies = _with(desk, reply_id, lambda listed, place: listed.insert(max(0, place - 1), listed.pop(place)))
        return await _save(desk, request, member, form, "", replies)


def _reply(form: FormData, key: str) -> dict[str, Any]:
    return {"id": key, "title": forms.text(form, "title"), "text": forms.text(form, "text").replace("\r\n", "\n")}


def _listed(desk: DeskDoor) -> Replies:
    return [dict(vars(one)) for one in desk.services.canned_replies.all()]


def _with(desk: DeskDoor, reply_id: str, change: Callable[[Replies, int], None]) -> Replies:
    """Return the replies after a change at the place of one of them."""
    listed = _listed(desk)
    place = next((place for place, one in enumerate(listed) if one["id"] == reply_id), None)
    if place is None:
        raise NotFound
    change(listed, place)
    return listed


async def _save(
    desk: DeskDoor, request: Request, member: Member, form: FormData, which: str, replies: Replies
) -> Response:
    async def again(said: str, status: int) -> Response:
        return _page(desk, request, member, form, said, status, which)

    return await save(desk, request, member, "replies", {CANNED_REPLIES: replies}, forms.seen(form), again)


def _page(
    desk: DeskDoor,
    request: Request,
    member: Member,
    form: FormData | None = None,
    said: str = "",
    status: int = 200,
    which: str = "",
) -> Response:
    fields = {one["id"]: one for one in _listed(desk)} | {NEW: {"title": "", "text": ""}}
    if which in fields:
        fields[which] = fields[which] | forms.typed(form)
    return show(
        desk,
        request,
        member,
        "replies",
        said,
        status,
        fields=fields,
        which=which,
        variables=VARIABLES,
        longest_title=LONGEST_TITLE,
        longest_reply=LONGEST_REPLY,
    )
