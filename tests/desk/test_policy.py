"""The headers that every answer of the desk carries, whatever it is."""

import re

import httpx
import pytest

from salon.desk.policy import POLICY
from salon.staff.roles import Role
from tests.desk.conftest import DeskBrowser

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
_NONCE = re.compile(r"script-src 'nonce-([\w-]{22,})'")


def answers(desk: DeskBrowser) -> dict[str, httpx.Response]:
    """Return one answer of each kind."""
    viewer = desk.as_role(Role.VIEWER)
    htmx = {"HX-Request": "true"}
    stranger = desk.as_role(Role.VIEWER)
    stranger.http.cookies.clear()
    return {
        "page": desk.get("/desk/staff"),
        "refused form": desk.post("/desk/staff", {"login": "x", "name": "x", "role": "staff"}),
        "redirect after a write": desk.post("/desk/account/sessions/end"),
        "redirect by HTMX": desk.post("/desk/account/sessions/end", headers=htmx),
        "login": stranger.get("/desk/login"),
        "signed out": stranger.get("/desk/staff"),
        "signed out by HTMX": stranger.get("/desk/staff", headers=htmx),
        "forbidden": viewer.get("/desk/staff"),
        "foreign form": desk.http.post("/desk/staff", data={}, follow_redirects=False),
        "not found": desk.get("/desk/nowhere"),
        "fragment": desk.get("/desk/nowhere", headers=htmx),
        "wrong method": desk.get("/desk/logout"),
        "unreadable": desk.get("/desk/audit?before=x"),
        "beginning": desk.get("/desk/"),
    }


@on_sqlite
def test_every_answer_carries_the_headers(desk: DeskBrowser) -> None:
    for kind, answer in answers(desk).items():
        nonce = _NONCE.search(answer.headers["Content-Security-Policy"])
        assert nonce, kind
        assert answer.headers["Content-Security-Policy"] == POLICY.format(nonce=nonce[1]), kind
        assert answer.headers["Cache-Control"] == "no-store", kind
        assert answer.headers["X-Frame-Options"] == "DENY", kind
        assert answer.headers["X-Content-Type-Options"] == "nosniff", kind
        assert answer.headers["Referrer-Policy"] == "same-origin", kind
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin", kind


@on_sqlite
def test_failure_carries_the_headers_too(desk: DeskBrowser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk.services.accounts, "all", None)

    answer = desk.get("/desk/staff")

    assert answer.status_code == 500
    assert _NONCE.search(answer.headers["Content-Security-Policy"])
    assert answer.headers["Cache-Control"] == "no-store"


def test_policy_allows_nothing_but_what_the_desk_needs() -> None:
    directives = dict(one.strip().split(" ", 1) for one in POLICY.split(";"))

    assert directives == {
        "default-src": "'none'",
        "script-src": "'nonce-{nonce}'",
        "style-src": "'self'",
        "connect-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "manifest-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }


@on_sqlite
def test_every_script_has_the_nonce_of_its_answer(desk: DeskBrowser) -> None:
    nonces = set()
    for _ in range(3):
        page = desk.get("/desk/staff")
        [nonce] = _NONCE.findall(page.headers["Content-Security-Policy"])
        scripts = re.findall(r"<script[^>]*>", page.text)
        assert scripts
        assert all(f'nonce="{nonce}"' in script for script in scripts)
        nonces.add(nonce)

    assert len(nonces) == 3


@on_sqlite
def test_styles_and_scripts_are_asked_for_again_and_kept_where_unchanged(desk: DeskBrowser) -> None:
    first = desk.get("/desk/static/desk.css")
    second = desk.get("/desk/static/desk.css", headers={"If-None-Match": first.headers["ETag"]})

    assert (first.status_code, first.headers["Cache-Control"]) == (200, "no-cache")
    assert second.status_code == 304
