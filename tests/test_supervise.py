"""The supervisor: what it refuses, the order in which things start, and how it ends."""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from salon import programs
from salon.errors import Unavailable
from salon.processes import Program
from salon.supervise import PROGRESS_SECONDS, Supervisor, prepare, run
from tests.test_ports import free_ports, taken_port
from tests.test_processes import SLEEPS, FakeClock, fake_clock, python
from tests.test_programs import fake_python, settings

__all__ = ["fake_clock", "free_ports", "taken_port"]


@pytest.fixture
def said() -> list[str]:
    """Return what was said so far."""
    return []


@pytest.fixture
def supervise(said: list[str], fake_clock: FakeClock) -> Callable[..., Supervisor]:
    """Return a maker of supervisors that run until a condition holds, asked between two looks at the children."""

    def make(until: Callable[[], bool], app: Program, *engines: Program, training: Program | None = None) -> Supervisor:
        def sleep(seconds: float) -> None:
            fake_clock.now += seconds
            if until():
                supervisor.stop()

        supervisor = Supervisor(app, engines, training, said.append, clock=fake_clock, sleep=sleep)
        return supervisor

    return make


def sign(path: Path) -> Program:
    """Return a program that leaves a file and then sleeps."""
    return Program(path.name, python(f"open({str(path)!r}, 'x'); import time; time.sleep(60)"))


def test_run_with_the_app_port_taken(tmp_path: Path, taken_port: int, capsys: pytest.CaptureFixture[str]) -> None:
    status = run(settings(tmp_path, port=taken_port))

    assert status == 1
    assert "choose another port, like this: POREWELL_PORT=8001 make run" in capsys.readouterr().err


def test_run_with_a_salon_file_that_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "salon.yml"
    file.write_text("name: [Willow")

    status = run(settings(tmp_path, salon_file=file))

    said = capsys.readouterr()
    assert status == 1
    assert said.out == ""
    assert "salon.yml" in said.err
    assert "Traceback" not in said.err


def test_run_with_a_moment_that_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = run(settings(tmp_path, now="tomorrow"))

    assert status == 1
    assert capsys.readouterr().err == "POREWELL_NOW='tomorrow' is not a moment; write it like 2027-03-01T10:00\n"


def test_prepare_with_the_engine_port_taken(
    tmp_path: Path, taken_port: int, free_ports: list[int], said: list[str]
) -> None:
    urls = f"http://127.0.0.1:{taken_port}"

    with pytest.raises(Unavailable, match=r"POREWELL_ENGINE_URLS=http://127\.0\.0\.1:5006 make run"):
        prepare(settings(tmp_path, port=free_ports[0], engine_urls=urls), said.append)

    assert said == []


def test_prepare_with_a_database_that_does_not_answer(tmp_path: Path, free_ports: list[int], said: list[str]) -> None:
    url = "postgresql://owner:hush@127.0.0.1:1/salon"

    with pytest.raises(Unavailable) as refusal:
        prepare(settings(tmp_path, port=free_ports[0], engine_urls="", database_url=url), said.append)

    assert "postgresql+psycopg://owner:***@127.0.0.1:1/salon can't be used: " in str(refusal.value)
    assert "hush" not in str(refusal.value)


def test_prepare_makes_the_database(tmp_path: Path, free_ports: list[int], said: list[str]) -> None:
    prepare(settings(tmp_path / "home", port=free_ports[0], engine_urls="http://elsewhere.example:5005"), said.append)

    assert (tmp_path / "home" / "porewell.db").stat().st_size > 0
    assert said == ["Preparing the database ..."]


@pytest.mark.parametrize("trained", [False, True])
def test_prepare_trains_only_without_a_model(
    tmp_path: Path, free_ports: list[int], monkeypatch: pytest.MonkeyPatch, *, trained: bool
) -> None:
    model, log = tmp_path / "model", tmp_path / "log"
    script = (
        f'echo "$2" >> {log}; [ "$3" = --path ] && echo {model} && exit; touch {model}; [ $2 = bot.train ] || sleep 60'
    )
    monkeypatch.setattr(programs, "ENGINE_PYTHON", fake_python(tmp_path, script))
    monkeypatch.setattr(programs, "app", lambda _: Program("app", SLEEPS))
    if trained:
        model.touch()
    there = settings(tmp_path, port=free_ports[0], engine_urls=f"http://127.0.0.1:{free_ports[1]}")
    supervisor = prepare(there, lambda sentence: None)

    def sleep(_: float) -> None:
        if "bot.serve" in log.read_text():
            supervisor.stop()

    monkeypatch.setattr(supervisor, "_sleep", sleep)

    supervisor.run()

    asked = ["bot.train"]
    assert log.read_text().split() == asked + ([] if trained else ["bot.train"]) + ["bot.serve"]


