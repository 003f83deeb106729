"""Steps and places that tests of the page share."""

from playwright.sync_api import Locator, Page, expect

from tests.e2e.fake_app import FakeApp


def open_page_of(page: Page, fake: FakeApp) -> None:
    """Open the page and wait until the greeting is there and the socket is open."""
    page.goto(fake.url)
    expect(bot(page)).to_have_count(1)
    while not fake.sockets:
        page.wait_for_timeout(10)


def write(page: Page, text: str) -> None:
    """Write a text into the field and press Enter."""
    field(page).fill(text)
    field(page).press("Enter")


def bubbles(page: Page) -> list[str]:
    """Return the texts of all bubbles, in order."""
    return page.locator("#log .bubble").all_inner_texts()


def field(page: Page) -> Locator:
    """Return the field for messages."""
    return page.get_by_label("Your message")


def bot(page: Page) -> Locator:
    """Return the bot's messages."""
    return page.locator(".message--bot")


def client(page: Page) -> Locator:
    """Return the client's messages."""
    return page.locator(".message--client")


def state(page: Page) -> Locator:
    """Return the lines that say how messages fare."""
    return page.locator(".state")


def banner(page: Page) -> Locator:
    """Return the banner's text."""
    return page.locator("#banner p")
