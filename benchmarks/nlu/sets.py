"""Reads the public benchmarks: JSON lines, one `{"text": …, "intent": …}` each; see `benchmarks/data/README.md`."""

import json
from dataclasses import dataclass
from pathlib import Path

SETS = ("banking", "clinc")


@dataclass(frozen=True)
class Phrases:
    """Texts and the intent of each, in the order of the file."""

    texts: list[str]
    intents: list[str]


@dataclass(frozen=True)
class Benchmark:
    """One benchmark: ten training phrases for each intent, the official test, and what belongs to no intent."""

    train: Phrases
    test: Phrases
    out_of_scope: list[str]


def read(folder: Path, name: str) -> Benchmark:
    """Read a benchmark.

    Raises:
        SystemExit: its files are not there.
    """
    outside = folder / f"{name}_oos_test.jsonl"
    try:
        train, test = (_read(folder / f"{name}_{part}.jsonl") for part in ("train10", "test"))
    except FileNotFoundError as error:
        raise SystemExit(f"{error.filename} is missing; benchmarks/data/README.md says where it comes from.") from error
    return Benchmark(train, test, _read(outside).texts if outside.exists() else [])


def _read(file: Path) -> Phrases:
    rows = [json.loads(line) for line in file.read_text().splitlines()]
    return Phrases([row["text"] for row in rows], [row["intent"] for row in rows])
