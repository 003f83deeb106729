"""Trainings: from the queue of corrections to a new model and its comparison with the old one. Doors enter.

One runs at a time, whichever process of the app started it: the database's row says so. It outlives page reloads, not the
process: a training without a sign of life counts as broken off, and another may be started.
"""

import asyncio
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from sqlalchemy.exc import IntegrityError

from salon.clock import Clock, system_clock
from salon.db import Database
from salon.errors import PorewellError, Refused, describe
from salon.review import learning, reviewed_file, store_models
from salon.review.comparison import Bounds, Comparison
from salon.review.measuring import Measuring
from salon.review.models import Training
from salon.review.progress import TRAIN, Progress, broke_off, planned
from salon.review.run import TOPIC, Means, Run
from salon.review.workshop import Workshop

log = logging.getLogger(__name__)

SILENT_SECONDS = 45.0
"""After so long without a sign of life, nobody works at a training any more."""
_BEAT_SECONDS = 2.0
_SHOWN = 12
_BROKE_OFF = "It broke off: the app ended while it ran. Nothing was changed; start it anew."


@dataclass(frozen=True)
class TrainingView:
    """A training as the desk shows it.

    Attributes:
        state: running, broken (nobody works at it any more), failed, done.
        stage: train, check_old, check_new or done.
        failed: why, in words; empty if it did not fail.
        comparison: None until it is done.
    """

    id: str
    state: str
    stage: str
    progress: Progress
    model: str | None
    old_model: str
    failed: str
    comparison: Comparison | None
    started_by: str
    started_at: datetime
    finished_at: datetime | None


class Trainings:
    """Starts trainings and tells how they stand.

    Args:
        reviewed: the file in service.
        announce: wakes the desk's pages; called in the event loop, with a topic.
        wall: real time, for signs of life; the salon's clock may stand still.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        workshop: Workshop,
        reviewed: Path,
        bounds: Bounds,
        announce: Callable[[str], None],
        wall: Clock = system_clock,
        beat_seconds: float = _BEAT_SECONDS,
    ) -> None:
        self._database = database
        self._clock = clock
        self._reviewed = reviewed
        self._workshop = workshop
        self._announce = announce
        self._wall = wall
        measuring = Measuring(database, workshop, wall)
        self._means = Means(database, workshop, measuring, bounds, clock, wall, announce, beat_seconds)
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self, by: str) -> str:
        """Begin a training with all that was accepted; return its id. It goes on in the background.

        Raises:
            Refused: one runs already, or there is nothing new to learn.
            Unavailable: the engine's environment is missing.
        """
        old_model = await self._workshop.fingerprint()
        training_id = await asyncio.to_thread(self._begin, by, old_model)
        task = asyncio.create_task(self._run(training_id, old_model))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        self._announce(TOPIC)
        return training_id

    async def close(self) -> None:
        """End what runs in this process; it is shown as stopped."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def get(self, training_id: str) -> TrainingView:
        """Return a training.

        Raises:
            NotFound: there is none.
        """
        with self._database.reading() as session:
            return self._view(store_models.training(session, training_id))

    def newest(self) -> list[TrainingView]:
        """Return the newest trainings, newest first."""
        with self._database.reading() as session:
            return [self._view(one) for one in store_models.trainings(session, _SHOWN)]

    def would_learn(self) -> int:
        """Return how many phrases the next model would learn that the one in service does not know, or would forget.

        Raises:
            BadInput: the file in service can't be read.
        """
        present = reviewed_file.read(reviewed_file.load(self._reviewed))
        with self._database.reading() as session:
            wanted = learning.to_learn(session, present)
        return len(set(wanted) ^ set(present))

    def _begin(self, by: str, old_model: str) -> str:
        content = reviewed_file.load(self._reviewed)
        now = self._wall()
        try:
            with self._database.transaction() as session:
                if other := store_models.running(session):
                    if not broke_off(other.beat_at, now, SILENT_SECONDS):
                        raise Refused("A training runs already; wait until it is done.")
                    other.running, other.failed, other.finished_at = None, _BROKE_OFF, self._clock()
                    session.flush()
                present = reviewed_file.read(content)
                wanted = reviewed_file.build(learning.to_learn(session, present))
                if wanted == reviewed_file.build(present):
                    raise Refused("There is nothing new to learn: correct some messages first.")
                training = Training(
                    id=str(uuid4()),
                    running=1,
                    reviewed=wanted,
                    old_model=old_model,
                    stage=TRAIN,
                    shares=planned({}).dump(),
                    seconds="{}",
                    started_by=by,
                    started_at=self._clock(),
                    began_at=now,
                    beat_at=now,
                )
                session.add(training)
                return training.id
        except IntegrityError as error:
            raise Refused("A training was started at this moment; wait until it is done.") from error

    async def _run(self, training_id: str, old_model: str) -> None:
        """Train, check, compare; whatever happens, the row says what."""
        try:
            await Run(self._means, training_id, old_model).go()
        except asyncio.CancelledError:
            self._end(training_id, "The app was stopped while it ran.")
            raise
        except PorewellError as error:
            log.warning("training %s: %s", training_id, error)
            await asyncio.to_thread(self._end, training_id, str(error))
        except Exception as error:  # noqa: BLE001  nobody awaits this task: the row has to tell
            log.error("training %s failed: %s", training_id, describe(error))  # noqa: TRY400  see `describe`
            await asyncio.to_thread(self._end, training_id, "It failed; nothing was changed. Try it again.")
        self._announce(TOPIC)

    def _end(self, training_id: str, failed: str) -> None:
        with self._database.transaction() as session:
            training = store_models.training(session, training_id)
            if training.comparison is None:  # else it was done before it was stopped
                training.running, training.failed, training.finished_at = None, failed[:200], self._clock()

    def _view(self, row: Training) -> TrainingView:
        state = "done" if row.comparison else "failed" if row.failed else "running"
        if state == "running" and broke_off(row.beat_at, self._wall(), SILENT_SECONDS):
            state = "broken"
        return TrainingView(
            row.id,
            state,
            row.stage,
            Progress.load(row.shares),
            row.model,
            row.old_model,
            row.failed or (_BROKE_OFF if state == "broken" else ""),
            Comparison.load(json.loads(row.comparison)) if row.comparison else None,
            row.started_by,
            row.started_at,
            row.finished_at,
        )
