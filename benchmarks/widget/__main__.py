"""`make benchmark-widget`: our chat widget, deep-chat and rasa-webchat in one run of one browser, and a table.

About ten minutes. Every visit is that of a new visitor; the widgets take turns, so that whatever disturbs the
machine meets all. Everything stays on the loopback address and under `var/benchmark/widget`.
"""

import argparse
from contextlib import ExitStack

from benchmarks.programs import HOME
from benchmarks.table import markdown
from benchmarks.widget.browser import chromium
from benchmarks.widget.measuring import QUICK, Bench, Size, measure
from benchmarks.widget.packages import install_peers
from benchmarks.widget.porewell_server import porewell_server, reply
from benchmarks.widget.servers import Server, peers_server
from benchmarks.widget.widgets import BARE, DEEP_CHAT, POREWELL, RASA_WEBCHAT, Widget

_ABOUT = (
    "In brackets: times ours. Every visit is a first one; times, heap and nodes are medians of visits in turn. Phone: "
    "390 by 844, the processor slowed down four times; slow 4G: 150 ms, 1.6 Mbit/s. Loaded is everything but the page "
    "until the chat is open, answers of the server included; what is wanted of other hosts (fonts of Google) is "
    "counted, not fetched. All show the same texts; heap and nodes are beyond those of the same page without a widget. "
    "deep-chat is a part of the page and always open, the others are opened by their button as soon as it is there. "
    "While the network was down, each server did what the widget's documentation takes it to do: Rasa's socketio "
    "channel and a plain WebSocket speak to whoever is connected, our app also keeps what it says."
)


def main() -> None:
    """Measure, print the table, and write it to var/benchmark/widget.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="some two minutes, to see that it works")
    size = QUICK if parser.parse_args().quick else Size()
    install_peers()
    with ExitStack() as opened:
        peers = opened.enter_context(peers_server(reply()))
        servers: dict[Widget, Server] = {BARE: peers, DEEP_CHAT: peers, RASA_WEBCHAT: peers}
        servers[POREWELL] = opened.enter_context(porewell_server())
        bench = Bench(opened.enter_context(chromium()), servers)
        rows = measure(bench, size)
        titles = [widget.title for widget in bench.widgets]
    text = markdown(("", *titles), [row.cells(titles) for row in rows]) + "\n\n" + _ABOUT
    (HOME / "widget.md").write_text(text + "\n")
    print(text, flush=True)


if __name__ == "__main__":
    main()
