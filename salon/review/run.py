"""One training while it runs: train, measure the old and the new model, compare. `trainings.py` enters."""

import asyncio
import contextlib
import json
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.exc import SQLAlchemyError

from salon.clock import Clock
from salon.db import Database
from salon.errors import Unavailable
from salon.review import store_models
from salon.review.comparison import Bounds, compare
from salon.review.measuring import Measuring
from salon.review.progress import CHECK_NEW, CHECK_OLD, DONE, STAGES, TRAIN, planned
from salon.review.workshop import Tell, Workshop

TOPIC = "training"
"""The desk's pages about trainings are woken by it."""


@dataclass(frozen=True)
class Means:
    """What a run works with.

    Attributes:
        wall: real time, for signs of life; the salon's clock (`clock`) may stand still.
        announce: wakes the desk's pages; called in the event loop, with a topic.
    """

    database: Database
    workshop: Workshop
    measuring: Measuring
    bounds: Bounds
    clock: Clock
    wall: Clock
    announce: Callable[[str], None]
    beat_seconds: float


class Run:
    """One training, from a row that says that it runs to one that says what came of it."""

    def __init__(self, means: Means, training_id: str, old_model: str) -> None:
        self._means = means
        self._id = training_id
        self._old_model = old_model
        self._progress = planned({})
        self._stage = TRAIN
        self._since = time.monotonic()
        self._seconds: dict[str, float] = {}

    async def go(self) -> None:
        """Do all of it; the last thing written is the comparison.

        Raises:
            Unavailable: the training or a check failed.
        """
        async with self._beating():
            with TemporaryDirectory(prefix="porewell-training-") as folder:
                candidate = Path(folder) / "reviewed.yml"
                content, last = await asyncio.to_thread(self._read)
                await asyncio.to_thread(candidate.write_text, content, encoding="utf-8")
                await self._make(candidate, last)

    async def _make(self, candidate: Path, last: dict[str, float]) -> None:
        means = self._means
        # An empty file counts as none, so that the fingerprint is that of the untaught model.
        model = await means.workshop.fingerprint(candidate)
        material = await asyncio.to_thread(means.workshop.material)
        known = await asyncio.to_thread(means.measuring.known, self._old_model, material)
        train = not await asyncio.to_thread(means.workshop.path(model).exists)
        self._progress = planned(last, train=train, check_old=known is None)
        if train:
            await means.workshop.train(candidate, [self._old_model])
            if not await asyncio.to_thread(means.workshop.path(model).exists):
                raise Unavailable("The training left no model; were files changed meanwhile? Try it again.")
        await self._enter(CHECK_OLD)
        old = await means.measuring.measure(self._old_model, material, self._tell(CHECK_OLD))
        await self._enter(CHECK_NEW)
        new = await means.measuring.measure(model, material, self._tell(CHECK_NEW))
        await self._enter(DONE)
        await asyncio.to_thread(self._finish, model, json.dumps(compare(old, new, means.bounds).dump()))

    def _read(self) -> tuple[str, dict[str, float]]:
        """Return the candidate's content, and what each stage took the last time, in seconds."""
        with self._means.database.reading() as session:
            last = store_models.last_finished(session)
            content = store_models.training(session, self._id).reviewed
            return content, json.loads(last.seconds) if last else {}

    def _finish(self, model: str, comparison: str) -> None:
        with self._means.database.transaction() as session:
            training = store_models.training(session, self._id)
            training.running, training.model, training.comparison = None, model, comparison
            training.stage, training.shares = DONE, self._progress.dump()
            training.seconds, training.finished_at = json.dumps(self._seconds), self._means.clock()

    async def _enter(self, stage: str) -> None:
        """Go on to a stage; the one before it is done."""
        if self._progress.plan.get(self._stage):
            self._seconds[self._stage] = time.monotonic() - self._since
        self._progress = self._progress.with_share(self._stage, 1.0)
        self._stage, self._since = stage, time.monotonic()
        await self._beat()

    def _tell(self, stage: str) -> Tell:
        def tell(part: str, share: float) -> None:
            self._progress = self._progress.checked(stage, part, share)

        return tell

    @contextlib.asynccontextmanager
    async def _beating(self) -> AsyncIterator[None]:
        """Give signs of life, and say how far it is, until the block ends."""
        beating = asyncio.create_task(self._beat_on())
        try:
            yield
        finally:
            beating.cancel()
            await asyncio.gather(beating, return_exceptions=True)

    async def _beat_on(self) -> None:
        while True:
            # A database that is busy for once must not end the signs of life.
            with contextlib.suppress(SQLAlchemyError):
                await self._beat()
            await asyncio.sleep(self._means.beat_seconds)

    async def _beat(self) -> None:
        if self._stage == TRAIN:
            self._progress = self._progress.after(TRAIN, time.monotonic() - self._since)
        await asyncio.to_thread(self._write_beat, self._stage, self._progress.dump())
        self._means.announce(TOPIC)

    def _write_beat(self, stage: str, shares: str) -> None:
        if stage in STAGES:
            with self._means.database.transaction() as session:
                store_models.beat(session, self._id, self._means.wall(), stage, shares)
