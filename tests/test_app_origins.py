"""Which websites may talk to the app, over HTTP and over sockets, and that they can read what goes wrong."""

import re
from pathlib import Path
from typing import Any

import pytest
from starlette.websockets import WebSocketDisconnect

from salon.app_guards import HEADERS
from salon.errors import Unavailable
from salon.settings import ROOT
from tests.app_client import App, OpenApp

FRIEND = "https://www.example.org"
STRANGER = "https://elsewhere.example"
NAMELESS = (
    "A page without an address of its own, such as a file, can't show the chat. Put it on a website and add that to "
    "widget.origins in salon.yml."
)
OWN = "http://testserver"

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def salon_file(tmp_path: Path) -> Path:
    """Return the sample salon's file, which names one friendly website."""
    file = tmp_path / "salon.yml"
    content = (ROOT / "salon.yml").read_text(encoding="utf-8")
    file.write_text(re.sub(r"origins: \[.*\]", f"origins: [{FRIEND}]", content), encoding="utf-8")
    return file


@pytest.fixture
def shared(open_app: OpenApp, salon_file: Path) -> App:
    """Return the app of that salon."""
    return open_app(salon_file=salon_file)


def shown_to(response: Any) -> str | None:
    """Return which pages a browser lets read a response."""
    return response.headers.get("Access-Control-Allow-Origin")


@on_sqlite
@pytest.mark.parametrize(
    "origin",
    [
        STRANGER,
        "http://www.example.org",
        "https://www.example.org:8443",
        "https://www.example.org.evil.example",
        "https://example.org",
        "HTTPS://WWW.EXAMPLE.ORG",
        "https://testserver.evil.example",
        "http://testserver:8080",
        "ftp://testserver",
    ],
)
def test_strange_website(shared: App, origin: str) -> None:
    response = shared.http.get("/v1/salon", headers={"Origin": origin})

    named = f"Add {origin} to" if origin.startswith("http") else "A page without an address of its own"
    assert (response.status_code, response.json()["error"], shown_to(response)) == (403, "origin", "*")
    assert named in response.json()["detail"]
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS
    assert (response.headers["Cache-Control"], response.headers["Vary"]) == ("no-store", "Origin")


@on_sqlite
@pytest.mark.parametrize(
    "origin", ["null", "", "file://", "https://", "https://a b", "https://<b>", f"https://{'x' * 300}"]
)
def test_page_without_an_address(shared: App, origin: str) -> None:
    response = shared.http.get("/v1/salon", headers={"Origin": origin})

    assert (response.status_code, response.json()) == (403, {"error": "origin", "detail": NAMELESS})


@on_sqlite
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/v1/conversations"),
        ("GET", "/healthz"),
        ("GET", "/readyz"),
        ("POST", "/actions"),
        ("GET", "/"),
        ("GET", "/demo/mark.svg"),
        ("GET", "/widget"),
        ("GET", "/openapi.json"),
        ("GET", "/nothing"),
    ],
)
def test_strange_website_gets_nothing(shared: App, method: str, path: str) -> None:
    assert shared.http.request(method, path, headers={"Origin": STRANGER}).json()["error"] == "origin"


@on_sqlite
def test_strange_website_changes_nothing(shared: App) -> None:
    visitor = shared.begin()
    strange = visitor.headers | {"Origin": STRANGER}

    refused = [
        shared.http.post(visitor.path, headers=strange, json={"message_id": "m1", "text": "hi"}),
        shared.http.delete(f"/v1/conversations/{visitor.id}", headers=strange),
        shared.http.options(visitor.path, headers=strange | {"Access-Control-Request-Method": "POST"}),
    ]

    assert [one.status_code for one in refused] == [403] * 3
    assert len(visitor.read().json()["messages"]) == 1


@on_sqlite
@pytest.mark.parametrize("headers", [{}, {"Origin": OWN}, {"Origin": "https://testserver"}, {"Origin": f"{OWN}:80"}])
def test_own_page_and_programs(shared: App, headers: dict[str, str]) -> None:
    response = shared.http.get("/v1/salon", headers=headers)

    assert (response.status_code, shown_to(response)) == (200, None)


@on_sqlite
@pytest.mark.parametrize(
    ("host", "origin", "status"),
    [
        ("chat.example", "https://chat.example", 200),
        ("chat.example:443", "https://chat.example", 200),
        ("Chat.Example", "https://chat.example", 200),
        ("chat.example:8443", "https://chat.example:8443", 200),
        ("[::1]:8000", "http://[::1]:8000", 200),
        ("chat.example:8443", "https://chat.example", 403),
        ("chat.example:80", "https://chat.example", 403),
    ],
)
def test_own_page_behind_a_proxy(shared: App, host: str, origin: str, status: int) -> None:
    assert shared.http.get("/v1/salon", headers={"Host": host, "Origin": origin}).status_code == status


