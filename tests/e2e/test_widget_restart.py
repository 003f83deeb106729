"""What a killed server leaves of a conversation: a real browser, the real supervisor, app and engine."""

import os
import signal
import sys
from itertools import groupby
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from salon.programs import answers
from tests.e2e.booking_steps import ANSWER_MS, bot, field, open_widget, tell
from tests.e2e.conftest import LiveApp, StartApp

pytest_plugins = ["tests.e2e.browser"]
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes as Linux lists them")


def child_of(app: LiveApp, words: bytes) -> int:
    """Return the id of the supervisor's child whose command holds these words."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            if parent == app.process.pid and words in (folder / "cmdline").read_bytes():
                return int(folder.name)
        except (FileNotFoundError, ProcessLookupError):
            continue
    raise LookupError(words)


def wait_until_ready(page: Page, app: LiveApp) -> None:
    """Wait until the app says that the bot is awake."""
    for _ in range(600):
        if answers(f"{app}/readyz"):
            return
        page.wait_for_timeout(100)
    raise AssertionError(app.log[-2000:])


def texts(page: Page) -> list[str]:
    """Return the client's lines, in order."""
    return page.locator(".message.client .bubble").all_inner_texts()


def turns(page: Page) -> list[str]:
    """Return who spoke, in order; several lines of one author are one turn."""
    authors = page.locator(".message").evaluate_all("all => all.map((one) => one.classList[1])")
    return [author for author, _ in groupby(authors)]


def test_app_killed_in_the_middle_of_a_message(page: Page, start_app: StartApp) -> None:
    app = start_app()
    open_widget(page, app)
    tell(page, "What are blackheads?")
    killed: list[int] = []

    def kill(route: Route) -> None:
        if not killed:
            killed.append(child_of(app, b"salon.app"))
            os.kill(killed[0], signal.SIGKILL)
        route.continue_()

    page.route("**/messages", kill)
    field(page).fill("Do creams help?")
    field(page).press("Enter")
    expect(page.locator(".banner")).to_contain_text("can't be reached")
    field(page).fill("And what does it cost?")
    field(page).press("Enter")

    expect(bot(page).filter(has_text="£85")).to_be_visible(timeout=3 * ANSWER_MS)
    expect(page.locator(".fate")).to_have_count(0)
    assert len(killed) == 1
    assert texts(page) == ["What are blackheads?", "Do creams help?", "And what does it cost?"]
    shown = page.locator(".message .bubble").all_inner_texts()
    page.reload()
    expect(page.locator(".message .bubble")).to_have_count(len(shown))
    assert page.locator(".message .bubble").all_inner_texts() == shown
    assert len(set(shown)) == len(shown)


def test_engine_killed_before_a_message(page: Page, start_app: StartApp) -> None:
    app = start_app()
    open_widget(page, app)
    tell(page, "What are blackheads?")
    os.kill(child_of(app, b"bot.serve"), signal.SIGKILL)

    field(page).fill("Do creams help?")
    field(page).press("Enter")
    # Either the bot says that it can't answer, or the message waits: it is never left without a word.
    expect(bot(page).nth(2).or_(page.locator(".banner:not(:empty)")).first).to_be_visible(timeout=ANSWER_MS)
    expect(page.locator(".fate")).to_have_count(0, timeout=3 * ANSWER_MS)
    expect(page.locator(".banner")).to_be_empty(timeout=3 * ANSWER_MS)
    wait_until_ready(page, app)
    tell(page, "And what does it cost?")

    expect(bot(page).filter(has_text="£85")).to_be_visible(timeout=ANSWER_MS)
    assert texts(page) == ["What are blackheads?", "Do creams help?", "And what does it cost?"]
    assert turns(page) == ["bot", *["client", "bot"] * 3]


def test_messages_written_without_a_network_are_sent_once_and_in_order(page: Page, live_app: str) -> None:
    open_widget(page, live_app)
    tell(page, "What are blackheads?")
    page.context.set_offline(True)
    for text in ("Do creams help?", "How long does it take?", "What does it cost?"):
        field(page).fill(text)
        field(page).press("Enter")
    expect(page.locator(".banner")).to_contain_text("can't be reached")

    page.context.set_offline(False)

    expect(page.locator(".message.client").last.locator("~ .bot").first).to_contain_text("£", timeout=3 * ANSWER_MS)
    expect(page.locator(".fate")).to_have_count(0)
    expect(page.locator(".banner")).to_be_empty()
    assert texts(page) == ["What are blackheads?", "Do creams help?", "How long does it take?", "What does it cost?"]
    assert turns(page) == ["bot", *["client", "bot"] * 4]
    shown = page.locator(".message .bubble").all_inner_texts()
    page.reload()
    expect(page.locator(".message .bubble")).to_have_text(shown)
    expect(bot(page).last).to_contain_text("£")
