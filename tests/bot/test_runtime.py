"""Each patch of Rasa beside the original: the same answers, and what it was made for."""

import asyncio
import logging
import sys
from typing import Any

import pytest
from jsonschema import ValidationError, validate
from rasa.core.actions.action import RemoteAction
from rasa.engine.exceptions import GraphRunError
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.events import ActionExecuted, Event, SlotSet, UserUttered
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import EndpointConfig

from bot import absent, runtime
from bot.graph import OrderedGraphRunner
from bot.tracker_store import Call, current_call


def test_install_twice_changes_nothing() -> None:
    finders = list(sys.meta_path)

    absent.install()

    assert sys.meta_path == finders


def test_absent_package_is_imported_and_inert() -> None:
    import tensorflow as tf

    class Layer(tf.keras.layers.Layer):
        pass

    assert Layer(1, two=2).call is absent.Inert


def test_present_package_is_not_stood_in_for() -> None:
    import google.protobuf

    assert google.protobuf.__file__


@pytest.mark.parametrize(
    "event", [UserUttered("hi"), SlotSet("skin", {"kind": "oily"}), ActionExecuted("action_listen")]
)
def test_events_are_read_back(event: Event) -> None:
    assert Event.from_parameters(event.as_dict()) == event


ANSWERS: list[dict[str, Any]] = [
    {"events": [], "responses": []},
    {"events": [{"event": "slot", "name": "skin", "value": {"kind": "oily"}, "timestamp": None}], "responses": []},
    {"events": [{"event": "slot"}], "responses": []},
    {"events": [{"event": "nonsense"}], "responses": []},
    {"events": "none", "responses": []},
    {"responses": [{"text": "hi"}]},
]


@pytest.mark.parametrize("answer", ANSWERS)
def test_action_answers_are_judged_as_by_the_original(answer: dict[str, Any]) -> None:
    def accepts(judge: Any) -> bool:
        try:
            judge()
        except ValidationError:
            return False
        return True

    action = RemoteAction("action_x", None)
    schema = RemoteAction.action_response_format_spec()

    assert accepts(lambda: action._validate_action_result(answer)) == accepts(lambda: validate(answer, schema))


def test_connections_are_kept() -> None:
    async def sessions() -> tuple[Any, Any]:
        endpoint = EndpointConfig("http://127.0.0.1:9", headers={"X-Porewell-Secret": "hush"})
        async with endpoint.session() as first:
            pass
        async with endpoint.session() as second:
            open_still = not second.closed
        await second.close()
        return first is second, open_still

    async def closed() -> None:
        assert await sessions() == (True, True)

    asyncio.run(closed())


def test_failed_action_is_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    call = Call()
    current_call.set(call)
    action = RemoteAction("action_x", EndpointConfig("http://127.0.0.1:9"))

    async def run() -> None:
        await action.run(None, None, _Tracker(), _Domain())

    with pytest.raises(RasaException):
        asyncio.run(run())

    assert call.failed_action == "action_x"


class _Tracker:
    sender_id = "c1"

    def current_state(self, *_: object) -> dict[str, Any]:
        return {}


class _Domain:
    def as_dict(self) -> dict[str, Any]:
        return {}


def test_log_lines_hold_no_words() -> None:
    record = logging.LogRecord("rasa.core", logging.ERROR, "x.py", 7, "client wrote: %s", ("my number",), None)

    assert runtime.NamesOnly().format(record) == "ERROR rasa.core:7"


def test_log_lines_name_the_kind_of_error() -> None:
    try:
        int("my number is 07700 900123")
    except ValueError:
        record = logging.LogRecord("rasa.core", logging.ERROR, "x.py", 7, "failed", (), sys.exc_info())

    assert runtime.NamesOnly().format(record) == "ERROR rasa.core:7 ValueError"


def runner_like(kind: type[DaskGraphRunner], agent: Any) -> DaskGraphRunner:
    """Return a runner over the trained graph of `agent`."""
    trained = agent.processor.graph_runner
    runner = kind.__new__(kind)
    runner.__dict__ = {key: value for key, value in trained.__dict__.items() if key != "_orders"}
    return runner


@pytest.mark.parametrize("text", ["what are blackheads", "does it hurt and how much is it", "👍", "wanda here"])
def test_graph_gives_what_the_original_gives(agent: Any, text: str) -> None:
    from rasa.core.channels.channel import UserMessage

    schema = agent.processor.model_metadata
    inputs = {"__message__": [UserMessage(text)], "__tracker__": None}

    ours, theirs = (
        runner_like(kind, agent).run(inputs=inputs, targets=[schema.nlu_target])[schema.nlu_target][0].as_dict()
        for kind in (OrderedGraphRunner, DaskGraphRunner)
    )

    assert {**ours, "message_id": None} == {**theirs, "message_id": None}


def test_graph_refuses_an_input_with_the_name_of_a_node(agent: Any) -> None:
    runner = runner_like(OrderedGraphRunner, agent)
    node = next(iter(runner._instantiated_nodes))

    with pytest.raises(GraphRunError):
        runner.run(inputs={"__message__": node}, targets=[node])
