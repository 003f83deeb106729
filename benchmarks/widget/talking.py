"""Talking through a widget as a visitor does, and what a long talk leaves behind."""

from dataclasses import dataclass

from playwright.sync_api import Browser, Error, Page

from benchmarks.widget.browser import open_chat, until, visit
from benchmarks.widget.widgets import BARE, Widget

_TRIES = 100
_PAUSE_MS = 20


@dataclass(frozen=True)
class Footprint:
    """What a page holds after rubbish was collected.

    Attributes:
        heap_mb: JavaScript's heap.
        nodes: of the DOM, those that only scripts still hold included.
    """

    heap_mb: float
    nodes: int

    def beyond(self, other: "Footprint") -> "Footprint":
        """Return what this one has more than another."""
        return Footprint(self.heap_mb - other.heap_mb, self.nodes - other.nodes)


def talk(page: Page, widget: Widget, messages: int) -> None:
    """Type half of so many messages, each once the one before is answered: the other half are the answers."""
    field = page.locator(f"{widget.host or 'body'} {widget.input}")
    before: int = page.evaluate("probe.count()")
    for number in range(1, messages // 2 + 1):
        field.focus()
        page.keyboard.insert_text(f"What does it cost, and how long does it take? ({number})")
        _send(page)
        until(page, f"probe.count() >= {before + number}")


def _send(page: Page) -> None:
    """Press Enter until the field is empty: deep-chat takes no message in the moment after a reply."""
    for _ in range(_TRIES):
        page.keyboard.press("Enter")
        if not page.evaluate("probe.typed()"):
            return
        page.wait_for_timeout(_PAUSE_MS)
    raise Error("The field keeps what was typed.")


def footprint_of_talk(browser: Browser, widget: Widget, url: str, messages: int) -> Footprint:
    """Return what is held after so many messages."""
    with visit(browser, widget) as page:
        open_chat(page, url)
        talk(page, widget, messages)
        return _footprint(page)


def footprint_of_bare_page(browser: Browser, url: str) -> Footprint:
    """Return what the same page holds without a widget."""
    with visit(browser, BARE, waits=False) as page:
        page.goto(url)
        return _footprint(page)


def _footprint(page: Page) -> Footprint:
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    for _ in range(2):  # what the first one frees may hold the next
        session.send("HeapProfiler.collectGarbage")
    found = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    return Footprint(found["JSHeapUsedSize"] / 1e6, int(found["Nodes"]))
