"""The widget's files: who may load them, for how long, and what becomes of an old version."""

import json
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from salon import app as app_module
from salon.channels.widget.files import widget_files
from tests.app_client import OpenApp

VERSION = "1f2e3d4c"
ENTRY = "porewell-chat.js"
SCRIPT = "export const words = 'blackheads';\n" * 100
SHARED = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
CHECKED = "no-cache"
FIXED = "public, max-age=31536000, immutable"


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """Return a folder with a widget."""
    folder = tmp_path / "built"
    (folder / "inner").mkdir(parents=True)
    (tmp_path / "secret.js").write_text("hush", encoding="utf-8")
    (folder / ENTRY).write_text(SCRIPT, encoding="utf-8")
    (folder / "calendar-0a1b2c3d.js").write_text("export {};", encoding="utf-8")
    integrity = {ENTRY: "sha384-x", "calendar-0a1b2c3d.js": "sha384-y"}
    manifest = {"version": VERSION, "entry": ENTRY, "integrity": integrity}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder


@pytest.fixture
def http(built: Path) -> TestClient:
    """Return a browser in front of these files."""
    app = FastAPI()
    app.mount("/widget", widget_files(built, "Now at {}.".format))
    return TestClient(app)


def kept(response: Any) -> str:
    """Return how long a response may be kept."""
    return str(response.headers.get("Cache-Control"))


@pytest.mark.parametrize(
    "path",
    [
        "/widget/nothing.js",
        f"/widget/{VERSION}/nothing.js",
        f"/widget/{VERSION}/",
        f"/widget/{VERSION}/inner/x.js",
        "/widget/inner",
        "/widget/..%2fsecret.js",
        "/widget/%2e%2e/secret.js",
        "/widget/%2e%2e%2fsecret.js",
        f"/widget/{VERSION}/..%2f..%2fsecret.js",
        "/widget/%00",
        f"/widget/{'x' * 300}",
    ],
)
def test_file_that_is_not_there(http: TestClient, path: str) -> None:
    response = http.get(path)

    assert response.status_code == 404
    assert "hush" not in response.text


def test_file_that_is_not_there_can_be_told_from_one_that_is_forbidden(http: TestClient) -> None:
    response = http.get("/widget/nothing.js")

    assert {name: response.headers.get(name) for name in SHARED} == SHARED


def test_version_that_is_not_there(http: TestClient) -> None:
    response = http.get(f"/widget/00000000/{ENTRY}")

    said = {"error": "widget_version", "detail": f"Now at /widget/{VERSION}/{ENTRY}."}
    assert (response.status_code, response.json(), kept(response)) == (404, said, CHECKED)
    assert {name: response.headers.get(name) for name in SHARED} == SHARED


@pytest.mark.parametrize("content", ["", "{", "[]", '{"version": "1"}'])
def test_version_of_a_widget_that_is_not_built_to_the_end(built: Path, http: TestClient, content: str) -> None:
    (built / "manifest.json").write_text(content, encoding="utf-8")

    assert http.get(f"/widget/{VERSION}/{ENTRY}").status_code == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_files_are_only_read(http: TestClient, method: str) -> None:
    assert http.request(method, f"/widget/{ENTRY}").status_code == 405


@pytest.mark.parametrize(("path", "caching"), [(f"/widget/{ENTRY}", CHECKED), (f"/widget/{VERSION}/{ENTRY}", FIXED)])
def test_file(http: TestClient, path: str, caching: str) -> None:
    response = http.get(path)

    assert (response.status_code, response.text, kept(response)) == (200, SCRIPT, caching)
    assert "javascript" in response.headers["Content-Type"]
    assert {name: response.headers.get(name) for name in SHARED} == SHARED
    assert response.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in response.headers["Vary"]


def test_file_for_a_browser_that_takes_no_gzip(http: TestClient) -> None:
    response = http.get(f"/widget/{ENTRY}", headers={"Accept-Encoding": "identity"})

    assert (response.text, response.headers.get("Content-Encoding")) == (SCRIPT, None)


@pytest.mark.parametrize("path", [f"/widget/{ENTRY}", f"/widget/{VERSION}/{ENTRY}"])
def test_file_that_the_browser_has(http: TestClient, path: str) -> None:
    tag = http.get(path).headers["ETag"]

    response = http.get(path, headers={"If-None-Match": tag})

    assert (response.status_code, response.content) == (304, b"")
    assert {name: response.headers.get(name) for name in SHARED} == SHARED


def test_file_for_any_website_through_the_whole_app(
    open_app: OpenApp, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app_module, "BUILT", built)
    http = open_app().http
    strange = {"Origin": "https://elsewhere.example"}

    newest, fixed, old, missing = (
        http.get(f"/widget/{path}", headers=strange) for path in (ENTRY, f"{VERSION}/{ENTRY}", f"0/{ENTRY}", "x.js")
    )

    assert [(one.status_code, kept(one)) for one in (newest, fixed, old, missing)] == [
        (200, CHECKED),
        (200, FIXED),
        (404, CHECKED),
        (404, CHECKED),
    ]
    assert {one.headers["Access-Control-Allow-Origin"] for one in (newest, fixed, old, missing)} == {"*"}
    assert f"The present one is /widget/{VERSION}/{ENTRY};" in old.json()["detail"]
    assert newest.headers["X-Content-Type-Options"] == "nosniff"


def test_widget_that_is_not_built(open_app: OpenApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app_module, "BUILT", tmp_path / "nothing")
    http = open_app().http

    asked = [http.get(f"/widget/{path}") for path in (ENTRY, f"{VERSION}/{ENTRY}")]

    assert [(one.status_code, one.json()["error"]) for one in asked] == [(404, "http")] * 2
