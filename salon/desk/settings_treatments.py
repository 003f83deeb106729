"""The treatments: their names, lengths and prices; new ones, and those that the salon gives no more."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Request, Response
from starlette.datastructures import FormData

from salon.desk import settings_forms as forms
from salon.desk.door import DeskDoor
from salon.desk.settings_shown import save, show
from salon.errors import BadInput, NotFound
from salon.salon_file import PARTS
from salon.staff.member import Member
from salon.staff.roles import Permission

NEW = "new"


def add_treatment_routes(desk: DeskDoor) -> None:
    """Add the tab, and what can be done on it."""
    may = desk.may(Permission.CHANGE_SETTINGS)

    @desk.router.get("/settings/treatments")
    async def treatments(request: Request, member: Annotated[Member, may]) -> Response:
        """List the treatments."""
        return _page(desk, request, member)

    @desk.router.post("/settings/treatments")
    async def add(request: Request, member: Annotated[Member, may]) -> Response:
        """Add a treatment."""
        form, listed = await request.form(), _listed(desk)

        def changed() -> list[dict[str, Any]]:
            key = forms.new_id(forms.text(form, "name"), [one["id"] for one in listed])
            return [*listed, forms.treatment_of(form, key, forms.parts_of(form))]

        return await _save(desk, request, member, form, NEW, changed)

    @desk.router.post("/settings/treatments/{treatment_id}")
    async def change(request: Request, treatment_id: str, member: Annotated[Member, may]) -> Response:
        """Change a treatment."""
        form, listed = await request.form(), _listed(desk)
        _refuse_unknown(listed, treatment_id)

        def changed() -> list[dict[str, Any]]:
            return [
                forms.treatment_of(form, treatment_id, one["parts"]) if one["id"] == treatment_id else one
                for one in listed
            ]

        return await _save(desk, request, member, form, treatment_id, changed)

    @desk.router.post("/settings/treatments/{treatment_id}/remove")
    async def remove(request: Request, treatment_id: str, member: Annotated[Member, may]) -> Response:
        """Take a treatment off the list."""
        form, listed = await request.form(), _listed(desk)
        _refuse_unknown(listed, treatment_id)
        left = [one for one in listed if one["id"] != treatment_id]

        async def again(said: str, status: int) -> Response:
            return _page(desk, request, member, None, said, status, treatment_id)

        return await save(desk, request, member, "treatments", {"treatments": left}, forms.seen(form), again)


async def _save(
    desk: DeskDoor,
    request: Request,
    member: Member,
    form: FormData,
    which: str,
    changed: Callable[[], list[dict[str, Any]]],
) -> Response:
    async def again(said: str, status: int) -> Response:
        return _page(desk, request, member, form, said, status, which)

    try:
        treatments = changed()
    except BadInput as error:
        return await again(str(error), 422)
    return await save(desk, request, member, "treatments", {"treatments": treatments}, forms.seen(form), again)


def _page(
    desk: DeskDoor,
    request: Request,
    member: Member,
    form: FormData | None = None,
    said: str = "",
    status: int = 200,
    which: str = "",
) -> Response:
    fields = {one.id: forms.treatment_fields(one) for one in desk.services.configuration.present.salon.treatments}
    blank = {"name": "", "other_names": "", "duration_minutes": "", "price": ""}
    typed = forms.typed(form)
    fields[NEW] = blank
    if which in fields:
        fields[which] = fields[which] | typed
    return show(desk, request, member, "treatments", said, status, fields=fields, which=which, parts=PARTS, typed=typed)


def _listed(desk: DeskDoor) -> list[dict[str, Any]]:
    return list(desk.services.configuration.present.values["treatments"])


def _refuse_unknown(listed: list[dict[str, Any]], treatment_id: str) -> None:
    if treatment_id not in [one["id"] for one in listed]:
        raise NotFound
