"""Steps and places that tests of the widget share. Playwright's locators see into open shadow roots."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.e2e.served import Served

STORED = "() => [localStorage, sessionStorage].map((one) => Object.keys(one).sort())"


def open_chat(page: Page, served: Served, path: str = "/") -> None:
    """Open the page and the chat on it, and wait until the greeting is there and the socket hears."""
    page.goto(served.url + path)
    launcher(page).click()
    await_socket(page, served)


def await_socket(page: Page, served: Served, count: int = 1) -> None:
    """Wait until the greeting is there and so many sockets hear."""
    expect(bot(page).first).to_be_attached()
    until(page, lambda: len(served.faults.sockets) == count)


def until(page: Page, condition: Callable[[], bool]) -> None:
    """Wait until something outside of the page's text is so; `expect` knows the rest."""
    for _ in range(1_000):
        if condition():
            return
        page.wait_for_timeout(10)
    raise AssertionError("it did not come to be")


def write(page: Page, text: str) -> None:
    """Write a text into the field and press Enter."""
    field(page).fill(text)
    field(page).press("Enter")


def say(page: Page, text: str) -> None:
    """Write a text, and wait for the echo."""
    write(page, text)
    expect(page.get_by_text(f"You said: {text}", exact=True)).to_be_visible()


def choose(page: Page, entry: str) -> None:
    """Choose an entry of the menu."""
    chat(page).get_by_role("button", name="More", exact=True).click()
    chat(page).locator(".menu").get_by_role("button", name=entry).click()


def stored(page: Page) -> list[list[str]]:
    """Return the names of what the browser keeps for this website: for good, and for this tab."""
    kept: list[list[str]] = page.evaluate(STORED)
    return kept


def bubbles(page: Page) -> list[str]:
    """Return the texts of all bubbles, in order."""
    return chat(page).locator(".bubble").all_inner_texts()


def chat(page: Page) -> Locator:
    """Return the element."""
    return page.locator("porewell-chat")


def launcher(page: Page) -> Locator:
    """Return the button that opens the chat."""
    return chat(page).locator(".launcher")


def field(page: Page) -> Locator:
    """Return the field for messages."""
    return chat(page).get_by_label("Your message")


def log(page: Page) -> Locator:
    """Return the conversation."""
    return chat(page).locator(".log")


def bot(page: Page) -> Locator:
    """Return the bot's messages."""
    return chat(page).locator(".message.bot")


def client(page: Page) -> Locator:
    """Return the client's messages."""
    return chat(page).locator(".message.client")


def staff(page: Page) -> Locator:
    """Return the messages of staff."""
    return chat(page).locator(".message.staff")


def fate(page: Page) -> Locator:
    """Return the lines that say how messages fare."""
    return chat(page).locator(".fate")


def banner(page: Page) -> Locator:
    """Return the banner."""
    return chat(page).locator(".banner")


def status(page: Page) -> Locator:
    """Return the line that says who answers."""
    return chat(page).locator(".status")
