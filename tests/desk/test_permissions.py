"""Which role gets which route. A route that is not in the table of `permissions.py` fails until somebody has looked at it."""

import re
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.routing import Mount
from starlette.websockets import WebSocketDisconnect

from salon.desk.cookies import SESSION
from salon.staff.member import Member
from salon.staff.roles import GRANTS, Permission, Role
from tests.app_client import OpenApp
from tests.desk.conftest import HOST, DeskBrowser, sign_in
from tests.desk.permissions import ANYBODY, REVIEWED, listed
from tests.desk.routes import all_routes, declared, pages, sockets
from tests.desk.world import furnish
from tests.review.fakes import FakeWorkshop

WORDS = ("Zygomatic", "Quixwood")
"""What clients wrote and staff noted: it may stand on no page that is refused."""
REACHED = 299
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def desk(open_app: OpenApp, tmp_path: Path) -> DeskBrowser:
    """Return a browser in which an owner is signed in, at an app that trains nothing."""
    workshop = FakeWorkshop(tmp_path / "reviewed.yml", tmp_path / "models")
    return sign_in(open_app(workshop=workshop, check_folder=tmp_path), Role.OWNER, "Olga Owner")


@pytest.fixture
def ids(desk: DeskBrowser) -> dict[str, str]:
    """Return ids of things that are there, by their names in paths."""
    return furnish(desk.services, desk.staff_id, WORDS)


@pytest.fixture
def browsers(desk: DeskBrowser) -> dict[Role, DeskBrowser]:
    """Return a browser of each role."""
    return {role: desk.as_role(role, f"Some {role}") for role in Role}


def app_of(desk: DeskBrowser) -> FastAPI:
    """Return the whole app."""
    assert isinstance(desk.http.app, FastAPI)
    return desk.http.app


def filled(path: str, ids: dict[str, str]) -> str:
    """Return a path with ids in it."""
    return re.sub(r"{(\w+)(:\w+)?}", lambda match: ids[match[1]], path)


