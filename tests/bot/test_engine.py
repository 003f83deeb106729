"""The engine as it is served: one process on the loopback address, our channel its only door, our actions behind it.

Whatever of Rasa's dependencies was overridden or left out, this must train (the fixture `model`), serve and answer.
"""

import json
import os
import socket
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.bot.serving import SECRET, Engine, serving

DEADLINE_SECONDS = 1.0
SAID_PRIVATELY = "my number is zyxwvut 07700900123"


@dataclass
class Actions:
    """Stands in for the app: answers actions by script, and keeps what was asked."""

    events: list[dict[str, Any]] = field(default_factory=list)
    responses: list[dict[str, Any]] = field(default_factory=list)
    status: int = 200
    delay_seconds: float = 0.0
    asked: list[dict[str, Any]] = field(default_factory=list)
    secrets: list[str | None] = field(default_factory=list)

    def answer(self, call: dict[str, Any], secret: str | None) -> dict[str, Any]:
        """Return the answer to an action's call."""
        self.asked.append(call)
        self.secrets.append(secret)
        time.sleep(self.delay_seconds)
        rejection = {"action_name": call["next_action"], "error": "rejected"} if self.status == 400 else {}
        return {"events": self.events, "responses": self.responses, **rejection}


@pytest.fixture(scope="module")
def actions() -> Iterator[tuple[Actions, str]]:
    played = Actions()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            call = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            content = json.dumps(played.answer(call, self.headers.get("X-Porewell-Secret"))).encode()
            self.send_response(played.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield played, f"http://127.0.0.1:{server.server_address[1]}/actions"
    server.shutdown()


@pytest.fixture(scope="module")
def engine(model: Path, actions: tuple[Actions, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    environment = os.environ | {
        "POREWELL_ENGINE_SECRET": SECRET,
        "POREWELL_ACTIONS_URL": actions[1],
        "POREWELL_ACTION_DEADLINE_SECONDS": str(DEADLINE_SECONDS),
    }
    with serving(model, environment, tmp_path_factory.mktemp("engine") / "engine.log") as served:
        yield served


@pytest.fixture
def played(actions: tuple[Actions, str]) -> Actions:
    """Return the actions, with nothing scripted."""
    actions[0].__init__()  # type: ignore[misc]  the server keeps the object
    return actions[0]


def test_plain_answer(engine: Engine, model: Path) -> None:
    answer = engine.turn("what is sebum")

    assert [reply["response"] for reply in answer["replies"]] == ["utter_ask_sebum"]
    assert answer["acts"][0]["intent"] == "ask_sebum"
    assert answer["ranking"][0]["name"] == "ask_sebum"
    assert answer["failed_action"] is None
    assert answer["model"] == model.name


def test_two_questions_get_two_answers(engine: Engine) -> None:
    answer = engine.turn("what are your opening hours and what is sebum")

    assert [(reply["response"], reply["act"]) for reply in answer["replies"]] == [
        ("utter_opening_hours_location", 0),
        ("utter_ask_sebum", 1),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("what are your opening hours and what is sebum", ["utter_opening_hours_location"]),
        ("what are your opening hours", []),
        ("what is sebum", []),
    ],
)
def test_only_certain_topics_beside_another_act(engine: Engine, text: str, said: list[str]) -> None:
    answer = engine.turn(text, beside=["opening_hours_location", "price"])

    assert [reply["response"] for reply in answer["replies"]] == said


def test_form_reads_by_our_actions(engine: Engine, played: Actions) -> None:
    played.events = [{"event": "slot", "name": "treatment", "value": "deep", "timestamp": None}]

    answer = engine.turn("I'd like to book an appointment")

    assert (answer["active_form"], answer["requested_slot"]) == ("booking_form", "starts_at")
    assert {call["next_action"] for call in played.asked} == {"validate_booking_form", "action_ask_starts_at"}
    assert set(played.secrets) == {SECRET}


def test_state_is_carried_by_the_caller(engine: Engine, played: Actions) -> None:
    played.events = [{"event": "slot", "name": "treatment", "value": "deep", "timestamp": None}]
    begun = engine.turn("I'd like to book an appointment")
    played.events = []

    with_state = engine.turn("friday at 3", begun["state"], message_id="m2")
    without = engine.turn("what is sebum", [], message_id="m2")

    assert with_state["active_form"] == "booking_form"
    assert without["active_form"] is None


@pytest.mark.parametrize(
    "text", ["whats ur cancelation policy", "what if I need to cancel it later", "do u charge no shows"]
)
def test_question_about_the_rules_of_cancelling_stops_no_booking(engine: Engine, played: Actions, text: str) -> None:
    played.events = [{"event": "slot", "name": "treatment", "value": "deep", "timestamp": None}]
    begun = engine.turn("I'd like to book an appointment")
    played.events, played.status = [], 400

    asked = engine.turn(text, begun["state"], message_id="m2")

    assert [reply["response"] for reply in asked["replies"]] == ["utter_ask_cancelling"]
    assert (asked["active_form"], asked["requested_slot"]) == ("booking_form", "starts_at")


def test_same_turn_again_gives_the_same(engine: Engine, played: Actions) -> None:
    played.responses = [{"response": "utter_offer_times", "day": "Thursday", "buttons": []}]
    turns = [engine.turn("can i come on thursday") for _ in range(2)]

    assert turns[0]["replies"] == turns[1]["replies"]
    assert turns[0]["acts"] == turns[1]["acts"]


def test_values_and_buttons_of_an_action_come_through(engine: Engine, played: Actions) -> None:
    buttons = [{"title": "Thu 16:30", "payload": '/inform_booking{"starts_at": "x"}'}]
    played.responses = [{"response": "utter_your_appointments", "appointments": "one", "buttons": buttons}]

    answer = engine.turn("when is my appointment")

    assert answer["replies"] == [
        {"response": "utter_your_appointments", "values": {"appointments": "one"}, "buttons": buttons, "act": 0}
    ]


def test_button_names_an_intent(engine: Engine) -> None:
    answer = engine.turn(payload={"intent": "ask_sebum", "values": {}})

    assert [reply["response"] for reply in answer["replies"]] == ["utter_ask_sebum"]


@pytest.mark.parametrize(
    "text", ["/restart", "/book_appointment", '/inform_booking{"name": "x"}', "/", "///", "/goodbye"]
)
def test_command_of_rasa_is_plain_text(engine: Engine, played: Actions, text: str) -> None:
    answer = engine.turn(text)

    assert answer["acts"][0]["confidence"] < 1


def test_action_that_fails_is_told(engine: Engine, played: Actions) -> None:
    played.status = 500

    assert engine.turn("when is my appointment")["failed_action"] == "action_check_appointment"


def test_action_that_hangs_is_given_up(engine: Engine, played: Actions) -> None:
    played.delay_seconds = 2 * DEADLINE_SECONDS

    assert engine.turn("when is my appointment")["failed_action"] == "action_check_appointment"


@pytest.mark.parametrize(("method", "path"), [("POST", "turn"), ("POST", "parse"), ("GET", "ready")])
@pytest.mark.parametrize("secret", ["", "wrong", "hush "])
def test_wrong_secret(engine: Engine, method: str, path: str, secret: str) -> None:
    status, _ = engine.ask(method, f"/webhooks/salon/{path}", json.dumps({"text": "hi"}), secret)

    assert status == 401 if secret.strip() != SECRET else status in (200, 401, 500)


@pytest.mark.parametrize(
    "path", ["/webhooks/rest/webhook", "/conversations/c1/tracker", "/model/parse", "/model", "/domain"]
)
def test_rasa_has_no_other_door(engine: Engine, path: str) -> None:
    assert engine.post(path, {"sender": "x", "message": "hi"})[0] in (404, 405)


def test_other_addresses_of_this_machine_are_closed(engine: Engine) -> None:
    addresses = {found[4][0] for found in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    for address in addresses - {"127.0.0.1"}:
        with socket.socket() as probe:
            probe.settimeout(2)
            assert probe.connect_ex((address, engine.port)) != 0


@pytest.mark.parametrize(
    "body", [[], {}, {"text": None}, {"text": "hi", "state": 7}, {"state": [{"event": "x"}], "text": "hi"}]
)
def test_malformed_turn_breaks_nothing(engine: Engine, body: Any) -> None:
    status, _ = engine.post("/webhooks/salon/turn", body)

    assert status >= 400
    assert engine.turn("what is sebum")["replies"]


def test_log_holds_nothing_that_clients_write(engine: Engine, played: Actions) -> None:
    played.status = 500
    engine.turn(SAID_PRIVATELY)
    engine.turn("book me in, " + SAID_PRIVATELY)
    engine.post("/webhooks/salon/turn", {"text": SAID_PRIVATELY})

    log = engine.log.read_text()

    assert "zyxwvut" not in log
    assert "07700900123" not in log


@pytest.mark.skipif(sys.platform != "linux", reason="reads the limit as Linux shows it")
def test_memory_is_limited(engine: Engine) -> None:
    limits = Path(f"/proc/{engine.process.pid}/limits").read_text()
    line = next(line for line in limits.splitlines() if line.startswith("Max address space"))

    assert line.split()[3] == str(3000 << 20)
