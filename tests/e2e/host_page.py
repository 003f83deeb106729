"""Pages of other people's making, on which the widget stands: of the app's own origin, or of another."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from playwright.sync_api import Page

from tests.e2e.served import Served

LINES = "".join(f"<p>Line {number} of a page about skin and what becomes of it.</p>" for number in range(40))
LISTENER = """<script>
window.heard = [];
window.listen = (chat) => {
  for (const name of ["open", "close"]) chat.addEventListener(name, () => heard.push([name]));
  chat.addEventListener("message", ({ line }) => heard.push(["message", line.author, line.text]));
  chat.addEventListener("booked", ({ appointment }) => heard.push(["booked", appointment]));
  chat.addEventListener("handoff", ({ by }) => heard.push(["handoff", by]));
};
window.shifts = [];
const moved = ({ hadRecentInput, sources }) => !hadRecentInput || sources.some(({ node }) => node);
new PerformanceObserver((list) => shifts.push(...list.getEntries().filter(moved).map(({ value }) => value)))
  .observe({ type: "layout-shift", buffered: true });
listen(document.querySelector("porewell-chat"));
</script>"""


def host_html(app: str, attributes: str = "", head: str = "", root: str = 'lang="en"') -> str:
    """Return a page with the widget of the app at this address; `root` are attributes of its `html`."""
    return (
        f"<!doctype html><html {root}><meta charset=utf-8><title>A salon</title>"
        f"<meta name=viewport content='width=device-width'>{head}"
        f"<h1>A salon</h1><input aria-label='Search'><main>{LINES}</main>"
        f"<porewell-chat {attributes}></porewell-chat>{LISTENER}"
        f"<script type=module src={app}/widget/porewell-chat.js></script></html>"
    )


def open_host(page: Page, served: Served, attributes: str = "", path: str = "/host", **more: str) -> None:
    """Open a page of the app's own origin, without the app's policy, with the widget on it."""
    served.faults.host_page = host_html(served.url, attributes, **more)
    page.goto(served.url + path)
    page.evaluate("() => customElements.whenDefined('porewell-chat').then(() => undefined)")


@contextmanager
def other_website() -> Iterator[tuple[str, dict[str, str]]]:
    """Serve another origin until the block ends; give its address, and the pages on it by path, to be filled."""
    pages: dict[str, str] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = pages.get(self.path, "").encode()
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Keep silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", pages
    finally:
        server.shutdown()
        server.server_close()
