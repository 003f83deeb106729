"""Writes what we say as Twilio's requests. Pure; `send.py` hands them over."""

from collections.abc import Sequence

from salon.messaging.app import Bubble, Choice, Post
from salon.messaging.splitting import split_text

MOST_CHARACTERS = 1600
"""https://www.twilio.com/docs/api/errors/21617"""


def posts(address: str, bubble: Bubble) -> list[Post]:
    """Return the requests that bring a bubble to a client; none if nothing is said.

    Choices stand under the text as a numbered list, and the last request carries the menu. Buttons would need a content
    template for each set of them, made beforehand in the account (three of 20 characters at most, a body of 1024:
    https://www.twilio.com/docs/content/twilio-quick-reply); free times and causes differ each time, so every answer
    would leave a template behind. A digit is typed on any device.

    `asks_phone` changes nothing: WhatsApp has no such button.
    """
    text, menu = _clean(bubble.text).strip(), _menu(bubble.choices)
    pieces = split_text(text, MOST_CHARACTERS, _units)
    if menu:
        joined = f"{pieces[-1]}\n\n{menu}" if pieces else menu
        fits = _units(joined) <= MOST_CHARACTERS
        pieces = [*pieces[:-1], joined] if fits else [*pieces, *split_text(menu, MOST_CHARACTERS, _units)]
    made = [Post("Messages", {"To": f"whatsapp:{address}", "Body": piece}) for piece in pieces]
    if menu:
        made[-1] = Post(made[-1].method, made[-1].body, tuple(choice.press for choice in bubble.choices))
    return made


def template_post(address: str, content_sid: str) -> Post:
    """Return the request for a template that WhatsApp approved, which alone gets through outside the window.

    https://www.twilio.com/docs/content/send-templates-created-with-the-content-template-builder

    Args:
        address: the client's, without "whatsapp:".
        content_sid: the template's, without variables.
    """
    return Post("Messages", {"To": f"whatsapp:{address}", "ContentSid": content_sid})


def _menu(choices: Sequence[Choice]) -> str:
    titles = (" ".join(_clean(choice.title).split()) for choice in choices)
    return "\n".join(f"{number}. {title}".rstrip() for number, title in enumerate(titles, start=1))


def _units(text: str) -> int:
    """Count units of UTF-16: Twilio does not say whether an emoji is one character or two, so it is two."""
    return len(text.encode("utf-16-le")) // 2


def _clean(text: str) -> str:
    """Replace halves of a UTF-16 pair, which no form can carry."""
    return text.encode("utf-8", "replace").decode()
