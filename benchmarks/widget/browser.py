"""Chromium, pages that no visit has left anything for, and how slow the visitor's device is."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from playwright.sync_api import Browser, CDPSession, Error, Page, sync_playwright

from benchmarks.widget.widgets import Widget

PATIENCE_MS = 15_000
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Nothing leaves this machine: fonts that a widget asks others for are counted, not fetched.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)


@dataclass(frozen=True)
class Device:
    """What the visitor holds.

    Attributes:
        width, height: of its window, in CSS pixels.
        slower: how many times slower than this machine the processor is.
        latency_ms: of the network, both ways.
        kilobits: a second.
    """

    name: str
    width: int = 1280
    height: int = 800
    slower: int = 1
    latency_ms: int = 0
    kilobits: int = 0


DESKTOP = Device("desktop")
PHONE = Device("phone", 390, 844, slower=4)
PHONE_4G = replace(PHONE, name="phone on slow 4G", latency_ms=150, kilobits=1638)
"""The processor and the network that Lighthouse takes for a phone."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run Chromium.

    Raises:
        SystemExit: there is none here.
    """
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not found:
        raise SystemExit("This benchmark needs Chromium (Debian: apt-get install chromium).")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=_ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def visit(browser: Browser, widget: Widget, device: Device = DESKTOP, *, waits: bool = True) -> Iterator[Page]:
    """Give a page of a context of its own, with the probe in it, that has not gone anywhere yet.

    Args:
        waits: whether the probe is to open the chat and to try the field.
    """
    context = browser.new_context(viewport={"width": device.width, "height": device.height}, locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.add_init_script(widget.script(waits=waits))
    _slow_down(context.new_cdp_session(page), device)
    yield page
    context.close()


def open_chat(page: Page, url: str) -> None:
    """Go to the page and return once its field takes text."""
    page.goto(url, wait_until="commit")
    until(page, "window.probe?.usable != null", pause_ms=100)


def until(page: Page, check: str, patience_ms: int = PATIENCE_MS, pause_ms: int = 20) -> None:
    """Return once a check of the page is true.

    Playwright's own way makes a script of the check inside the page, which a strict policy forbids.

    Raises:
        Error: it does not become true in time.
    """
    ends = time.monotonic() + patience_ms / 1000
    while not page.evaluate(check):
        if time.monotonic() > ends:
            raise Error(f"not within {patience_ms} ms: {check}")
        page.wait_for_timeout(pause_ms)


def _slow_down(session: CDPSession, device: Device) -> None:
    session.send("Emulation.setCPUThrottlingRate", {"rate": device.slower})
    if device.kilobits:
        rate = device.kilobits * 1024 / 8
        figures = {"latency": device.latency_ms, "downloadThroughput": rate, "uploadThroughput": rate / 2}
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", {"offline": False, **figures})
