"""What a screen reader meets in the widget, and what axe finds: a real browser, the real app and engine."""

import pytest
from playwright.sync_api import Page, expect

from salon.settings import ROOT
from tests.e2e.booking_steps import ANSWER_MS, bot, field, open_picker, open_widget, tell
from tests.e2e.browser import OpenPage

pytest_plugins = ["tests.e2e.browser"]

AXE = ROOT / "widget" / "node_modules" / "axe-core" / "axe.min.js"
SMALL = """() => [...document.querySelector("porewell-chat").shadowRoot.querySelectorAll("button, summary, textarea, label")]
  .filter((one) => one.checkVisibility() && !one.matches(".unseen, .ask label"))
  .filter((one) => one.getBoundingClientRect().height < 44)
  .map((one) => one.outerHTML.slice(0, 80))"""


COLOURS = """{rules: {"color-contrast": {enabled: !matchMedia("(forced-colors: active)").matches}}, resultTypes: ["violations"]}"""
"""Forced colours are the reader's own choice, and axe reckons with the page's."""


def violations(page: Page) -> list[str]:
    """Return what axe finds on the whole page, the widget's inside included, by rule and place."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))  # not as a script: the page's policy has none but its own
    found = page.evaluate(f"() => axe.run(document, {COLOURS})")["violations"]
    return [f"{one['id']}: {node['target']}" for one in found for node in one["nodes"]]


LOOKS: dict[str, dict[str, str]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"forced_colors": "active"},
}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("phone", [False, True], ids=["wide", "phone"])
def test_axe_finds_nothing_in_any_state(open_page: OpenPage, live_app: str, look: str, *, phone: bool) -> None:
    page = open_page(390, 844, phone=True) if phone else open_page()
    page.emulate_media(reduced_motion="reduce", **LOOKS[look])  # type: ignore[arg-type]
    page.goto(live_app)
    found = {"closed": violations(page)}
    open_widget(page, live_app)
    found["open"] = violations(page)
    tell(page, "What are blackheads?")
    page.locator("summary").first.click()
    found["answer with its sources"] = violations(page)
    page.get_by_role("button", name="More", exact=True).click()
    found["menu"] = violations(page)
    page.keyboard.press("Escape")
    tell(page, "I'd like a deep cleaning please, I'm Lena, 07911 123456")
    picker = open_picker(page)
    picker.get_by_role("button", name="Monday 15 March").click()
    found["picker"] = violations(page)
    assert page.evaluate(SMALL) == []
    picker.get_by_role("group").get_by_role("button").first.click()
    page.get_by_role("button", name="Yes, that's fine").click(timeout=ANSWER_MS)
    expect(page.get_by_role("button", name="Yes, book it")).to_be_visible(timeout=ANSWER_MS)
    found["summary"] = violations(page)
    page.get_by_role("button", name="Yes, book it").click()
    expect(page.get_by_role("group", name="How was this conversation?")).to_be_visible(timeout=ANSWER_MS)
    found["booked, and asked for a rating"] = violations(page)
    assert page.evaluate(SMALL) == []
    page.get_by_role("button", name="More", exact=True).click()
    page.get_by_role("button", name="Delete my data").click()
    expect(page.get_by_role("dialog", name="Delete your data?")).to_be_visible()
    found["asked before deleting"] = violations(page)

    assert found == {state: [] for state in found}


def test_tree_of_a_conversation(page: Page, live_app: str) -> None:
    page.goto(live_app)
    launcher = page.get_by_role("button", name="Open the chat")
    assert launcher.get_attribute("aria-haspopup") == "dialog"
    launcher.click()
    dialog = page.get_by_role("dialog", name="Ask Willow & Vale")
    log = dialog.get_by_role("log", name="Conversation")
    expect(log).to_contain_text("I'm a bot")
    expect(dialog.get_by_role("group", name="Quick replies").get_by_role("button")).to_have_count(4)

    tell(page, "What are blackheads?")

    expect(log).to_have_attribute("aria-busy", "false")
    expect(log.get_by_text("Comedones are pores")).to_be_visible()
    expect(field(page)).to_have_accessible_description("Enter sends, Shift and Enter begin a new line.")
    dialog.get_by_role("button", name="Close the chat").click()
    expect(launcher).to_be_focused()


def test_history_is_not_read_out_again(page: Page, live_app: str) -> None:
    open_widget(page, live_app)
    tell(page, "What are blackheads?")
    busy = """() => { window.busy = []; const log = document.querySelector("porewell-chat").shadowRoot.querySelector(".log");
      new MutationObserver((list) => busy.push(...list.map((one) => one.oldValue)))
        .observe(log, {attributes: true, attributeFilter: ["aria-busy"], attributeOldValue: true}); }"""

    page.reload()
    page.evaluate("() => customElements.whenDefined('porewell-chat').then(() => undefined)")
    expect(bot(page)).to_have_count(2)
    page.evaluate(busy)
    tell(page, "And whiteheads?")

    assert "true" not in page.evaluate("() => busy")


def test_nothing_moves_for_who_wants_less_motion(page: Page, live_app: str) -> None:
    open_widget(page, live_app)

    assert page.evaluate("() => document.querySelector('porewell-chat').shadowRoot.getAnimations().length") == 0


def test_page_zoomed_to_twice_its_size(open_page: OpenPage, live_app: str) -> None:
    page = open_page(640, 400)
    open_widget(page, live_app)
    tell(page, "What are blackheads?")

    expect(field(page)).to_be_in_viewport(ratio=1)
    inside = "document.querySelector('porewell-chat').shadowRoot.querySelector('.log')"
    assert page.evaluate(f"() => {inside}.scrollWidth - {inside}.clientWidth") == 0
    assert page.evaluate(f"() => {inside}.clientHeight") > 150
