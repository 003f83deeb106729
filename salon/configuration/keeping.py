"""Looks every second whether another process changed a setting. The app runs it."""

import asyncio
import logging

from salon.configuration.current import CurrentSettings
from salon.errors import describe

log = logging.getLogger(__name__)

EVERY_SECONDS = 1.0


async def keep_current(current: CurrentSettings) -> None:
    """Go on until cancelled; while the database can't be asked, what was read last holds."""
    failed = False
    while True:
        try:
            await asyncio.to_thread(current.refresh)
            failed = False
        except Exception as error:  # noqa: BLE001  a door: it is tried again
            if not failed:
                log.error("settings can't be read: %s", describe(error))  # noqa: TRY400  see `describe`
            failed = True
        await asyncio.sleep(EVERY_SECONDS)
