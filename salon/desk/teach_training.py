"""Training: start it, watch it, compare the new model with the old one, put it into service, bring an old one back."""

import asyncio
from typing import Annotated, Any

from fastapi import Request, Response

from salon.desk.door import DeskDoor, go
from salon.errors import PorewellError
from salon.staff.member import Member
from salon.staff.roles import Permission


def add_training_routes(desk: DeskDoor) -> None:
    """Add the training's pages, and those of the models."""
    _add_trainings(desk)
    _add_models(desk)


def _add_trainings(desk: DeskDoor) -> None:
    trainings = desk.services.review.trainings
    may = desk.may(Permission.TRAIN)

    @desk.router.get("/teach/training")
    async def page(request: Request, member: Annotated[Member, may]) -> Response:
        """Show what a training would learn, the one that runs, and those before."""
        return desk.page(request, member, "teach/training.html", **await _standing(desk))

    @desk.router.get("/teach/training/progress")
    async def progress(request: Request, member: Annotated[Member, may]) -> Response:
        """Show how far the training is."""
        return desk.page(request, member, "teach/_progress.html", **await _standing(desk))

    @desk.router.post("/teach/training")
    async def start(request: Request, member: Annotated[Member, may]) -> Response:
        """Start a training."""
        training_id = await trainings.start(member.name)
        await desk.audit(member, "training.started", training_id)
        return go(request, "/desk/teach/training")

    @desk.router.get("/teach/training/{training_id}")
    async def comparison(request: Request, training_id: str, member: Annotated[Member, may]) -> Response:
        """Show the new model beside the old one."""
        training = await asyncio.to_thread(trainings.get, training_id)
        values: dict[str, Any] = {"training": training, "present": await _present(desk)}
        return desk.page(request, member, "teach/comparison.html", **values)


def _add_models(desk: DeskDoor) -> None:
    serving = desk.services.review.serving
    may = desk.may(Permission.TRAIN)

    @desk.router.post("/teach/training/{training_id}/put")
    async def put(request: Request, training_id: str, member: Annotated[Member, may]) -> Response:
        """Put the model of a training into service."""
        await serving.put(training_id, member.name)
        await desk.audit(member, "model.put", training_id)
        return go(request, "/desk/teach/models")

    @desk.router.get("/teach/models")
    async def history(request: Request, member: Annotated[Member, may]) -> Response:
        """Show the models that served, and which serves now."""
        values: dict[str, Any] = {"served": await asyncio.to_thread(serving.history), "present": await _present(desk)}
        return desk.page(request, member, "teach/models.html", **values)

    @desk.router.post("/teach/models/{served_id}/back")
    async def bring_back(request: Request, served_id: int, member: Annotated[Member, may]) -> Response:
        """Bring a model back that served before."""
        await serving.bring_back(served_id, member.name)
        await desk.audit(member, "model.brought_back", str(served_id))
        return go(request, "/desk/teach/models")


async def _standing(desk: DeskDoor) -> dict[str, Any]:
    room = desk.services.review
    newest = await asyncio.to_thread(room.trainings.newest)
    return {
        "running": next((one for one in newest if one.state == "running"), None),
        "last": newest[0] if newest else None,
        "trainings": newest,
        "would_learn": await asyncio.to_thread(room.trainings.would_learn),
        "counts": await asyncio.to_thread(room.corrections.counts),
    }


async def _present(desk: DeskDoor) -> str:
    """Return the model in service; empty where it can't be found out."""
    try:
        return await desk.services.review.serving.model()
    except PorewellError:
        return ""
