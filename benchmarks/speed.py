"""`make benchmark`: Porewell and stock Rasa in one run, requests in turn, and a table with ratios.

Takes a quarter of an hour, the first time more: stock Rasa is installed and trained too. Everything stays on the
loopback address and under `var/benchmark`; the salon's own database is not touched.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks import usage
from benchmarks.bounded import changed_answers
from benchmarks.load import Begin, Times, alternate, long_talk, together
from benchmarks.probes import action_messages, mixed_messages, plain_messages
from benchmarks.programs import HOME, Porewell, Side, Stock, install_stock, start_porewell, start_stock, train_stock
from benchmarks.table import HEAD, Row, markdown
from benchmarks.training import Training, cores, train

CONVERSATIONS = 8
WINDOW = 10
_ABOUT = (
    "Stock: Rasa 3.6.21 with pipeline and policies of `rasa init`, our training phrases, SQLite, REST and "
    "`rasa run actions`; trained for a few epochs only, since an answer costs the same whatever the epochs: hence no "
    "figure for its training. The product stores, encrypts and checks each message besides; the engine alone does what "
    "stock Rasa does, without keeping conversations. In brackets: how many times better than stock."
)


@dataclass(frozen=True)
class Size:
    """How long is measured: messages a side, rounds of some seconds, turns of the long conversation."""

    messages: int = 120
    rounds: int = 3
    seconds: float = 8.0
    turns: int = 500


QUICK = Size(messages=30, rounds=1, seconds=4.0, turns=60)


@dataclass(frozen=True)
class Sides:
    """Both sides, running, and what they are asked."""

    porewell: Porewell
    stock: Stock
    plain: list[str]
    action: list[str]

    def beginnings(self) -> dict[str, tuple[Begin, Side]]:
        """Return how a conversation is begun with each of the three, and whose CPU it uses."""
        porewell, stock = self.porewell, self.stock
        return {
            "stock": (stock.rest, stock),
            "product": (porewell.product, porewell),
            "engine": (porewell.engine, porewell),
        }


@dataclass(frozen=True)
class Load:
    """What came of several conversations at once."""

    messages_a_second: float
    cpu_milliseconds: float


def main() -> None:
    """Measure, print the table, and write it to var/benchmark/speed.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a few minutes, to see that it works")
    size = QUICK if parser.parse_args().quick else Size()
    if sys.platform != "linux":
        raise SystemExit("CPU and memory are read from /proc: this runs on Linux only.")
    _say("Training our model from cold ...")
    trained = train(HOME)
    _say("Installing and training stock Rasa, if that was not done before (some minutes) ...")
    install_stock()
    train_stock(HOME / "stock")
    rows, notes = measure(trained, size)
    text = "\n\n".join((markdown(HEAD, [row.cells() for row in rows]), *notes))
    (HOME / "speed.md").write_text(text + "\n")
    print(text, flush=True)


def measure(trained: Training, size: Size) -> tuple[list[Row], list[str]]:
    """Start both sides, measure everything, stop them; return the table's rows and the notes under it."""
    running: list[Side] = []
    try:
        _say("Starting both sides ...")
        running.append(porewell := start_porewell(HOME / "porewell", trained.model))
        running.append(stock := start_stock(HOME / "stock"))
        begin = porewell.engine, stock.rest
        sides = Sides(porewell, stock, plain_messages(*begin), action_messages(*begin))
        foreign, used = usage.Foreign(), _used(running)
        rows = [*_latency(sides, size), *_load(sides, size), *_growth(sides, size), *_footprint(sides, trained)]
        others = foreign.cores(_used(running) - used)
    finally:
        for side in running:
            side.stop()
    _say("Comparing the bounded state with the whole history ...")
    changed = 100 * changed_answers(HOME / "bounded", trained.model)
    rows.append(Row("answers changed by the bounded state, %", None, None, changed, "<= 1"))
    return rows, _notes(others)


