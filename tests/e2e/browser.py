"""Fixtures for tests of the widget: a real Chromium, and the real app in this process. Test modules name this one in `pytest_plugins`."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.e2e.served import Serve, Served, serving

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE_MS = 20_000
"""A machine that is busy is no fault of the page."""

OpenPage = Callable[..., Page]
"""Opens a page of its own: `open_page(width=390, height=844, phone=True)`."""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Return a running Chromium, or skip, loudly."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        pytest.skip("NOT TESTED IN A BROWSER: no chromium here (apt-get install chromium)")
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def complaints() -> list[str]:
    """Collect what the browser complains of: errors of scripts, and what the content security policy stopped."""
    return []


@pytest.fixture
def open_page(chromium: Browser, complaints: list[str]) -> Iterator[OpenPage]:
    """Return a function that opens a page in a context of its own; at the end, no browser may have complained."""
    contexts = []

    def opened(width: int = 1280, height: int = 800, *, phone: bool = False) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            is_mobile=phone,
            has_touch=phone,
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """Return a page on a desktop's screen."""
    return open_page()


@pytest.fixture
def phone(open_page: OpenPage) -> Page:
    """Return a page on a phone's screen."""
    return open_page(390, 844, phone=True)


@pytest.fixture
def serve(tmp_path: Path, sqlite_template: Path) -> Iterator[Serve]:
    """Return what serves an app on a fresh database."""
    with ExitStack() as running:

        def start(**settings: Any) -> Served:
            database = tmp_path / "served.db"
            shutil.copyfile(sqlite_template, database)
            return running.enter_context(serving(database, tmp_path, **settings))

        yield start


@pytest.fixture
def served(serve: Serve) -> Served:
    """Return an app that is ready."""
    return serve()
