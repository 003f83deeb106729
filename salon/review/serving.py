"""Which model serves: putting a new one into service, bringing an old one back, and who did so when. Doors enter.

The model in service is the one that fits the file of corrections in service. So putting one into service is loading it
in the engines and writing that file; a restart always starts what serves.
"""

import asyncio
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from salon.clock import Clock
from salon.conversations.engine import Engines
from salon.db import Database
from salon.errors import Refused, Unavailable
from salon.review import learning, reviewed_file, store_models
from salon.review.comparison import Comparison
from salon.review.models import ServedModel
from salon.review.run import TOPIC
from salon.review.trainings import Trainings
from salon.review.workshop import Workshop

_SHOWN = 50
AS_INSTALLED = "as installed"


@dataclass(frozen=True)
class ServedView:
    """One time that a model was put into service, newest first in the history."""

    id: int
    model: str
    phrases: int
    training_id: str | None
    brought_back: bool
    put_by: str
    put_at: datetime


class Serving:
    """Changes the model that answers clients, without a turn being dropped.

    Args:
        reviewed: the file in service.
        announce: wakes the desk's pages; called in the event loop, with a topic.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        workshop: Workshop,
        engines: Engines,
        trainings: Trainings,
        reviewed: Path,
        announce: Callable[[str], None],
    ) -> None:
        self._database = database
        self._clock = clock
        self._workshop = workshop
        self._engines = engines
        self._trainings = trainings
        self._reviewed = reviewed
        self._announce = announce
        self._one_at_a_time = asyncio.Lock()

    async def model(self) -> str:
        """Return the model in service.

        Raises:
            Unavailable: the engine's environment is missing.
        """
        return await self._workshop.fingerprint()

    def history(self) -> list[ServedView]:
        """Return the models that were put into service, newest first."""
        with self._database.reading() as session:
            return [_view(one) for one in store_models.served(session, _SHOWN)]

    async def put(self, training_id: str, by: str) -> None:
        """Put a training's model into service.

        Raises:
            NotFound: there is no such training.
            Refused: it is not done, or blocked, or compared with another model than the one in service; says which.
            Unavailable: an engine did not take it; the old one serves on.
        """
        async with self._one_at_a_time:
            training = await asyncio.to_thread(self._trainings.get, training_id)
            comparison, model = training.comparison, training.model
            if comparison is None or model is None:
                raise Refused("This training is not done, so there is no model to put into service.")
            present = await self.model()
            _refuse(comparison, model, training.old_model, present)
            content = await asyncio.to_thread(self._candidate, training_id)
            await self._swap(present, model, content, by, training_id)

    async def bring_back(self, served_id: int, by: str) -> None:
        """Put a model that served before into service again.

        Raises:
            NotFound: there is no such entry.
            Refused: it serves already, or it has to be trained anew: Porewell was updated since.
            Unavailable: an engine did not take it; the present one serves on.
        """
        async with self._one_at_a_time:
            content = await asyncio.to_thread(self._content, served_id)
            present, model = await self.model(), await self._fitting(content)
            if model == present:
                raise Refused("This model is in service already.")
            if not await asyncio.to_thread(self._workshop.path(model).exists):
                raise Refused(
                    "This model does not fit the present version of Porewell, or its file is gone. Train anew instead."
                )
            await self._swap(present, model, content, by, None, brought_back=True)

    async def _swap(
        self, present: str, model: str, content: str, by: str, training_id: str | None, *, brought_back: bool = False
    ) -> None:
        before = await asyncio.to_thread(reviewed_file.load, self._reviewed)
        path = self._workshop.path(model)
        await self._engines.load_model(path)
        try:
            await asyncio.to_thread(reviewed_file.write, self._reviewed, content)
        except OSError as error:
            await self._engines.load_model(self._workshop.path(present))
            raise Unavailable(f"{self._reviewed} can't be written, so the old model serves on.") from error
        row = ServedModel(
            model=model,
            reviewed=content,
            training_id=training_id,
            brought_back=brought_back,
            put_by=by,
            put_at=self._clock(),
        )
        await asyncio.to_thread(self._note, row, present, before)
        # The newest are not deleted by later trainings.
        for served in (self._workshop.path(present), path):
            if await asyncio.to_thread(served.exists):
                await asyncio.to_thread(os.utime, served)
        self._announce(TOPIC)

    def _note(self, row: ServedModel, present: str, before: str) -> None:
        """Store that a model serves, behind the one that served until now, if nothing is known of that."""
        with self._database.transaction() as session:
            last = next(iter(store_models.served(session, 1)), None)
            if last is None or last.reviewed != before:
                installed = ServedModel(
                    model=present, reviewed=before, brought_back=False, put_by=AS_INSTALLED, put_at=row.put_at
                )
                session.add(installed)
                session.flush()
            session.add(row)
            learning.settle(session, row.reviewed, row.model)

    def _candidate(self, training_id: str) -> str:
        with self._database.reading() as session:
            return store_models.training(session, training_id).reviewed

    def _content(self, served_id: int) -> str:
        with self._database.reading() as session:
            return store_models.served_once(session, served_id).reviewed

    async def _fitting(self, content: str) -> str:
        """Return the model that would fit the file with that content."""
        with TemporaryDirectory(prefix="porewell-serving-") as folder:
            file = Path(folder) / "reviewed.yml"
            await asyncio.to_thread(file.write_text, content, encoding="utf-8")
            return await self._workshop.fingerprint(file)


def _refuse(comparison: Comparison, model: str, old_model: str, present: str) -> None:
    if model == present:
        raise Refused("This model is in service already.")
    if comparison.reasons:
        raise Refused("This model may not be put into service. " + " ".join(comparison.reasons))
    if old_model != present:
        raise Refused("It was compared with a model that is not in service any more. Train again, then put it there.")


def _view(row: ServedModel) -> ServedView:
    return ServedView(
        row.id,
        row.model,
        len(reviewed_file.read(row.reviewed)),
        row.training_id,
        row.brought_back,
        row.put_by,
        row.put_at,
    )
