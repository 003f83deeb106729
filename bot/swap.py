"""Loads another model beside the one in service, and puts it in its place between two turns.

The new model is loaded and tried in a thread of its own while turns go on. A turn holds the agent that it began with, so
those under way end with the old model, and the old one is freed when the last of them has ended.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage

from bot.tracker_store import RequestTrackerStore
from bot.train import models_folder

_TRIAL = "what is sebum"


class Refused(Exception):
    """What was asked to be loaded is no model of ours, or can't be loaded."""


class Swap:
    """Changes the agent of a Sanic app, one model at a time."""

    def __init__(self) -> None:
        # One thread for all loads: the C library keeps a heap for every thread that ever allocated.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="model")
        self._one_at_a_time = asyncio.Lock()

    async def load(self, app: Any, name: str) -> str:
        """Put the model of that path into service and return its file's name; one in service already stays.

        Raises:
            Refused: the path is not in the models' folder, or there is no sound model; the old one serves on.
        """
        path = checked(name)
        async with self._one_at_a_time:
            if app.ctx.agent.processor.model_filename != path.name:
                try:
                    fresh = await asyncio.get_running_loop().run_in_executor(self._thread, beside, app.ctx.agent, path)
                except Exception as error:
                    raise Refused(f"this model can't be loaded: {type(error).__name__}") from error
                app.ctx.agent = fresh
        return str(app.ctx.agent.processor.model_filename)


def checked(name: str) -> Path:
    """Return the path of a model in our folder, whatever else was asked for.

    Raises:
        Refused: it lies elsewhere, or is not there.
    """
    path = models_folder() / Path(name).name
    if Path(name).resolve() != path.resolve() or path.suffixes[-2:] != [".tar", ".gz"] or not path.is_file():
        raise Refused("there is no such model in the models' folder")
    return path


def beside(agent: Agent, path: Path) -> Agent:
    """Return a new agent with that model, tried once, that shares nothing changeable with `agent`."""
    fresh = Agent(
        generator=agent.nlg,
        tracker_store=RequestTrackerStore(None),
        lock_store=agent.lock_store,
        action_endpoint=agent.action_endpoint,  # the same object: connections are kept by it
    )
    fresh.load_model(path)
    asyncio.run(fresh.processor.parse_message(UserMessage(_TRIAL)))
    return fresh
