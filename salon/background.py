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
    tasks = [asyncio.create_task(keep_current(services.current)), asyncio.create_task(services.search_index.keep_up())]
    tasks.append(asyncio.create_task(services.retention.keep_up()))
    if services.database.engine.dialect.name == "postgresql":
        relay = PostgresRelay(services.settings.url, services.topics)
        tasks.append(asyncio.create_task(relay.run()))
    if services.handoff_mail:
        tasks.append(asyncio.create_task(services.handoff_mail.run(services.topics)))
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await services.review.trainings.close()
