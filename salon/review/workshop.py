"""Trains and checks models in processes of their own, so that the app goes on answering. The room's services enter."""

import asyncio
import contextlib
import json
import os
import shutil
import sys
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol, cast

from salon import programs
from salon.errors import Unavailable
from salon.evaluation.material import material
from salon.processes import PATIENCE_SECONDS
from salon.review.dialogue_tests import DIALOGUES
from salon.settings import ROOT, Settings

Tell = Callable[[str, float], None]
"""Hears a stage's name and the share of it that is done, 0..1."""
_LONGEST_LINE = 1 << 16


class Workshop(Protocol):
    """Where models are made and measured. A model goes by its fingerprint, 16 hex digits."""

    async def fingerprint(self, reviewed: Path | None = None) -> str:
        """Return the model that fits a file of corrections; None: the one in service."""

    async def train(self, reviewed: Path, keep: Sequence[str]) -> None:
        """Train that model; the models in `keep` are not deleted."""

    async def check(self, model: str, tell: Tell) -> dict[str, Any]:
        """Measure a model."""

    def material(self) -> str:
        """Return the hash of all that models are measured with."""

    def path(self, model: str) -> Path:
        """Return where a model lies, or would lie."""


class Processes:
    """The workshop of a real Porewell: the engine's training, and `salon.evaluation.checking`."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    async def fingerprint(self, reviewed: Path | None = None) -> str:
        """Return the model that fits a file of corrections; None: the one in service.

        Raises:
            Unavailable: the engine's environment is missing.
        """
        path = await asyncio.to_thread(programs.model_path, self._settings, reviewed)
        return path.name.removesuffix(".tar.gz")

    async def train(self, reviewed: Path, keep: Sequence[str]) -> None:
        """Train that model; the models in `keep` are not deleted.

        Raises:
            Unavailable: it failed.
        """
        program = programs.training(self._settings, reviewed, [self.path(model).name for model in keep])
        async with _running(program.command, program.environment, program.folder) as process:
            if await process.wait():
                raise Unavailable("The training failed; nothing was changed.")

    async def check(self, model: str, tell: Tell) -> dict[str, Any]:
        """Measure a model.

        Raises:
            Unavailable: it failed.
        """
        with TemporaryDirectory(prefix="porewell-check-") as folder:
            result = Path(folder) / "result.json"
            command = [
                *(sys.executable, "-m", "salon.evaluation.checking", "--model", str(self.path(model).resolve())),
                *("--folder", str(self._settings.check_folder.resolve()), "--own", str(self._own)),
                *("--salon-file", str(self._settings.salon_file.resolve()), "--result", str(result)),
            ]
            async with _running(command, _without_secrets(), ROOT, asyncio.subprocess.PIPE) as process:
                async for line in cast("asyncio.StreamReader", process.stdout):
                    if (said := _progress(line)) is not None:
                        tell(*said)
                if await process.wait():
                    raise Unavailable("The check of the model failed; nothing was changed.")
            measured: dict[str, Any] = json.loads(await asyncio.to_thread(result.read_text, encoding="utf-8"))
            return measured

    def material(self) -> str:
        """Return the hash of all that models are measured with."""
        # What is measured is the whole product, so that its code belongs to it.
        code = [path for folder in ("salon", "actions") for path in sorted((ROOT / folder).rglob("*.py"))]
        return material(self._settings.check_folder, self._own).digest(self._settings.salon_file, *code)

    def path(self, model: str) -> Path:
        """Return where a model lies, or would lie."""
        return self._settings.home / "models" / f"{model}.tar.gz"

    @property
    def _own(self) -> Path:
        return (self._settings.home / DIALOGUES).resolve()


@contextlib.asynccontextmanager
async def _running(
    command: Sequence[str],
    environment: Mapping[str, str] | None,
    folder: Path | None,
    output: int | None = asyncio.subprocess.DEVNULL,
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run a program that gives way to everything else; it is ended with the block."""
    kind = [nice, "-n", "10"] if (nice := shutil.which("nice")) else []
    process = await asyncio.create_subprocess_exec(
        *kind,
        *command,
        env=environment,
        cwd=folder,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=output,
        limit=_LONGEST_LINE,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), PATIENCE_SECONDS)
        if process.returncode is None:
            process.kill()


def _without_secrets() -> dict[str, str]:
    """Return our environment without any setting of ours: the check needs no database, key or mail server."""
    return {name: value for name, value in os.environ.items() if not name.startswith("POREWELL_")}


def _progress(line: bytes) -> tuple[str, float] | None:
    with contextlib.suppress(ValueError, KeyError, TypeError):
        said = json.loads(line)
        return str(said["stage"]), float(said["share"])
    return None
