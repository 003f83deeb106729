"""Runs Porewell on one machine: tables, app, training if it is due, engines; until Ctrl-C. `salon.cli` enters.

The app comes first, so that its page shows, red flags are caught and staff can be reached while the engine wakes up.
"""

import signal
import sys
import time
from collections.abc import Callable, Sequence

from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from salon import processes, programs
from salon.clock import clock_from
from salon.errors import PorewellError, Unavailable
from salon.migrate import migrate
from salon.ports import check_port
from salon.processes import Child, Process, Program, Say
from salon.salon_file import load_salon
from salon.settings import Settings, load_settings

TICK_SECONDS = 0.2
PROGRESS_SECONDS = 15.0


class Supervisor:
    """Keeps the app running, and the engines too once the training has ended, until it is told to stop.

    Args:
        training: run once, before the engines; None if the model is there.
        say: gets one sentence for every event.
        clock, sleep: seconds; tests bring their own.
    """

    def __init__(
        self,
        app: Program,
        engines: Sequence[Program],
        training: Program | None,
        say: Say,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._children = [Child(app, say, clock)]
        self._engines = engines
        self._training = training
        self._trainer: Process | None = None
        self._progress_at = self._began = 0.0
        self._say = say
        self._clock = clock
        self._sleep = sleep
        self._stopping = False

    def run(self) -> None:
        """Return once everything has stopped.

        Raises:
            Unavailable: the training failed; everything has stopped.
        """
        try:
            while not self._stopping:
                self._tend()
                self._sleep(TICK_SECONDS)
        finally:
            started = [self._trainer, *(child.process for child in self._children)]
            processes.stop([process for process in started if process])

    def stop(self, *_signal: object) -> None:
        """Make `run` return within seconds; fit to be a signal's handler."""
        self._stopping = True

    def _tend(self) -> None:
        for child in self._children:
            child.tend()
        if self._training:
            self._train(self._training)
        elif self._engines:
            self._children += [Child(engine, self._say, self._clock) for engine in self._engines]
            self._engines = ()

    def _train(self, training: Program) -> None:
        now = self._clock()
        if self._trainer is None:
            self._trainer = processes.launch(training)
            self._began, self._progress_at = now, now + PROGRESS_SECONDS
        code = self._trainer.poll()
        if code == 0:
            self._training = self._trainer = None
        elif code is not None:
            raise Unavailable("The training failed: see the messages above. Nothing is running now.", permanent=True)
        elif now >= self._progress_at:
            self._say(f"Still training, {now - self._began:.0f} s so far ...")
            self._progress_at = now + PROGRESS_SECONDS


def run(settings: Settings, say: Say | None = None) -> int:
    """Run Porewell until SIGINT or SIGTERM; return the exit status, 1 (and the reason on stderr) if it can't run."""
    say = say or _print
    try:
        supervisor = prepare(settings, say)
        for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            # Whoever starts us with nohup wants hang-ups ignored.
            if name != signal.SIGHUP or signal.getsignal(name) != signal.SIG_IGN:
                signal.signal(name, supervisor.stop)
        supervisor.run()
    except PorewellError as error:
        print(error, file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        return 1
    say("Stopped.")
    return 0


def prepare(settings: Settings, say: Say) -> Supervisor:
    """Check what can be checked beforehand, migrate the database, and return the supervisor, not yet running.

    Raises:
        Unavailable: a port is taken, the database does not answer, or the engine's environment is missing.
        BadInput: the salon's file, or a setting, can't be read.
    """
    # The app would say the same, but again at each restart and with a traceback around it.
    clock_from(settings.now, load_salon(settings.salon_file).zone)
    check_port(settings.host, settings.port, "POREWELL_PORT=8001")
    urls = programs.local_engines(settings)
    for url in urls:
        check_port("127.0.0.1", programs.port_of(url), "POREWELL_ENGINE_URLS=http://127.0.0.1:5006")
    say("Preparing the database ...")
    _migrate(settings.url)
    model = programs.model_path(settings) if urls else None
    engines = [programs.engine(settings, url, model) for url in urls if model]
    training = programs.training(settings) if model and not model.exists() else None
    return Supervisor(programs.app(settings), engines, training, say)


def _migrate(url: str) -> None:
    try:
        migrate(url)
    except SQLAlchemyError as error:
        where = make_url(url).render_as_string(hide_password=True)
        reason = str(getattr(error, "orig", None) or error).strip()
        raise Unavailable(f"The database {where} can't be used: {reason}") from error


def _print(sentence: str) -> None:
    print(sentence, flush=True)


if __name__ == "__main__":
    raise SystemExit(run(load_settings()))
