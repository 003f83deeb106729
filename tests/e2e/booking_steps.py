"""Steps of a booking in the widget, against the real product. Playwright's locators see into open shadow roots."""

from playwright.sync_api import Locator, Page, expect

ANSWER_MS = 30_000
"""Longer than an engine needs to wake up."""
CLIENT = "Lena, 07911 123456"


def open_widget(page: Page, address: str) -> None:
    """Open a page, and the chat on it."""
    page.goto(address)
    page.get_by_role("button", name="Open the chat").click()
    expect(bot(page)).to_have_count(1)


def bot(page: Page) -> Locator:
    """Return the bot's lines."""
    return page.locator(".message.bot")


def field(page: Page) -> Locator:
    """Return the field for messages."""
    return page.get_by_label("Your message")


def tell(page: Page, text: str) -> None:
    """Write a text and wait for an answer."""
    known = bot(page).count()
    field(page).fill(text)
    field(page).press("Enter")
    expect(bot(page).nth(known)).to_be_visible(timeout=ANSWER_MS)


def open_picker(page: Page) -> Locator:
    """Open the calendar under the newest question; return it."""
    page.locator("button:enabled", has_text="Pick a day and time").click(timeout=ANSWER_MS)
    picker = page.get_by_role("region", name="Pick a day and time")
    expect(picker.get_by_role("grid")).to_be_visible()
    return picker


def summary(page: Page, day: str, time: str) -> Locator:
    """Go from nothing to the card that sums up, by the calendar; return the card. `day` is part of its name."""
    tell(page, f"I'd like a deep cleaning please, I'm {CLIENT}")
    picker = open_picker(page)
    picker.get_by_role("button", name=day).click()
    picker.get_by_role("group").get_by_role("button", name=time, exact=True).click()
    page.get_by_role("button", name="Yes, that's fine").click(timeout=ANSWER_MS)
    card = page.get_by_role("region", name="Your appointment, not booked yet")
    expect(card).to_be_visible(timeout=ANSWER_MS)
    return card


def book(page: Page, day: str, time: str) -> Locator:
    """Book by the calendar; return the card that says so."""
    summary(page, day, time)
    page.get_by_role("button", name="Yes, book it").click()
    card = page.get_by_role("region", name="Booked", exact=True)
    expect(card).to_be_visible(timeout=ANSWER_MS)
    return card


def rows(card: Locator) -> dict[str, str]:
    """Return what a card says, by label."""
    labels, values = card.locator("dt").all_inner_texts(), card.locator("dd").all_inner_texts()
    return dict(zip(labels, values, strict=True))
