"""Whom the open chat leaves out: what axe finds, and whether a reply is announced to those who do not see it."""

from dataclasses import dataclass

from playwright.sync_api import Browser

from benchmarks.widget.browser import open_chat, visit
from benchmarks.widget.packages import axe
from benchmarks.widget.talking import talk
from benchmarks.widget.widgets import Widget

_RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")


@dataclass(frozen=True)
class Access:
    """What was found with two questions and their answers on the screen.

    Attributes:
        violations: the broken rules of WCAG 2.2 A and AA, by axe's names.
        announced: whether replies stand in a live region.
    """

    violations: tuple[str, ...]
    announced: bool


def access(browser: Browser, widget: Widget, url: str) -> Access:
    """Open the chat, talk, and look."""
    with visit(browser, widget) as page:
        open_chat(page, url)
        talk(page, widget, 4)
        page.evaluate(axe())
        found = page.evaluate("rules => axe.run(document, {runOnly: rules})", list(_RULES))
        return Access(tuple(sorted(one["id"] for one in found["violations"])), page.evaluate("probe.live()"))
