"""`make benchmark-desk`: the desk's pages over 100,000 messages, on SQLite and on PostgreSQL, and a table.

Each page is asked for through the app, signed in: permission, query, decryption, template. Several minutes; most of it
is filling. Everything is written under `var/benchmark`, and in a schema of its own that is dropped at the end.
"""

import argparse
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from os import getloadavg
from pathlib import Path

from sqlalchemy.exc import OperationalError

from benchmarks.desk.databases import postgresql, sqlite
from benchmarks.desk.filling import Amount
from benchmarks.desk.measuring import Times, measure
from benchmarks.load import quantile
from benchmarks.programs import HOME
from benchmarks.table import markdown
from benchmarks.training import cores

AIM_MS = 150
QUICK = Amount(conversations=500)
_FIGURES = ("median", "p95", "CPU p95")
_HEAD = ("page", *(f"{name} {figure}" for name in ("SQLite", "PostgreSQL") for figure in _FIGURES))


@dataclass(frozen=True)
class Found:
    """What came of one database: lines in it, times by page, and what forgetting an erased line cost, in ms."""

    lines: int
    times: dict[str, Times]
    forgetting_ms: float


def main() -> None:
    """Measure, print the table, and write it to var/benchmark/desk.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="with few conversations, to see that it works")
    parser.add_argument("--requests", type=int, default=40, help="of each page")
    chosen = parser.parse_args()
    amount = QUICK if chosen.quick else Amount()
    folder = HOME / "desk"
    with sqlite(folder) as url:
        found: list[Found | None] = [_measure(url, folder, amount, chosen.requests)]
    found.append(None)
    with suppress(OperationalError), postgresql() as url:
        found[1] = _measure(url, folder, amount, chosen.requests)
    text = markdown(_HEAD, rows(found)) + "\n\n" + "\n".join(_notes(found))
    (HOME / "desk.md").write_text(text + "\n")
    print(text, flush=True)


def rows(found: Sequence[Found | None]) -> list[list[str]]:
    """Return a row for each page: milliseconds of each database, "-" where there was none."""
    first = next(one for one in found if one)
    return [[name, *(cell for one in found for cell in _cells(one and one.times[name]))] for name in first.times]


def _cells(times: Times | None) -> list[str]:
    if times is None:
        return ["-"] * len(_FIGURES)
    shown = (quantile(times.wall, 0.5), quantile(times.wall, 0.95), quantile(times.cpu, 0.95))
    return [f"{value:.0f}" for value in shown]


def _measure(url: str, folder: Path, amount: Amount, requests: int) -> Found:
    print(f"Filling {url.partition(':')[0]} ...", file=sys.stderr, flush=True)
    return Found(*measure(url, folder, amount, requests))


def _notes(found: Sequence[Found | None]) -> list[str]:
    there = [one for one in found if one]
    worst = max(quantile(times.wall, 0.95) for one in there for times in one.times.values())
    return [
        f"{there[0].lines:,} messages. Milliseconds by the wall clock, and of the app's CPU; {cores()} cores, on which "
        f"{getloadavg()[1]:.1f} programs wanted to run at once while this was measured.",
        f"Slowest 95th percentile: {worst:.0f} ms; the aim is {AIM_MS} ms.",
        f"Taking an erased conversation out of SQLite's index and files: {there[0].forgetting_ms:.0f} ms.",
    ]


if __name__ == "__main__":
    main()