def main(page: str) -> str:
    """Return what a page says beside its navigation, without markup."""
    found = re.search(r"<main.*?</main>", page, re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", found[0] if found else page)).split())


@dataclass(frozen=True)
class Probe(Member):
    """A member who stops at the door once it is open, so that nothing is done behind it."""

    asked: list[Permission] = field(default_factory=list)

    def may(self, permission: Permission) -> bool:
        self.asked.append(permission)
        if super().may(permission) and len(self.asked) == 1:
            raise HTTPException(REACHED)
        return super().may(permission)


def test_every_route_was_looked_at(desk: DeskBrowser) -> None:
    asked = {f"{method} {path}": declared(route) for method, path, route in pages(app_of(desk))}

    assert {route: permissions for route, permissions in asked.items() if len(permissions) > 1} == {}
    assert {route: permissions[0] for route, permissions in asked.items() if permissions} == REVIEWED
    assert {route for route, permissions in asked.items() if not permissions} == set(listed(ANYBODY))


def test_nothing_else_is_mounted(desk: DeskBrowser) -> None:
    assert [one.path for one in all_routes(app_of(desk)) if isinstance(one, Mount)] == ["/static"]
    assert sockets(app_of(desk)) == ["/desk/live"]
    assert {method for method, _, _ in pages(app_of(desk))} == {"GET", "POST"}


def test_reading_asks_for_no_more_than_writing_where_both_are_one_address(desk: DeskBrowser) -> None:
    for route, permission in REVIEWED.items():
        method, path = route.split(" ")
        if method == "POST" and f"GET {path}" in REVIEWED:
            readers = {role for role in Role if REVIEWED[f"GET {path}"] in GRANTS[role]}
            assert {role for role in Role if permission in GRANTS[role]} <= readers, route


def test_nobody_gets_anything_without_signing_in(desk: DeskBrowser, ids: dict[str, str]) -> None:
    desk.http.cookies.clear()

    for route in REVIEWED:
        method, path = route.split(" ")
        answer = desk.http.request(method, filled(path, ids), data={"csrf": desk.form_token}, follow_redirects=False)
        assert (route, answer.status_code) == (route, 303)
        assert answer.headers["location"].partition("?")[0] == "/desk/login", route
        assert answer.text == ""
        htmx = desk.http.request(method, filled(path, ids), headers={"HX-Request": "true"}, follow_redirects=False)
        assert (route, htmx.status_code, htmx.text) == (route, 401, "")


@pytest.mark.parametrize("stage", ["code", "enrol"])
def test_nobody_gets_anything_half_signed_in(desk: DeskBrowser, ids: dict[str, str], stage: str) -> None:
    with desk.services.database.transaction() as session:
        token = desk.services.sessions.begin_in(session, desk.staff_id, stage, "")
    desk.http.cookies.clear()
    desk.http.cookies.set(SESSION, token)
    fields = {"csrf": desk.services.sessions.form_token(token)}

    for route in REVIEWED:
        method, path = route.split(" ")
        answer = desk.http.request(method, filled(path, ids), data=fields, follow_redirects=False)
        assert answer.headers["location"].partition("?")[0] == "/desk/login", route


@pytest.mark.parametrize("role", Role)
def test_what_a_role_may_not_is_refused_and_tells_nothing(
    browsers: dict[Role, DeskBrowser], ids: dict[str, str], role: Role
) -> None:
    browser = browsers[role]
    for route in [route for route, permission in REVIEWED.items() if permission not in GRANTS[role]]:
        method, path = route.split(" ")
        for place in (filled(path, ids), filled(path, dict.fromkeys(ids, "1"))):
            answer = browser.get(place) if method == "GET" else browser.post(place)
            assert (route, answer.status_code) == (route, 403)
            assert main(answer.text) == "Not allowed Your role does not allow this. To the desk", route
            assert not [word for word in (*WORDS, *ids.values()) if len(word) > 3 and word in answer.text], route


@pytest.mark.parametrize("role", Role)
def test_what_a_role_may_is_reached(
    browsers: dict[Role, DeskBrowser], ids: dict[str, str], role: Role, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("salon.staff.sessions.Member", Probe)

    for route in [route for route, permission in REVIEWED.items() if permission in GRANTS[role]]:
        method, path = route.split(" ")
        place = filled(path, ids)
        answer = browsers[role].get(place) if method == "GET" else browsers[role].post(place)
        assert (route, answer.status_code) == (route, REACHED)


@pytest.mark.parametrize("role", Role)
def test_pages_that_a_role_may_read_are_shown(
    browsers: dict[Role, DeskBrowser], ids: dict[str, str], role: Role
) -> None:
    for route in [route for route, permission in REVIEWED.items() if permission in GRANTS[role]]:
        method, path = route.split(" ")
        if method != "GET":
            continue
        answer = browsers[role].get(filled(path, ids))
        assert answer.status_code not in (401, 403, 500, 503), route
        assert not answer.headers.get("location", "").startswith("/desk/login"), route
        for form in re.findall(r"<form\b[^>]*method=\"post\".*?</form>", answer.text, re.DOTALL | re.IGNORECASE):
            assert f'name="csrf" value="{browsers[role].form_token}"' in form, (route, form[:200])


@pytest.mark.parametrize("role", Role)
def test_no_write_is_taken_without_the_forms_token(
    browsers: dict[Role, DeskBrowser], ids: dict[str, str], role: Role
) -> None:
    other = browsers[Role.VIEWER if role is not Role.VIEWER else Role.OWNER]
    before = browsers[role].services.audit.page(limit=1)

    for route in [route for route in REVIEWED if route.startswith("POST ")]:
        place = filled(route.split(" ")[1], ids)
        for data in ({}, {"csrf": other.form_token}):
            answer = browsers[role].http.post(place, data=data, follow_redirects=False)
            assert (route, answer.status_code) == (route, 403)
            assert not [word for word in WORDS if word in answer.text], route

    assert browsers[role].services.audit.page(limit=1) == before


@pytest.mark.parametrize("role", Role)
def test_navigation_and_pages_agree(browsers: dict[Role, DeskBrowser], role: Role) -> None:
    page = browsers[role].get("/desk/account").text
    places = set(re.findall(r'href="(/desk/[a-z]+)"', page)) - {"/desk/account"}

    for place in sorted(places):
        assert browsers[role].http.get(place).status_code == 200, place
    shown = {route.split(" ")[1] for route, permission in REVIEWED.items() if permission in GRANTS[role]}
    assert places <= shown


# ---- the live socket


def knock(browser: DeskBrowser, origin: str | None, cookie: str | None) -> int:
    """Open the socket; return the code with which it is closed, 0 if it stays open."""
    headers = {"Origin": origin} if origin else {}
    if cookie:
        headers["Cookie"] = f"{SESSION}={cookie}"
    browser.http.cookies.clear()
    with browser.http.websocket_connect(f"wss{HOST[5:]}/desk/live", headers=headers) as socket:
        if origin == HOST and cookie:
            browser.services.topics.announce("inbox")
        try:
            socket.receive_json()
        except WebSocketDisconnect as closed:
            return closed.code
    return 0


@pytest.mark.parametrize("role", Role)
def test_socket_is_for_who_is_signed_in_on_a_page_of_the_desk(browsers: dict[Role, DeskBrowser], role: Role) -> None:
    browser = browsers[role]
    token = browser.http.cookies[SESSION]

    assert knock(browser, HOST, None) == 4401
    assert knock(browser, HOST, "x") == 4401
    assert knock(browser, None, token) == 4403
    assert knock(browser, "https://evil.example", token) == 4403
    assert knock(browser, "null", token) == 4403
    assert knock(browser, HOST, token) == 0
