"""What models make of the regression check, measured once and kept. The room's services enter."""

import asyncio
import json
import time
from typing import Any

from salon.clock import Clock
from salon.db import Database
from salon.review import store_models
from salon.review.models import ModelCheck
from salon.review.workshop import Tell, Workshop

_CHECKS_KEPT = 12


class Measuring:
    """Measures models, and remembers."""

    def __init__(self, database: Database, workshop: Workshop, wall: Clock) -> None:
        self._database = database
        self._workshop = workshop
        self._wall = wall

    def known(self, model: str, material: str) -> dict[str, Any] | None:
        """Return what was measured of a model on this material, None if nothing was."""
        with self._database.reading() as session:
            found = store_models.check(session, model, material)
            return json.loads(found.result) if found else None

    async def measure(self, model: str, material: str, tell: Tell) -> dict[str, Any]:
        """Return what a model makes of the material, measured now unless it is known."""
        if known := await asyncio.to_thread(self.known, model, material):
            return known
        began = time.monotonic()
        result = await self._workshop.check(model, tell)
        await asyncio.to_thread(self._keep, model, material, result, time.monotonic() - began)
        return result

    def _keep(self, model: str, material: str, result: dict[str, Any], seconds: float) -> None:
        with self._database.transaction() as session:
            row = ModelCheck(
                model=model,
                material=material,
                result=json.dumps(result),
                seconds=json.dumps({"all": seconds}),
                made_at=self._wall(),
            )
            session.merge(row)
            session.flush()
            store_models.forget_checks(session, _CHECKS_KEPT)
