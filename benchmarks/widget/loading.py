"""What a first visit costs: what is fetched, how long until one can type, how long the page is held up."""

import gzip
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Response

from benchmarks.widget.browser import Device, open_chat, visit
from benchmarks.widget.packages import brotli_sizes
from benchmarks.widget.widgets import Widget

_QUIET_MS = 1500
"""So long is waited after the field takes text for whatever is still loaded, done or moved."""
_HELD_UP_MS = 50


@dataclass(frozen=True)
class Traffic:
    """What was fetched besides the page itself, in bytes; other hosts are asked but not reached.

    Attributes:
        requests: answered ones, and sockets.
        elsewhere: requests to other hosts.
    """

    raw: int
    gzip: int
    brotli: int
    requests: int
    elsewhere: int


@dataclass(frozen=True)
class Load:
    """One visit.

    Attributes:
        usable_ms: since navigation began, until the field of the open chat took text.
        long_tasks: how many tasks took more than 50 ms.
        held_up_ms: what they took beyond 50 ms each.
        shift: the sum of layout shifts.
    """

    usable_ms: float
    long_tasks: int
    held_up_ms: float
    shift: float


def traffic(browser: Browser, widget: Widget, url: str) -> Traffic:
    """Visit the page and weigh what came."""
    answered: list[Response] = []
    sockets: list[str] = []
    elsewhere: list[str] = []
    with visit(browser, widget) as page:
        host = urlsplit(url).netloc
        page.on("request", lambda one: None if urlsplit(one.url).netloc == host else elsewhere.append(one.url))
        page.on("websocket", lambda one: sockets.append(one.url))
        page.on("response", lambda one: answered.append(one))  # noqa: PLW0108 - Playwright marks its handlers
        open_chat(page, url)
        page.wait_for_timeout(_QUIET_MS)
        ours = [one for one in answered if not one.request.is_navigation_request()]
        bodies = [one.body() for one in ours if one.request.timing["responseEnd"] >= 0]
    return Traffic(
        raw=sum(map(len, bodies)),
        gzip=sum(len(gzip.compress(body, 9)) for body in bodies),
        brotli=_brotli(bodies),
        requests=len(ours) + len(sockets),
        elsewhere=len(elsewhere),
    )


def load(browser: Browser, widget: Widget, url: str, device: Device) -> Load:
    """Visit the page once."""
    with visit(browser, widget, device) as page:
        open_chat(page, url)
        page.wait_for_timeout(_QUIET_MS)
        return _seen(page)


def _seen(page: Page) -> Load:
    usable, tasks, shift = page.evaluate("[probe.usable, probe.longTasks, probe.shift]")
    return Load(usable, len(tasks), held_up(tasks), shift)


def held_up(tasks: Sequence[float]) -> float:
    """Return what long tasks, in ms, take beyond 50 ms each."""
    return sum(max(0.0, task - _HELD_UP_MS) for task in tasks)


def _brotli(bodies: Sequence[bytes]) -> int:
    with TemporaryDirectory() as folder:
        files = [Path(folder) / str(number) for number in range(len(bodies))]
        for file, body in zip(files, bodies, strict=True):
            file.write_bytes(body)
        return sum(brotli_sizes(files))
