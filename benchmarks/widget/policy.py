"""Whether the chat works on a page whose content security policy lets nothing in but the page's own files."""

from dataclasses import dataclass

from playwright.sync_api import Browser, Error, Page

from benchmarks.widget.browser import open_chat, visit
from benchmarks.widget.talking import talk
from benchmarks.widget.widgets import Widget


@dataclass(frozen=True)
class UnderPolicy:
    """What came of it.

    Attributes:
        talks: whether a message could be sent and was answered.
        looks: whether field and reply had place, size and colour as on a page without a policy.
        violations: how often the browser stopped something.
    """

    talks: bool
    looks: bool
    violations: int


def under_policy(browser: Browser, widget: Widget, url: str) -> UnderPolicy:
    """Open the chat and talk with the policy and without, and compare."""
    with visit(browser, widget) as page:
        open_chat(page, url)
        talk(page, widget, 2)
        wanted = _look(page)
    with visit(browser, widget) as page:
        try:
            open_chat(page, f"{url}?strict")
            talk(page, widget, 2)
        except Error:  # what does not come in time
            return UnderPolicy(talks=False, looks=False, violations=_violations(page))
        return UnderPolicy(talks=True, looks=_look(page) == wanted, violations=_violations(page))


def _look(page: Page) -> list[str]:
    page.wait_for_timeout(1000)  # for what moves
    looks: list[str] = page.evaluate("probe.panel()")
    return looks


def _violations(page: Page) -> int:
    return int(page.evaluate("probe.violations.length"))
