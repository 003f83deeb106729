"""`POST /actions`: who may call, and what the engine hears when an action says no or fails."""

import logging
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from rasa_sdk.interfaces import ActionExecutionRejection

from actions.contact import HandOver
from actions.door import action_classes, actions_router
from actions.services import ActionServices, SalonAction
from tests.actions.conftest import ANNA

SECRET = "of the house"


@pytest.fixture
def client(services: ActionServices) -> TestClient:
    """Return a client of the door."""
    app = FastAPI()
    app.include_router(actions_router(services, SECRET))
    return TestClient(app)


def call(action: str, **tracker: Any) -> dict[str, Any]:
    """Return the body that the engine sends."""
    latest = {"intent": {"name": "affirm", "confidence": 1.0}, "entities": [], "text": "yes", "metadata": {}}
    state = {"sender_id": ANNA, "slots": {}, "latest_message": latest, "events": []}
    return {"next_action": action, "sender_id": ANNA, "tracker": {**state, **tracker}}


@pytest.mark.parametrize("headers", [{}, {"X-Porewell-Secret": ""}, {"X-Porewell-Secret": "guess"}])
def test_call_without_the_secret(client: TestClient, headers: dict[str, str]) -> None:
    answer = client.post("/actions", json=call("action_hand_over"), headers=headers)

    assert answer.status_code == 401


def test_call_of_an_action_that_is_not_there(client: TestClient) -> None:
    answer = client.post("/actions", json=call("action_dance"), headers={"X-Porewell-Secret": SECRET})

    assert answer.status_code == 404
    assert answer.json()["action_name"] == "action_dance"


def test_call_of_an_action_that_fails(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    message = {"intent": {"name": "affirm"}, "text": "07700 900123", "metadata": {"text": "07700 900123"}}
    body = call("action_book_appointment", slots={"starts_at": "no moment", "confirmed": True}, latest_message=message)

    with caplog.at_level(logging.ERROR):
        answer = client.post("/actions", json=body, headers={"X-Porewell-Secret": SECRET})

    assert (answer.status_code, answer.json()) == (500, {"error": "the action failed"})
    assert f"conversation {ANNA}: action_book_appointment failed" in caplog.text
    assert "900123" not in caplog.text


def test_call_of_an_action_that_gives_the_turn_back(services: ActionServices, monkeypatch: pytest.MonkeyPatch) -> None:
    def reject(self: HandOver, dispatcher: object, tracker: object, domain: object) -> list[Any]:
        raise ActionExecutionRejection("action_hand_over")

    monkeypatch.setattr(HandOver, "run", reject)
    app = FastAPI()
    app.include_router(actions_router(services, SECRET))

    answer = TestClient(app).post("/actions", json=call("action_hand_over"), headers={"X-Porewell-Secret": SECRET})

    assert answer.status_code == 400
    assert answer.json()["action_name"] == "action_hand_over"


def test_call_of_nothing(client: TestClient) -> None:
    answer = client.post("/actions", json={"sender_id": ANNA}, headers={"X-Porewell-Secret": SECRET})

    assert (answer.status_code, answer.json()) == (200, None)


def test_call_answers_with_events_and_response_names(client: TestClient) -> None:
    answer = client.post("/actions", json=call("action_hand_over"), headers={"X-Porewell-Secret": SECRET})

    assert answer.status_code == 200
    assert [one["response"] for one in answer.json()["responses"]] == ["utter_talk_to_human"]
    assert [one["event"] for one in answer.json()["events"]] == ["active_loop", "slot"]


def test_door_is_not_published(client: TestClient) -> None:
    assert client.get("/openapi.json").json()["paths"] == {}


def test_action_classes_are_those_with_a_name_each_once() -> None:
    kinds = list(action_classes())

    assert HandOver in kinds
    assert SalonAction not in kinds
    assert len(kinds) == len({kind.action_name for kind in kinds})