def _latency(sides: Sides, size: Size) -> list[Row]:
    rows = []
    for name, texts, aim in (("plain", sides.plain, "8x"), ("action", sides.action, "10x")):
        _say(f"One client, one {name} message after the other ...")
        begin = {side: begin for side, (begin, _) in sides.beginnings().items()}
        times = alternate(begin, texts, size.messages)
        rows += [_row(f"{name}, median ms", times, 0.5, aim), _row(f"{name}, p95 ms", times, 0.95)]
    return rows


def _load(sides: Sides, size: Size) -> list[Row]:
    _say(f"{CONVERSATIONS} conversations at once, in turn ...")
    texts = mixed_messages(sides.plain, sides.action)
    parts: dict[str, list[Load]] = {}
    for _ in range(size.rounds):
        for name, (begin, side) in sides.beginnings().items():
            parts.setdefault(name, []).append(_round(begin, texts, side, size.seconds))
    rate = {name: _mean([part.messages_a_second for part in found]) for name, found in parts.items()}
    cpu = {name: _mean([part.cpu_milliseconds for part in found]) for name, found in parts.items()}
    title = f"{CONVERSATIONS} conversations, messages a second"
    return [
        Row(title, rate["stock"], rate["product"], rate["engine"], "12x", more_is_better=True),
        Row("CPU ms a message, all processes", cpu["stock"], cpu["product"], cpu["engine"], "10x"),
    ]


def _round(begin: Begin, texts: Sequence[str], side: Side, seconds: float) -> Load:
    used, started = side.cpu_seconds(), time.monotonic()
    times = together(begin, texts, CONVERSATIONS, seconds)
    count = len(times.milliseconds)
    return Load(count / (time.monotonic() - started), 1000 * (side.cpu_seconds() - used) / count)


def _growth(sides: Sides, size: Size) -> list[Row]:
    _say(f"One conversation of {size.turns} turns each ...")
    found = {
        name: long_talk(begin, sides.plain, size.turns, WINDOW, side.cpu_seconds)
        for name, (begin, side) in sides.beginnings().items()
    }
    first = {name: pair[0] for name, pair in found.items()}
    last = {name: pair[1] for name, pair in found.items()}
    return [
        Row(f"CPU ms a plain message, turns 1-{WINDOW}", first["stock"], first["product"], first["engine"]),
        Row(f"CPU ms a plain message at turn {size.turns}", last["stock"], last["product"], last["engine"]),
        _growth_row(f"turn {size.turns} to turns 1-{WINDOW}", first, last),
    ]


def _growth_row(name: str, first: dict[str, float], last: dict[str, float]) -> Row:
    growth = {side: last[side] / first[side] for side in first}
    return Row(name, growth["stock"], growth["product"], growth["engine"], "<= 1.2", digits=2)


def _footprint(sides: Sides, trained: Training) -> list[Row]:
    porewell, stock = sides.porewell, sides.stock
    stock_mb, app_mb, engine_mb = (usage.pss_mb(side.pid) for side in (stock.main, porewell.other[0], porewell.main))
    return [
        Row("memory of the process that runs Rasa, MB PSS", stock_mb, None, engine_mb, "<= 350", digits=0),
        Row("memory of the app, MB PSS", None, app_mb, None, digits=0),
        Row("CPU s until Rasa is ready", stock.cpu_until_ready, None, porewell.cpu_until_ready, "<= 10"),
        Row("training from cold, s", None, None, trained.wall_seconds, "<= 60"),
        Row("training from cold, CPU s", None, None, trained.cpu_seconds),
    ]


def _row(name: str, times: dict[str, Times], share: float, aim: str = "") -> Row:
    found = {side: each.quantile(share) for side, each in times.items()}
    return Row(name, found["stock"], found["product"], found["engine"], aim)


def _notes(others: float) -> list[str]:
    machine = f"{cores()} cores, of which other work used {others:.1f} while the servers were measured."
    return [machine, _ABOUT]


def _used(sides: Sequence[Side]) -> float:
    return sum(side.cpu_seconds() for side in sides)


def _mean(figures: Sequence[float]) -> float:
    return sum(figures) / len(figures)


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
