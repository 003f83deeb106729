"""`make benchmark-nlu`: our NLU components on Banking77 and CLINC150, ten phrases an intent, inside Rasa.

A few minutes. With `--stock` the pipeline of `rasa init` is trained and measured in the same run (about half an hour of
CPU); without it, the figures that were measured for it before are shown. The encoder is the plain one if it was built
(see benchmarks/README.md), else the one that ships, which was tuned on our own phrases.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.messages import ROOT
from benchmarks.nlu.sets import SETS
from benchmarks.programs import HOME, STOCK_ENVIRONMENT, install_stock
from benchmarks.table import markdown
from salon.programs import ENGINE_PYTHON

DATA = ROOT / "benchmarks" / "data"
PLAIN_ENCODER = HOME / "encoder"
SHIPPED_ENCODER = ROOT / "encoder"
NAMES = {"banking": "Banking77", "clinc": "CLINC150"}
ROWS: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("accuracy", "right, %", {"banking": ">= 87", "clinc": ">= 90"}),
    ("accuracy_with_typos", "right with a typo in every other word, %", {"banking": ">= 82"}),
    ("auroc", "out-of-scope AUROC", {"clinc": ">= 96"}),
    ("right_at_95", "right at 95 % out-of-scope recall, %", {"clinc": ">= 79"}),
    ("median_ms", "a message, median ms", {"banking": "<= 4", "clinc": "<= 4"}),
    ("p95_ms", "a message, p95 ms", {"banking": "<= 8", "clinc": "<= 8"}),
    ("median_cpu_ms", "a message, median CPU ms", {}),
    ("median_ms_with_typos", "a message with typos, median ms", {}),
    ("p95_ms_with_typos", "a message with typos, p95 ms", {}),
    ("training_cpu_seconds", "training, CPU s", {}),
)
# Measured once on the same phrases, test, typos and kind of machine; CLINC150 with 20 epochs instead of 100.
BEFORE: dict[str, dict[str, float]] = {
    "banking": {
        "accuracy": 67.05,
        "accuracy_with_typos": 56.79,
        "median_ms": 9.74,
        "p95_ms": 13.2,
        "training_cpu_seconds": 790,
    },
    "clinc": {
        "accuracy": 68.42,
        "accuracy_with_typos": 55.96,
        "auroc": 85.26,
        "right_at_95": 49.24,
        "training_cpu_seconds": 144,
    },
}


def main() -> None:
    """Measure, print the tables, and write them to var/benchmark/nlu.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("POREWELL_BENCHMARK_DATA", DATA)))
    parser.add_argument("--encoder", type=Path, default=_encoder(), help="folder of model.onnx and tokenizer.json")
    parser.add_argument("--stock", action="store_true", help="measure stock Rasa in the same run")
    options = parser.parse_args()
    if options.stock:
        install_stock()
    os.environ["POREWELL_BENCHMARK_ENCODER"] = str(options.encoder.resolve())
    tables = [_table(name, options.data.resolve(), stock=options.stock) for name in SETS]
    tuned = "tuned on our phrases" if options.encoder.resolve() == SHIPPED_ENCODER else f"of {options.encoder}"
    text = "\n\n".join([*tables, f"Porewell: encoder {tuned}."])
    HOME.mkdir(parents=True, exist_ok=True)
    (HOME / "nlu.md").write_text(text + "\n")
    print(text)


def _encoder() -> Path:
    return PLAIN_ENCODER if (PLAIN_ENCODER / "model.onnx").exists() else SHIPPED_ENCODER


def _table(name: str, data: Path, *, stock: bool) -> str:
    ours = _measure(ENGINE_PYTHON, "porewell", name, data)
    theirs = _measure(STOCK_ENVIRONMENT / "bin" / "python", "stock", name, data) if stock else BEFORE[name]
    head = (f"{NAMES[name]}, 10-shot", "stock Rasa" if stock else "stock Rasa, measured before", "Porewell", "aim")
    rows = [
        (title, _figure(theirs.get(key)), _figure(ours.get(key)), aims.get(name, ""))
        for key, title, aims in ROWS
        if key in ours
    ]
    return markdown(head, rows)


def _measure(python: Path, pipeline: str, name: str, data: Path) -> dict[str, Any]:
    print(f"Training and measuring {pipeline} on {NAMES[name]} ...", file=sys.stderr, flush=True)
    quiet = {"LOG_LEVEL": "ERROR", "PYTHONWARNINGS": "ignore", "RASA_TELEMETRY_ENABLED": "false"}
    environment = {**os.environ, **quiet, "OMP_NUM_THREADS": "1", "TF_CPP_MIN_LOG_LEVEL": "3"}
    command = [str(python), "-m", "benchmarks.nlu.inside", pipeline, name, str(data)]
    done = subprocess.run(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures


def _figure(figure: float | None) -> str:
    return "-" if figure is None else f"{figure:,.2f}"


if __name__ == "__main__":
    main()
