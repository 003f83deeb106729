"""Trainings: one at a time, from start to comparison, and what becomes of one that breaks off. On both databases."""

import asyncio
from datetime import timedelta

import pytest

from salon.clock import system_clock
from salon.errors import Refused
from salon.review import reviewed_file
from salon.review.models import Training
from salon.review.phrases import Example
from salon.review.trainings import SILENT_SECONDS, TrainingView
from tests.review.conftest import Room
from tests.review.fakes import result

LIFT = Example("is there a lift", "ask_parking")


def teach(room: Room, example: Example = LIFT) -> str:
    """Correct a message; return the correction's id."""
    return room.corrections.correct(room.hear(example.phrase), [example], "Maya")[0].id


async def finished(room: Room, training_id: str) -> TrainingView:
    """Wait until a training is over."""
    while (view := room.trainings.get(training_id)).state == "running":
        await asyncio.sleep(0.01)
    return view


def train(room: Room) -> TrainingView:
    """Train from start to end."""

    async def run() -> TrainingView:
        return await finished(room, await room.trainings.start("Olga"))

    return asyncio.run(run())


def test_nothing_to_learn(room: Room) -> None:
    with pytest.raises(Refused, match="nothing new"):
        asyncio.run(room.trainings.start("Olga"))

    assert room.trainings.newest() == []


def test_training_ends_in_a_comparison(room: Room) -> None:
    teach(room)
    old = asyncio.run(room.workshop.fingerprint())

    done = train(room)

    assert (done.state, done.failed, done.old_model, done.started_by) == ("done", "", old, "Olga")
    assert room.workshop.trained == [done.model]
    assert room.workshop.checked == [old, done.model]
    assert done.comparison and done.comparison.reasons == ()
    assert done.progress.share == 1.0
    assert set(room.woken) == {"training"}


def test_model_in_service_is_kept_and_untouched(room: Room) -> None:
    teach(room)
    old = asyncio.run(room.workshop.fingerprint())

    train(room)

    assert room.workshop.kept == [old]
    assert not room.reviewed.exists()
    assert room.engine.loaded == []


def test_what_was_measured_once_is_known(room: Room) -> None:
    teach(room)
    first = train(room)
    teach(room, Example("is there a ramp", "ask_parking"))
    second = train(room)

    assert room.workshop.checked == [first.old_model, first.model, second.model]


def test_two_at_a_time(room: Room) -> None:
    teach(room)

    async def run() -> None:
        room.workshop.pause = asyncio.Event()
        training_id = await room.trainings.start("Olga")
        with pytest.raises(Refused, match="runs already"):
            await room.trainings.start("Maya")
        room.workshop.pause.set()
        await finished(room, training_id)

    asyncio.run(run())
    assert [one.state for one in room.trainings.newest()] == ["done"]


def test_failure_is_told_and_another_may_start(room: Room) -> None:
    teach(room)
    room.workshop.fails = True
    failed = train(room)
    room.workshop.fails = False

    assert (failed.state, failed.failed) == ("failed", "The training failed; nothing was changed.")
    assert train(room).state == "done"


def test_error_that_nobody_expected_says_nothing_of_its_words(room: Room) -> None:
    teach(room)
    room.workshop.usual = {"phrases": []}

    failed = train(room)

    assert failed.failed == "It failed; nothing was changed. Try it again."


def test_training_without_a_sign_of_life_broke_off_and_may_be_started_anew(room: Room) -> None:
    teach(room)
    done = train(room)
    with room.database.transaction() as session:
        row = session.get_one(Training, done.id)
        row.running, row.comparison, row.finished_at = 1, None, None
        row.beat_at = system_clock() - timedelta(seconds=SILENT_SECONDS + 1)

    assert room.trainings.get(done.id).state == "broken"
    again = train(room)

    assert (again.state, room.trainings.get(done.id).state) == ("done", "failed")


def test_app_that_stops_ends_its_training(room: Room) -> None:
    teach(room)

    async def run() -> str:
        room.workshop.pause = asyncio.Event()
        training_id = await room.trainings.start("Olga")
        await asyncio.sleep(0.05)
        await room.trainings.close()
        return training_id

    stopped = room.trainings.get(asyncio.run(run()))
    assert (stopped.state, stopped.failed) == ("failed", "The app was stopped while it ran.")


def test_blocked_model_says_why(room: Room) -> None:
    teach(room)
    room.workshop.results[asyncio.run(room.workshop.fingerprint())] = result(rows=20)
    room.workshop.usual = result(rows=20, right=False, caught=False)

    done = train(room)

    assert done.comparison and len(done.comparison.reasons) == 3


def test_count_of_what_would_be_learned_goes_both_ways(room: Room) -> None:
    reviewed_file.write(room.reviewed, reviewed_file.build([Example("old one", "price")]))
    teach(room)

    assert room.trainings.would_learn() == 1
