"""The widgets that are compared: the page of each, and where on it one opens the chat, types, and reads the replies."""

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

PAGES = Path(__file__).parent / "pages"
POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'"
_FOR_THE_PROBE = ("host", "launcher", "input", "replies")


@dataclass(frozen=True)
class Widget:
    """One of them. The selectors are looked for in the shadow root of `host`, or in the page where there is none.

    Attributes:
        title: the column's head.
        page: the name of its page.
        head: the lines that put it on the page, in its head.
        body: those at the end of its body.
        host: the custom element's name; None for a widget without one.
        launcher: the button that opens the chat; None where it is always open.
        input: the field that a visitor types into.
        replies: the bubbles of the bot.
    """

    title: str
    page: str
    head: str = ""
    body: str = ""
    host: str | None = None
    launcher: str | None = None
    input: str = "textarea"
    replies: str = ""

    @property
    def path(self) -> str:
        """The path of its page, on whichever server."""
        return f"/pages/{self.page}"

    def html(self) -> str:
        """Return its page: `pages/page.html`, the same for all, with the widget's own lines."""
        return (PAGES / "page.html").read_text().replace("HEAD", self.head).replace("BODY", self.body)

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
    head='<script type="module" src="/deep-chat/deepChat.bundle.js"></script>\n',
    body='<deep-chat connect=\'{"url": "/deep-chat/chat"}\'></deep-chat>\n',
    host="deep-chat",
    input="#text-input",
    replies=".ai-message-text",
)
DEEP_CHAT_SOCKET = replace(
    DEEP_CHAT,
    page="deep-chat-socket.html",
    body='<deep-chat connect=\'{"url": "/deep-chat/socket", "websocket": true}\'></deep-chat>\n',
)
"""The one way in which a bot of deep-chat's can speak unasked."""
RASA_WEBCHAT = Widget(
    "rasa-webchat 1.0.1",
    "rasa-webchat.html",
    body='<script src="/pages/rasa-webchat.js"></script>\n',
    launcher=".rw-launcher",
    input=".rw-new-message",
    replies=".rw-response",
)
POREWELL = Widget(
    "porewell-chat",
    "porewell.html",
    head='<script type="module" src="/widget/porewell-chat.js"></script>\n',
    body="<porewell-chat></porewell-chat>\n",
    host="porewell-chat",
    launcher=".launcher",
    replies=".message.bot .bubble",
)
