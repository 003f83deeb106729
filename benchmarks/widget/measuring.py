"""Everything that is measured of each widget, as rows of the table."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from playwright.sync_api import Browser

from benchmarks.widget.access import access
from benchmarks.widget.browser import DESKTOP, PHONE, PHONE_4G, Device
from benchmarks.widget.figures import Row, amounts, answers, medians
from benchmarks.widget.loading import Load, load, traffic
from benchmarks.widget.policy import under_policy
from benchmarks.widget.reconnecting import keeps_what_was_said
from benchmarks.widget.servers import Server
from benchmarks.widget.talking import Footprint, footprint_of_bare_page, footprint_of_talk
from benchmarks.widget.widgets import BARE, Widget

_Found = TypeVar("_Found")


@dataclass(frozen=True)
class Size:
    """How much is measured: rounds of visits for each device, messages of the long talk, and how often that is held."""

    rounds: int = 11
    messages: int = 500
    talks: int = 3


QUICK = Size(rounds=3, messages=60, talks=1)


@dataclass(frozen=True)
class Bench:
    """The browser, the widgets, and the server of each."""

    browser: Browser
    servers: Mapping[Widget, Server]

    @property
    def widgets(self) -> list[Widget]:
        """Those that are compared."""
        return [widget for widget in self.servers if widget is not BARE]

    def url(self, widget: Widget) -> str:
        """Return where a widget's page is."""
        return f"http://127.0.0.1:{self.servers[widget].port}{widget.path}"

    def each(self, look: Callable[[Browser, Widget, str], _Found], first: int = 0) -> dict[str, _Found]:
        """Look at one widget after the other, beginning with another of them each time that `first` is another."""
        start = first % len(self.widgets)
        turns = self.widgets[start:] + self.widgets[:start]
        return {widget.title: look(self.browser, widget, self.url(widget)) for widget in turns}


def measure(bench: Bench, size: Size) -> list[Row]:
    """Measure everything; return the table's rows."""
    return [
        *_traffic(bench),
        *_visits(bench, DESKTOP, size),
        *_visits(bench, PHONE, size),
        *_visits(bench, PHONE_4G, size),
        *_talks(bench, size),
        *_access(bench),
        *_policy(bench),
        *_reconnecting(bench),
    ]


def _traffic(bench: Bench) -> list[Row]:
    say("What is loaded ...")
    found = bench.each(traffic)
    return [
        amounts("loaded, kB", _of(found, lambda one: one.raw / 1000), digits=1),
        amounts("loaded, kB under gzip -9", _of(found, lambda one: one.gzip / 1000), digits=1),
        amounts("loaded, kB under brotli 11", _of(found, lambda one: one.brotli / 1000), digits=1),
        amounts("requests", _of(found, lambda one: one.requests)),
        amounts("requests to other hosts besides", _of(found, lambda one: one.elsewhere)),
    ]


def _visits(bench: Bench, device: Device, size: Size) -> list[Row]:
    say(f"{size.rounds} first visits each, in turn: {device.name} ...")

    def visited(browser: Browser, widget: Widget, url: str) -> Load:
        return load(browser, widget, url, device)

    found = [bench.each(visited, first=number) for number in range(size.rounds)]
    rows = [medians(f"{device.name}: ms until one can type", [_of(one, lambda it: it.usable_ms) for one in found])]
    if device is PHONE:
        rows += [
            medians("phone: tasks over 50 ms", [_of(one, lambda it: it.long_tasks) for one in found]),
            medians("phone: ms beyond 50 of these", [_of(one, lambda it: it.held_up_ms) for one in found]),
            medians("phone: layout shift", [_of(one, lambda it: it.shift) for one in found], digits=3),
        ]
    return rows


def _talks(bench: Bench, size: Size) -> list[Row]:
    say(f"{size.messages} messages each, {size.talks} times ...")
    bare = footprint_of_bare_page(bench.browser, bench.url(BARE))

    def talked(browser: Browser, widget: Widget, url: str) -> Footprint:
        return footprint_of_talk(browser, widget, url, size.messages).beyond(bare)

    found = [bench.each(talked, first=number) for number in range(size.talks)]
    after = f"after {size.messages} messages"
    return [
        medians(f"JavaScript heap {after}, MB", [_of(one, lambda it: it.heap_mb) for one in found], digits=1),
        medians(f"DOM nodes {after}", [_of(one, lambda it: it.nodes) for one in found]),
    ]


def _access(bench: Bench) -> list[Row]:
    say("Accessibility ...")
    found = bench.each(access)
    for title, one in found.items():
        say(f"  {title}: {', '.join(one.violations) or 'nothing found'}")
    return [
        amounts("rules of WCAG 2.2 AA broken, by axe", _of(found, lambda one: len(one.violations))),
        answers("replies are announced (live region)", _of(found, lambda one: one.announced)),
    ]


def _policy(bench: Bench) -> list[Row]:
    say("A strict content security policy ...")
    found = bench.each(under_policy)
    return [
        answers("strict policy: sends and is answered", _of(found, lambda one: one.talks)),
        answers("strict policy: looks as without", _of(found, lambda one: one.looks)),
        amounts("strict policy: violations", _of(found, lambda one: one.violations)),
    ]


def _reconnecting(bench: Bench) -> list[Row]:
    say("A network that is cut ...")
    found = bench.each(lambda browser, widget, _: keeps_what_was_said(browser, widget, bench.servers[widget]))
    return [answers("said while the network was down: shown afterwards", found)]


def say(sentence: str) -> None:
    """Tell whoever waits."""
    print(sentence, file=sys.stderr, flush=True)


_Part = TypeVar("_Part")


def _of(found: Mapping[str, _Found], part: Callable[[_Found], _Part]) -> dict[str, _Part]:
    return {title: part(one) for title, one in found.items()}
