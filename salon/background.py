"""What the app does beside answering requests, for as long as it runs.

Wake-ups between processes, mail to staff, a look at settings that another process changed, erasing what is old.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from salon.configuration.keeping import keep_current
from salon.live_postgres import PostgresRelay
from salon.services import Services


@contextlib.asynccontextmanager
async def background(services: Services) -> AsyncIterator[None]:
    """Run it until the block ends."""
    await asyncio.to_thread(services.current.refresh)  # the first answer knows what staff set before
    work = [keep_current(services.current), services.search_index.keep_up(), services.retention.keep_up()]
    if services.database.engine.dialect.name == "postgresql":
        work.append(PostgresRelay(services.settings.url, services.topics).run())
    if services.handoff_mail:
        work.append(services.handoff_mail.run(services.topics))
    tasks = [asyncio.create_task(one) for one in work]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await services.review.trainings.close()
