"""Child processes that are kept running: started, watched, restarted with back-off, stopped. `supervise.py` enters."""

import ctypes
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

FIRST_DELAY = 0.5
LONGEST_DELAY = 30.0
CALM_SECONDS = 60.0
"""Who ran for so long has earned a quick restart again."""
WAKING_SECONDS = 0.5
WATCHING_SECONDS = 10.0
MOST_MISSES = 3
"""A process that woke up and then leaves so many checks in a row unanswered hangs."""
PATIENCE_SECONDS = 8.0
_SET_DEATH_SIGNAL = 1

Say = Callable[[str], None]
Process = subprocess.Popen[bytes]


@dataclass(frozen=True, slots=True)
class Program:
    """What to run, and how to tell that it works.

    Attributes:
        name: what messages call it: "app", "engine".
        environment: all that it may see; None for everything that we see.
        folder: where it runs; None for here.
        log: file, written anew, for all that it prints; None to print where we do.
        answers: whether it works at this moment; asked rarely and expected to return within seconds.
        awake: what to say when it answers for the first time after a start.
    """

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] | None = None
    folder: Path | None = None
    log: Path | None = None
    answers: Callable[[], bool] | None = None
    awake: str = ""


class Child:
    """One program that shall run. Nothing happens between two calls of `tend`.

    Args:
        say: told of every start, end and hang, one sentence each.
        clock: seconds that only go forward.
    """

    def __init__(self, program: Program, say: Say, clock: Callable[[], float] = time.monotonic) -> None:
        self.process: Process | None = None
        self._program = program
        self._say = say
        self._clock = clock
        self._delay = FIRST_DELAY
        self._start_at = self._check_at = self._started_at = clock()
        self._is_awake = False
        self._misses = 0

    def tend(self) -> None:
        """Start what should run and doesn't, once its time has come; notice what ended; kill what hangs."""
        now = self._clock()
        if self.process is None:
            if now >= self._start_at:
                self._start(now)
        elif self.process.poll() is not None:
            self._wait_for_restart(now, _reason(self.process.returncode))
        elif self._program.answers and now >= self._check_at:
            self._check(self._program.answers, now)

    def _start(self, now: float) -> None:
        self._started_at = self._check_at = now
        self._is_awake = False
        self._misses = 0
        try:
            self.process = launch(self._program)
        except OSError as error:
            self._wait_for_restart(now, f"could not be started: {error}")

    def _wait_for_restart(self, now: float, reason: str) -> None:
        if now - self._started_at >= CALM_SECONDS:
            self._delay = FIRST_DELAY
        self._say(f"The {self._program.name} {reason}. It starts again in {self._delay:g} s.")
        self.process = None
        self._start_at = now + self._delay
        self._delay = min(2 * self._delay, LONGEST_DELAY)

    def _check(self, answers: Callable[[], bool], now: float) -> None:
        answered = answers()
        if answered and not self._is_awake:
            self._is_awake = True
            self._say(self._program.awake or f"The {self._program.name} is ready.")
        self._misses = 0 if answered else self._misses + 1
        self._check_at = now + (WATCHING_SECONDS if self._is_awake else WAKING_SECONDS)
        if self._is_awake and self._misses == MOST_MISSES and self.process:
            self._say(f"The {self._program.name} runs but does not answer any more: it is ended.")
            self.process.kill()


def launch(program: Program) -> Process:
    """Start a program with no input, in a session of its own, so that Ctrl-C reaches only the supervisor.

    Raises:
        OSError: there is no such program, no room for another process, or the log can't be written.
    """
    # The libraries are looked up before the fork; after it, only the call itself is safe.
    die = _die_with_parent()
    with program.log.open("wb") if program.log else nullcontext() as log:
        return subprocess.Popen(
            list(program.command),
            env=program.environment,
            cwd=program.folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT if log else None,
            start_new_session=True,
            preexec_fn=die,  # noqa: PLW1509  who launches has one thread
        )


def stop(processes: Sequence[Process], patience_seconds: float = PATIENCE_SECONDS) -> None:
    """Ask all to end, and return when they have; who has not after the patience, counted once for all, is killed."""
    for process in processes:
        process.terminate()
    deadline = time.monotonic() + patience_seconds
    for process in processes:
        try:
            process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _reason(code: int) -> str:
    return f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended (exit status {code})"


def _die_with_parent() -> Callable[[], None] | None:
    """Return what makes a child end with us even when we are killed; only Linux can."""
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None).prctl

    def die() -> None:
        prctl(_SET_DEATH_SIGNAL, signal.SIGTERM)

    return die
