"""Trains our model from cold and measures it: everything that `make train` does, whatever exists already."""

import os
import resource
import time
from dataclasses import dataclass, replace
from pathlib import Path

from salon import processes, programs
from salon.settings import Settings


@dataclass(frozen=True)
class Training:
    """What training cost, and the model that came of it."""

    wall_seconds: float
    cpu_seconds: float
    model: Path


def train(home: Path) -> Training:
    """Train in a home of its own, reusing nothing.

    Raises:
        SystemExit: the training failed.
    """
    home.mkdir(parents=True, exist_ok=True)
    settings = Settings(home=home)
    program = programs.training(settings)
    forced = replace(program, command=[*program.command, "--force"], log=home / "train.log")
    used = _children_seconds()
    started = time.monotonic()
    if processes.launch(forced).wait():
        raise SystemExit(f"Training failed: see {home / 'train.log'}.")
    return Training(time.monotonic() - started, _children_seconds() - used, programs.model_path(settings))


def _children_seconds() -> float:
    """Return the CPU seconds of all children that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0))
