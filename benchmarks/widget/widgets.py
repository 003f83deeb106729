"""The widgets that are compared: the page of each, and where on it one opens the chat, types, and reads the replies."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from salon.widget_manifest import BUILT

PAGES = Path(__file__).parent / "pages"
POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'"
_FOR_THE_PROBE = ("host", "launcher", "input", "replies")


@dataclass(frozen=True)
class Widget:
    """One of them. The selectors are looked for in the shadow root of `host`, or in the page where there is none.

    Attributes:
        title: the column's head.
        page: the file of `pages`.
        host: the custom element's name; None for a widget without one.
        launcher: the button that opens the chat; None where it is always open.
        input: the field that a visitor types into.
        replies: the bubbles of the bot.
        socket_page: the page on which the bot can speak unasked, if that takes another one.
    """

    title: str
    page: str
    host: str | None = None
    launcher: str | None = None
    input: str = "textarea"
    replies: str = ""
    socket_page: str = ""

    @property
    def path(self) -> str:
        """The path of its page, on whichever server."""
        return f"/pages/{self.page}"

    def script(self, *, waits: bool = True) -> str:
        """Return `probe.js` for this widget's page.

        Args:
            waits: whether it is to open the chat and to try the field.
        """
        settings = {name: value for name, value in asdict(self).items() if name in _FOR_THE_PROBE} | {"waits": waits}
        return (Path(__file__).parent / "probe.js").read_text().replace("SETTINGS", json.dumps(settings))


BARE = Widget("no widget", "bare.html")
DEEP_CHAT = Widget(
    "deep-chat 2.4.2",
    "deep-chat.html",
    host="deep-chat",
    input="#text-input",
    replies=".ai-message-text",
    socket_page="deep-chat-socket.html",
)
RASA_WEBCHAT = Widget(
    "rasa-webchat 1.0.1",
    "rasa-webchat.html",
    launcher=".rw-launcher",
    input=".rw-new-message",
    replies=".rw-response",
)
POREWELL = Widget(
    "porewell-chat",
    "porewell.html",
    host="porewell-chat",
    launcher=".launcher",
    replies=".message.bot .bubble",
)


def is_built() -> bool:
    """Tell whether our widget is built."""
    return (BUILT / "porewell-chat.js").exists()
