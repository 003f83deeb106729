"""What the app does beside answering requests, for as long as it runs.

Wake-ups between processes, messages to messaging apps, mail to staff, a look at settings that another process changed, erasing what is old.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Coroutine, Sequence
from typing import Any

from salon.configuration.keeping import keep_current
from salon.live_postgres import PostgresRelay
from salon.services import Services


@contextlib.asynccontextmanager
async def background(services: Services, also: Sequence[Coroutine[Any, Any, None]] = ()) -> AsyncIterator[None]:
    """Run it until the block ends; `also`: what doors have to do."""
    await asyncio.to_thread(services.current.refresh)  # the first answer knows what staff set before
    work = [keep_current(services.current), services.search_index.keep_up(), services.retention.keep_up(), *also]
    if services.database.engine.dialect.name == "postgresql":
        work.append(PostgresRelay(services.settings.url, services.topics).run())
    if services.apps:
        work += [services.delivery.run(), services.photos.keep_up()]
    if services.handoff_mail:
        work.append(services.handoff_mail.run(services.topics))
    tasks = [asyncio.create_task(one) for one in work]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await services.messaging.close()
        await services.review.trainings.close()
