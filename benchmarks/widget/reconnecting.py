"""Whether what the bot said while the visitor's network was down is there afterwards.

Each widget speaks with the server that its documentation names. Rasa's socketio channel and a plain WebSocket send to
whoever is connected; what the widget makes of that when it is connected again is what is looked at.
"""

from playwright.sync_api import Browser, Error, Page

from benchmarks.widget.browser import open_chat, until, visit
from benchmarks.widget.gate import gate_to
from benchmarks.widget.servers import Server
from benchmarks.widget.talking import talk
from benchmarks.widget.widgets import DEEP_CHAT, DEEP_CHAT_SOCKET, Widget

_SETTLING_MS = 2_000
_DOWN_MS = 4_000
_PATIENCE_MS = 30_000
_MISSED = "Said while you were away"
_AFTERWARDS = "Said when you were back"


def keeps_what_was_said(browser: Browser, widget: Widget, server: Server) -> bool | None:
    """Cut the network, say something, mend it; return whether it is shown; None if the widget did not come back."""
    widget = DEEP_CHAT_SOCKET if widget == DEEP_CHAT else widget
    with gate_to(server.port) as gate, visit(browser, widget) as page:
        open_chat(page, f"http://127.0.0.1:{gate.port}{widget.path}")
        page.wait_for_timeout(_SETTLING_MS)
        talk(page, widget, 2)
        page.wait_for_timeout(_SETTLING_MS)
        gate.shut()
        page.wait_for_timeout(_DOWN_MS / 2)
        server.say(_MISSED)
        page.wait_for_timeout(_DOWN_MS / 2)
        gate.open()
        if not _hears_again(page, server):
            return None
        return _MISSED in page.evaluate("probe.text()")


def _hears_again(page: Page, server: Server) -> bool:
    """Say something again and again until it is shown: then the widget is connected."""
    for _ in range(_PATIENCE_MS // _SETTLING_MS):
        server.say(_AFTERWARDS)
        try:
            until(page, f"probe.text().includes('{_AFTERWARDS}')", _SETTLING_MS)
        except Error:
            continue
        return True
    return False
