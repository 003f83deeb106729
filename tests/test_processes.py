"""Child processes: refused starts and back-off, hangs, and a clean end for all."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from salon.processes import Child, Process, Program, launch, stop

MISSING = ("/nowhere/at/all",)


class FakeClock:
    """Seconds that pass only when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def python(code: str) -> tuple[str, ...]:
    """Return the command that runs a few lines of Python."""
    return (sys.executable, "-S", "-E", "-c", code)


SLEEPS = python("import time; time.sleep(60)")


@pytest.fixture
def fake_clock() -> FakeClock:
    """Return a clock that stands still."""
    return FakeClock()


@pytest.fixture
def said() -> list[str]:
    """Return what was said so far."""
    return []


@pytest.fixture
def start(said: list[str], fake_clock: FakeClock) -> Iterator[Callable[..., Child]]:
    """Return a maker of children named "engine"; whatever still runs at the end is killed."""
    made: list[Child] = []

    def make(command: tuple[str, ...], answers: Callable[[], bool] | None = None, awake: str = "") -> Child:
        made.append(Child(Program("engine", command, answers=answers, awake=awake), said.append, fake_clock))
        return made[-1]

    yield make
    stop([child.process for child in made if child.process], 0)


def process_of(child: Child) -> Process:
    """Return the process, which must be there."""
    assert child.process is not None
    return child.process


def wait_until(condition: Callable[[], bool]) -> None:
    """Return as soon as the condition holds; fail after ten seconds."""
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def is_alive(pid: int) -> bool:
    """Return whether a process runs on Linux; one that ended and was not yet reaped does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_tend_with_a_missing_program(start: Callable[..., Child], said: list[str]) -> None:
    child = start(MISSING)

    child.tend()

    assert child.process is None
    reason = "could not be started: [Errno 2] No such file or directory: '/nowhere/at/all'"
    assert said == [f"The engine {reason}. It starts again in 0.5 s."]


def test_tend_doubles_the_delay_up_to_thirty_seconds(
    start: Callable[..., Child], said: list[str], fake_clock: FakeClock
) -> None:
    child = start(MISSING)

    for delay in (0, 0.5, 1, 2, 4, 8, 16, 30, 30):
        fake_clock.now += delay
        child.tend()

    assert [line.split(" in ")[-1] for line in said] == [
        *("0.5 s.", "1 s.", "2 s.", "4 s.", "8 s.", "16 s.", "30 s.", "30 s.", "30 s.")
    ]


def test_tend_before_the_delay_is_over(start: Callable[..., Child], said: list[str], fake_clock: FakeClock) -> None:
    child = start(MISSING)
    child.tend()

    fake_clock.now += 0.49
    child.tend()

    assert len(said) == 1


def test_tend_tells_the_exit_status(start: Callable[..., Child], said: list[str]) -> None:
    child = start(python("raise SystemExit(3)"))
    child.tend()
    process_of(child).wait()

    child.tend()

    assert said == ["The engine ended (exit status 3). It starts again in 0.5 s."]


def test_tend_restarts_what_was_killed(start: Callable[..., Child], said: list[str], fake_clock: FakeClock) -> None:
    child = start(SLEEPS)
    child.tend()
    first = process_of(child)
    first.kill()
    first.wait()

    child.tend()
    fake_clock.now += 0.5
    child.tend()

    assert said == ["The engine was ended by SIGKILL. It starts again in 0.5 s."]
    assert process_of(child).pid != first.pid
    assert process_of(child).poll() is None


@pytest.mark.parametrize(("seconds_up", "delay"), [(59.9, "1 s."), (60.0, "0.5 s.")])
def test_tend_forgets_the_delay_after_a_minute(
    start: Callable[..., Child], said: list[str], fake_clock: FakeClock, seconds_up: float, delay: str
) -> None:
    child = start(SLEEPS)
    for seconds in (0.0, seconds_up):
        child.tend()
        process_of(child).kill()
        process_of(child).wait()
        fake_clock.now += seconds
        child.tend()
        fake_clock.now += 0.5

    assert said[-1].split(" in ")[-1] == delay


def test_tend_says_once_that_it_is_awake(start: Callable[..., Child], said: list[str], fake_clock: FakeClock) -> None:
    answers = iter([False, False, True, True, True])
    child = start(SLEEPS, answers=lambda: next(answers), awake="Good morning.")

    for _ in range(4):
        child.tend()
        fake_clock.now += 10

    assert said == ["Good morning."]


def test_tend_names_what_is_ready_without_words_of_its_own(start: Callable[..., Child], said: list[str]) -> None:
    child = start(SLEEPS, answers=lambda: True)

    child.tend()
    child.tend()

    assert said == ["The engine is ready."]


def test_tend_asks_rarely(start: Callable[..., Child], fake_clock: FakeClock) -> None:
    asked: list[float] = []

    def answers() -> bool:
        asked.append(fake_clock.now - 1000)
        return len(asked) > 2

    child = start(SLEEPS, answers)

    for _ in range(50):
        child.tend()
        fake_clock.now += 0.25

    assert asked == [0.25, 0.75, 1.25, 11.25]


def test_tend_ends_what_hangs(start: Callable[..., Child], said: list[str], fake_clock: FakeClock) -> None:
    answers = iter([True, False, False, False])
    child = start(SLEEPS, answers=lambda: next(answers))

    child.tend()
    for _ in range(4):
        child.tend()
        fake_clock.now += 10

    assert said == ["The engine is ready.", "The engine runs but does not answer any more: it is ended."]
    assert process_of(child).wait(5) == -signal.SIGKILL


def test_tend_forgives_two_misses(start: Callable[..., Child], said: list[str], fake_clock: FakeClock) -> None:
    answers = iter([True, False, False, True, False, False, True])
    child = start(SLEEPS, answers=lambda: next(answers))

    child.tend()
    for _ in range(7):
        child.tend()
        fake_clock.now += 10

    assert said == ["The engine is ready."]
    assert process_of(child).poll() is None


def test_tend_waits_for_what_is_slow_to_wake(start: Callable[..., Child], fake_clock: FakeClock) -> None:
    child = start(SLEEPS, answers=lambda: False)

    for _ in range(100):
        child.tend()
        fake_clock.now += 10

    assert process_of(child).poll() is None


def test_stop_kills_what_ignores_it(tmp_path: Path) -> None:
    deaf = tmp_path / "deaf"
    code = f"import signal, time; signal.signal(15, signal.SIG_IGN); open({str(deaf)!r}, 'w'); time.sleep(60)"
    stubborn = launch(Program("engine", python(code)))
    polite = launch(Program("app", SLEEPS))
    wait_until(deaf.exists)

    stop([stubborn, polite], 0.2)

    assert [stubborn.returncode, polite.returncode] == [-signal.SIGKILL, -signal.SIGTERM]


def test_stop_lets_it_finish() -> None:
    code = "import signal, sys, time; signal.signal(15, lambda *_: sys.exit(0)); print(flush=True); time.sleep(60)"
    with subprocess.Popen(python(code), stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()

        stop([process])

        assert process.returncode == 0


def test_stop_what_has_ended() -> None:
    process = launch(Program("engine", python("")))
    process.wait()

    stop([process])

    assert process.returncode == 0


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends children with their parent")
def test_launch_leaves_nobody_behind_when_we_are_killed() -> None:
    code = (
        "from salon.processes import Program, launch\n"
        f"print(launch(Program('engine', {SLEEPS!r})).pid, flush=True)\n"
        "import time; time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        child = int(parent.stdout.readline())

        os.kill(parent.pid, signal.SIGKILL)

    wait_until(lambda: not is_alive(child))
