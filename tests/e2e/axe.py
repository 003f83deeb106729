"""What axe finds on a page, and what is too small to be hit.

The rules are those of WCAG 2.0, 2.1 and 2.2 at the levels A and AA, and axe's own best practice.
"""

from playwright.sync_api import Page

from salon.settings import ROOT

AXE = ROOT / "widget" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """(tags) => axe.run(document, { runOnly: tags, resultTypes: ["violations", "passes"],
    rules: { "color-contrast": { enabled: !matchMedia("(forced-colors: active)").matches } } })"""
"""Forced colours are the reader's own choice, and axe reckons with the page's."""
SMALL = """() => [...document.querySelector("porewell-chat").shadowRoot
    .querySelectorAll("button, summary, textarea, label:has(input)")]
  .filter((one) => one.checkVisibility()).map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
  .filter(([, { width, height }]) => width < 44 || height < 44).map(([html]) => html)"""


def violations(page: Page) -> list[str]:
    """Return what axe finds on the whole page, the widget's inside included, by rule and place."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))  # not as a script: the page's policy has none but its own
    result = page.evaluate(RUN, TAGS)
    inside = [node for one in result["passes"] for node in one["nodes"] if "porewell-chat" in str(node["target"])]
    assert inside, "axe saw nothing of the widget's inside"
    return [f"{one['id']}: {node['target']}" for one in result["violations"] for node in one["nodes"]]


def desk_violations(page: Page) -> list[str]:
    """Return what axe finds on a page of the desk, by rule and place."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(RUN, TAGS)
    assert found["passes"], "axe saw nothing"
    return [f"{one['id']}: {node['target']}" for one in found["violations"] for node in one["nodes"]]


def small_targets(page: Page) -> list[str]:
    """Return what can be pressed in the widget and is less than 44 pixels wide or high."""
    found: list[str] = page.evaluate(SMALL)
    return found
