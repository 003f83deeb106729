"""The desk's live socket: for whom it opens, what it says, and when it closes. On both databases."""

from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import WebSocketTestSession
from starlette.websockets import WebSocketDisconnect

from salon.app_origins import REFUSED
from salon.desk import live
from salon.desk.cookies import SESSION
from salon.live_topics import EVERYTHING, Signal
from salon.settings import ROOT
from salon.staff.roles import Role
from tests.app_client import OpenApp
from tests.desk.conftest import DeskBrowser, sign_in

HOST = "http://testserver"


def connect(desk: DeskBrowser, **headers: str) -> WebSocketTestSession:
    """Open the socket as a page of the desk does, in the loop that the app lives in."""
    cookie = f"{SESSION}={desk.http.cookies.get(SESSION, '')}"
    return desk.app.http.websocket_connect("/desk/live", headers={"Cookie": cookie, "Origin": HOST, **headers})


def code_of(desk: DeskBrowser, **headers: str) -> int:
    """Return the code with which the socket closes at once."""
    with connect(desk, **headers) as socket, pytest.raises(WebSocketDisconnect) as closed:
        socket.receive_json()
    return int(closed.value.code)


def portal(desk: DeskBrowser) -> Any:
    """Return the way into the app's loop."""
    return desk.app.http.portal


@pytest.mark.parametrize("origin", ["", "null", "https://evil.example", "https://testserver.evil.example"])
def test_foreign_page(desk: DeskBrowser, origin: str) -> None:
    assert code_of(desk, Origin=origin) == REFUSED == live.FOREIGN


def test_program_that_is_no_page(desk: DeskBrowser) -> None:
    cookie = f"{SESSION}={desk.http.cookies[SESSION]}"

    with (
        desk.app.http.websocket_connect("/desk/live", headers={"Cookie": cookie}) as socket,
        pytest.raises(WebSocketDisconnect) as closed,
    ):
        socket.receive_json()

    assert closed.value.code == live.FOREIGN


def test_website_that_shows_the_widget_is_foreign_too(open_app: OpenApp, tmp_path: Path) -> None:
    words = (ROOT / "salon.yml").read_text(encoding="utf-8")
    file = tmp_path / "salon.yml"
    file.write_text(words.replace("origins: []", "origins: [https://shop.example]"), encoding="utf-8")
    desk = sign_in(open_app(salon_file=file), Role.OWNER, "Olga")

    assert desk.services.salon.widget.origins == ("https://shop.example",)
    assert code_of(desk, Origin="https://shop.example") == live.FOREIGN


def test_nobody_signed_in(desk: DeskBrowser) -> None:
    desk.http.cookies.clear()

    assert code_of(desk) == live.SIGNED_OUT


def test_session_that_has_ended(desk: DeskBrowser) -> None:
    desk.services.sessions.revoke_others(desk.staff_id)

    assert code_of(desk) == live.SIGNED_OUT


def test_session_that_ends_closes_it(desk: DeskBrowser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "LOOK_AGAIN_SECONDS", 0.05)

    with connect(desk) as socket:
        desk.services.sessions.revoke_others(desk.staff_id)
        with pytest.raises(WebSocketDisconnect) as closed:
            socket.receive_json()

    assert closed.value.code == live.SIGNED_OUT


def test_open_socket_is_no_use_of_the_session(desk: DeskBrowser, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bool] = []
    opened = desk.services.sessions.open
    monkeypatch.setattr(
        desk.services.sessions, "open", lambda token, *, used=True: seen.append(used) or opened(token, used=used)
    )

    with connect(desk):
        desk.get("/desk/waiting/badge", headers={"X-Desk-By-Itself": "1"})
        desk.get("/desk/waiting/badge")

    assert sorted(seen) == [False, False, True]


def test_says_what_has_changed(desk: DeskBrowser) -> None:
    topics = desk.services.topics
    with connect(desk) as socket:
        portal(desk).call(topics.announce, "training")
        first = socket.receive_json()
        portal(desk).call(desk.services.conversations.listeners.wake, "abc")
        wakes = [socket.receive_json() for _ in range(2)]
        portal(desk).call(topics.deliver, Signal(EVERYTHING))
        gap = socket.receive_json()

    assert first == {"type": "changed", "topic": "training"}
    assert wakes == [{"type": "changed", "topic": "conversation:abc"}, {"type": "changed", "topic": "inbox"}]
    assert gap == {"type": "refresh"}


def test_watches_no_more_once_it_is_closed(desk: DeskBrowser) -> None:
    before = len(desk.services.topics._ears)

    with connect(desk) as socket:
        portal(desk).call(desk.services.topics.announce, "inbox")
        socket.receive_json()
        during = len(desk.services.topics._ears)

    assert (during, len(desk.services.topics._ears)) == (before + 1, before)