def test_run_with_a_failed_training(tmp_path: Path, supervise: Callable[..., Supervisor]) -> None:
    training = Program("training", python("raise SystemExit(1)"))
    app, engine = sign(tmp_path / "app"), sign(tmp_path / "engine")
    supervisor = supervise(lambda: False, app, engine, training=training)

    with pytest.raises(Unavailable, match="The training failed: see the messages above"):
        supervisor.run()

    assert not (tmp_path / "engine").exists()
    assert [child.process.returncode for child in supervisor._children if child.process] == [-signal.SIGTERM]


def test_run_trains_while_the_app_runs_and_before_the_engine(
    tmp_path: Path, supervise: Callable[..., Supervisor]
) -> None:
    app, engine, go = (tmp_path / name for name in ("app", "engine", "go"))
    seen: list[bool] = []
    wait = f"import os, time\nwhile not os.path.exists({str(go)!r}): time.sleep(.01)"

    def until() -> bool:
        if app.exists() and not go.exists():
            seen.append(engine.exists())
            go.touch()
        return engine.exists()

    supervise(until, sign(app), sign(engine), training=Program("training", python(wait))).run()

    assert seen == [False]


def test_run_tells_of_a_long_training(
    said: list[str], fake_clock: FakeClock, supervise: Callable[..., Supervisor]
) -> None:
    supervisor = supervise(
        lambda: fake_clock.now > 1000 + 2 * PROGRESS_SECONDS + 1,
        Program("app", SLEEPS),
        training=Program("training", SLEEPS),
    )

    supervisor.run()

    assert said == ["Still training, 15 s so far ...", "Still training, 30 s so far ..."]


def test_run_stops_the_training_too(supervise: Callable[..., Supervisor]) -> None:
    supervisor = supervise(lambda: True, Program("app", SLEEPS), training=Program("training", SLEEPS))

    supervisor.run()

    assert supervisor._trainer
    assert supervisor._trainer.returncode == -signal.SIGTERM


def test_run_restarts_each_by_itself(said: list[str], supervise: Callable[..., Supervisor]) -> None:
    app = Program("app", ("/nowhere",))
    engine = Program("engine", SLEEPS)

    supervise(lambda: len(said) > 2, app, engine).run()

    assert [line.split()[1] for line in said] == ["app", "app", "app"]


@pytest.fixture
def signals(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[..., int]]:
    """Return what runs sleepers under `run`, sends it signals, one at each tick, and tells its exit status."""
    before = {name: signal.getsignal(name) for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}

    def send(*names: signal.Signals) -> int:
        left = iter(names)
        supervisor = Supervisor(
            Program("app", SLEEPS),
            [Program("engine", SLEEPS)],
            None,
            lambda _: None,
            sleep=lambda _: os.kill(os.getpid(), next(left)),
        )
        monkeypatch.setattr("salon.supervise.prepare", lambda *_: supervisor)
        return run(settings(tmp_path))

    for name in before:
        signal.signal(name, lambda *_: pytest.fail("nobody handled the signal"))
    yield send
    for name, handler in before.items():
        signal.signal(name, handler)


@pytest.mark.parametrize("name", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_run_ends_cleanly_on_a_signal(
    signals: Callable[..., int], capsys: pytest.CaptureFixture[str], name: signal.Signals
) -> None:
    status = signals(name)

    assert status == 0
    assert capsys.readouterr().out == "Stopped.\n"


def test_run_goes_on_after_a_hang_up_that_is_ignored(signals: Callable[..., int]) -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)

    with pytest.raises(StopIteration):
        signals(signal.SIGHUP, signal.SIGHUP)


def test_run_leaves_nobody_behind(supervise: Callable[..., Supervisor]) -> None:
    looks = iter([False, True])
    supervisor = supervise(lambda: next(looks), Program("app", SLEEPS), Program("engine", SLEEPS))

    supervisor.run()

    ended = [child.process.returncode for child in supervisor._children if child.process]
    assert ended == [-signal.SIGTERM] * 2
