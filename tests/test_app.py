"""What the app mounts besides the conversations: the demo page, and what it shows of the salon."""

from pathlib import Path

import pytest

from salon import app as app_module
from tests.app_client import App, OpenApp

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@on_sqlite
def test_demo_page_that_is_not_there(open_app: OpenApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app_module, "DEMO", tmp_path)

    response = open_app().http.get("/")

    assert (response.status_code, response.json()["error"]) == (404, "http")


@on_sqlite
def test_demo_page(open_app: OpenApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "index.html").write_text("<!doctype html>", encoding="utf-8")
    (tmp_path / "site.css").write_text("body {}", encoding="utf-8")
    monkeypatch.setattr(app_module, "DEMO", tmp_path)
    http = open_app().http

    page, style = http.get("/"), http.get("/demo/site.css")

    assert (page.text, style.text) == ("<!doctype html>", "body {}")
    assert page.headers["Content-Type"].startswith("text/html")
    assert {one.headers["Cache-Control"] for one in (page, style)} == {"no-cache"}


@on_sqlite
def test_salon(app: App) -> None:
    facts = app.http.get("/v1/salon").json()

    assert (facts["name"], facts["zone"], facts["currency"]) == ("Willow & Vale", "Europe/London", "GBP")
    assert facts["treatments"][0] == {"name": "deep cleaning", "duration_minutes": 90, "price_pence": 8500}