@on_sqlite
def test_public_address_where_the_proxy_hides_the_host(open_app: OpenApp) -> None:
    app = open_app(public_url="https://chat.example/skin/")
    hidden = {"Host": "127.0.0.1:8000"}

    asked = [app.http.get("/v1/salon", headers=hidden | {"Origin": one}) for one in ("https://chat.example", STRANGER)]

    assert [one.status_code for one in asked] == [200, 403]


@on_sqlite
def test_friendly_website(shared: App) -> None:
    response = shared.http.get("/v1/salon", headers={"Origin": FRIEND})

    assert (response.status_code, shown_to(response), response.headers["Vary"]) == (200, FRIEND, "Origin")
    assert response.headers["Access-Control-Expose-Headers"] == "Retry-After"
    assert "Access-Control-Allow-Credentials" not in response.headers


@on_sqlite
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_friendly_website_asks_first(shared: App, method: str) -> None:
    headers = {
        "Origin": FRIEND,
        "Access-Control-Request-Method": method,
        "Access-Control-Request-Headers": "authorization,content-type",
    }

    response = shared.http.options("/v1/conversations/x/rating", headers=headers)

    assert (response.status_code, shown_to(response)) == (200, FRIEND)
    assert method in response.headers["Access-Control-Allow-Methods"]
    assert "Access-Control-Allow-Credentials" not in response.headers


@on_sqlite
def test_friendly_website_can_read_every_error(open_app: OpenApp, salon_file: Path) -> None:
    app = open_app(salon_file=salon_file, messages_per_minute=1)
    visitor = app.begin()
    visitor.headers["Origin"] = FRIEND

    def break_down(*_: object) -> None:
        raise Unavailable("no database")

    answers = [
        visitor.post({"message_id": "m1", "text": "hi"}),
        visitor.post({"message_id": "m2", "text": "hi"}),
        visitor.post_raw(b"{"),
        visitor.post_raw(b"x" * 20_000),
        app.http.get(visitor.path, headers={"Origin": FRIEND}),
        app.http.get("/nothing", headers={"Origin": FRIEND}),
        app.http.patch("/v1/conversations", headers={"Origin": FRIEND}),
    ]
    app.services.conversations.open = break_down  # type: ignore[assignment,method-assign]
    answers.append(visitor.read())
    app.services.conversations.begin = None  # type: ignore[assignment,method-assign]
    answers.append(app.http.post("/v1/conversations", headers={"Origin": FRIEND}))

    assert [one.status_code for one in answers] == [200, 429, 422, 413, 401, 404, 405, 503, 500]
    assert [shown_to(one) for one in answers] == [FRIEND] * len(answers)
    assert int(answers[1].headers["Retry-After"]) > 0


@on_sqlite
@pytest.mark.parametrize("origin", [STRANGER, "null"])
def test_socket_of_a_strange_website(shared: App, origin: str) -> None:
    visitor = shared.begin()

    with (
        shared.http.websocket_connect(visitor.live, headers={"Origin": origin}) as socket,
        pytest.raises(WebSocketDisconnect) as closed,
    ):
        socket.receive_json()

    assert closed.value.code == 4403
    assert shared.services.conversations.listeners.count(visitor.id) == 0


@on_sqlite
@pytest.mark.parametrize("headers", [{}, {"Origin": FRIEND}, {"Origin": OWN}])
def test_socket_of_a_friendly_website(shared: App, headers: dict[str, str]) -> None:
    visitor = shared.begin()

    with shared.http.websocket_connect(visitor.live, headers=headers) as socket:
        socket.send_json({"token": visitor.token})

        assert socket.receive_json() == {"type": "held", "by": None}


@on_sqlite
@pytest.mark.parametrize("origin", [FRIEND, STRANGER, "null"])
def test_desk_is_for_no_website_but_its_own(shared: App, origin: str) -> None:
    for path in ("/desk/login", "/desk/staff", "/desk/static/desk.css"):
        assert shared.http.get(path, headers={"Origin": origin}).status_code == 403
        assert shared.http.post(path, headers={"Origin": origin}).status_code == 403
    with (
        shared.http.websocket_connect("/desk/live", headers={"Origin": origin}) as socket,
        pytest.raises(WebSocketDisconnect) as closed,
    ):
        socket.receive_json()

    assert closed.value.code == 4403
    assert shared.http.get("/desk/login", headers={"Origin": OWN}).status_code == 200
