"""Putting models into service and bringing them back. On both databases."""

import asyncio

import pytest

from salon.errors import Refused, Unavailable
from salon.review import reviewed_file
from salon.review.models import ACCEPTED, LEARNED
from salon.review.phrases import Example
from tests.review.conftest import Room
from tests.review.fakes import result
from tests.review.test_trainings import LIFT, teach, train

RAMP = Example("is there a ramp", "ask_parking")


def put(room: Room, training_id: str) -> None:
    asyncio.run(room.serving.put(training_id, "Olga"))


def present(room: Room) -> str:
    return asyncio.run(room.serving.model())


def taught(room: Room) -> list[Example]:
    return reviewed_file.read(reviewed_file.load(room.reviewed))


def ready_model(room: Room) -> tuple[str, str]:
    """Return the installed model, whose file is there, and the id of a training that may be put into service."""
    old = present(room)
    room.workshop.path(old).write_bytes(b"a model")
    teach(room)
    return old, train(room).id


def test_model_is_put_into_service(room: Room) -> None:
    old, training_id = ready_model(room)
    model = room.trainings.get(training_id).model

    put(room, training_id)

    assert room.engine.loaded == [model] == [present(room)]
    assert taught(room) == [LIFT]
    assert [(one.model, one.put_by, one.phrases) for one in room.serving.history()] == [
        (model, "Olga", 1),
        (old, "as installed", 0),
    ]
    (learned,) = room.corrections.queue(LEARNED)
    assert learned.learned_in == model


def test_old_model_is_brought_back(room: Room) -> None:
    old, training_id = ready_model(room)
    put(room, training_id)

    asyncio.run(room.serving.bring_back(room.serving.history()[1].id, "Maya"))

    assert room.engine.loaded[-1] == old == present(room)
    assert taught(room) == []
    newest = room.serving.history()[0]
    assert (newest.model, newest.brought_back, newest.put_by) == (old, True, "Maya")
    assert [one.state for one in room.corrections.queue(ACCEPTED)] == [ACCEPTED]


def test_next_model_learns_all_that_the_last_one_did(room: Room) -> None:
    _, training_id = ready_model(room)
    put(room, training_id)
    teach(room, RAMP)

    put(room, train(room).id)

    assert taught(room) == [LIFT, RAMP]


def test_learned_correction_that_is_dropped_is_unlearned(room: Room) -> None:
    _, training_id = ready_model(room)
    put(room, training_id)
    room.corrections.decide(room.corrections.queue(LEARNED)[0].id, "Olga", keep=False)
    teach(room, RAMP)

    put(room, train(room).id)

    assert taught(room) == [RAMP]


def test_blocked_model_is_refused(room: Room) -> None:
    room.workshop.results[present(room)] = result()
    room.workshop.usual = result(caught=False)
    _, training_id = ready_model(room)

    with pytest.raises(Refused, match="fewer red flags"):
        put(room, training_id)

    assert (room.engine.loaded, taught(room)) == ([], [])


def test_training_that_failed_has_no_model(room: Room) -> None:
    teach(room)
    room.workshop.fails = True

    with pytest.raises(Refused, match="not done"):
        put(room, train(room).id)


def test_comparison_with_another_model_is_out_of_date(room: Room) -> None:
    _, training_id = ready_model(room)
    reviewed_file.write(room.reviewed, reviewed_file.build([RAMP]))

    with pytest.raises(Refused, match="not in service any more"):
        put(room, training_id)


def test_model_in_service_is_not_put_there_again(room: Room) -> None:
    _, training_id = ready_model(room)
    put(room, training_id)

    with pytest.raises(Refused, match="already"):
        put(room, training_id)
    with pytest.raises(Refused, match="already"):
        asyncio.run(room.serving.bring_back(room.serving.history()[0].id, "Olga"))


def test_engine_that_refuses_changes_nothing(room: Room) -> None:
    old, training_id = ready_model(room)
    room.engine.takes_models = False

    with pytest.raises(Unavailable):
        put(room, training_id)

    assert (present(room), taught(room), room.serving.history()) == (old, [], [])


def test_file_that_cannot_be_written_brings_the_old_model_back(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    old, training_id = ready_model(room)

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(reviewed_file, "write", fail)
    with pytest.raises(Unavailable, match="can't be written"):
        put(room, training_id)

    assert room.engine.loaded[-1] == old


def test_model_whose_file_is_gone_is_not_brought_back(room: Room) -> None:
    old, training_id = ready_model(room)
    put(room, training_id)
    room.workshop.path(old).unlink()

    with pytest.raises(Refused, match="Train anew"):
        asyncio.run(room.serving.bring_back(room.serving.history()[1].id, "Olga"))
