"""Trains one pipeline on one benchmark and measures it, all inside Rasa: `python -m benchmarks.nlu.inside --help`.

Runs in the engine's environment, or in stock Rasa's; prints its figures as one line of JSON.
"""

import argparse
import asyncio
import json
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.nlu.scores import accuracy, auroc, quantile, right_when_refusing
from benchmarks.nlu.sets import SETS, Benchmark, Phrases, read
from benchmarks.nlu.typos import with_typos

FOLDER = Path(__file__).resolve().parent
_TIMED = 300
_WARM_UP = 20
_RECALL = 0.95

Answers = list[tuple[str, float]]
"""Of each message the likeliest intent and its confidence."""


def main() -> None:
    """Train, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pipeline", choices=("porewell", "stock"))
    parser.add_argument("name", choices=SETS)
    parser.add_argument("data", type=Path)
    options = parser.parse_args()
    benchmark = read(options.data, options.name)
    if options.pipeline == "porewell":
        from bot import runtime

        runtime.install()
    with tempfile.TemporaryDirectory() as folder:
        started, used = time.monotonic(), time.process_time()
        model = train(Path(folder), options.pipeline, benchmark.train)
        cost = {"training_seconds": time.monotonic() - started, "training_cpu_seconds": time.process_time() - used}
        print(json.dumps(asyncio.run(measure(model, benchmark)) | cost))


def train(folder: Path, pipeline: str, phrases: Phrases) -> Path:
    """Train in `folder` and return the model.

    Raises:
        SystemExit: Rasa did not train; it has said why.
    """
    from rasa.model_training import train_nlu

    encoder = os.environ.get("POREWELL_BENCHMARK_ENCODER", "encoder")
    config, data = folder / "config.yml", folder / "nlu.yml"
    config.write_text((FOLDER / f"pipeline_{pipeline}.yml").read_text().replace("${ENCODER}", encoder))
    data.write_text(training_data(phrases))
    model = train_nlu(str(config), str(data), str(folder), fixed_model_name="model")
    if not model:
        raise SystemExit("Rasa did not train the benchmark's model.")
    return Path(model)


def training_data(phrases: Phrases) -> str:
    """Return the phrases as Rasa's training data, in YAML."""
    entries: dict[str, list[str]] = {}
    for text, intent in zip(phrases.texts, phrases.intents, strict=True):
        entries.setdefault(intent, []).append(f"    - {text}\n")
    blocks = (f"- intent: {json.dumps(name)}\n  examples: |\n{''.join(found)}" for name, found in entries.items())
    return 'version: "3.1"\nnlu:\n' + "".join(blocks)


async def measure(model: Path, benchmark: Benchmark) -> dict[str, float]:
    """Return accuracy, accuracy with typos, what is known of out-of-scope messages, and the time of a message."""
    from rasa.core.agent import Agent

    agent = Agent.load(str(model))
    texts, intents = benchmark.test.texts, benchmark.test.intents
    misspelt = [with_typos(text) for text in texts]
    found, found_misspelt = await _ask(agent, texts), await _ask(agent, misspelt)
    right = [intent == expected for (intent, _), expected in zip(found, intents, strict=True)]
    figures = {
        "accuracy": accuracy(right),
        "accuracy_with_typos": accuracy([one == two for (one, _), two in zip(found_misspelt, intents, strict=True)]),
    }
    if benchmark.out_of_scope:
        inside, outside = _confidences(found), _confidences(await _ask(agent, benchmark.out_of_scope))
        figures["auroc"] = auroc(inside, outside)
        figures["right_at_95"] = right_when_refusing(right, inside, outside, _RECALL)
    for ending, asked in (("", texts), ("_with_typos", misspelt)):
        wall, cpu = await _milliseconds(agent, asked)
        figures |= {f"median_ms{ending}": quantile(wall, 0.5), f"p95_ms{ending}": quantile(wall, 0.95)}
        figures[f"median_cpu_ms{ending}"] = quantile(cpu, 0.5)
    return figures


async def _ask(agent: Any, texts: Sequence[str]) -> Answers:
    answers = []
    for index, text in enumerate(texts):
        intent = (await agent.parse_message(text))["intent"]
        answers.append((str(intent["name"]), float(intent["confidence"])))
        if index % 1000 == 0:
            print(f"  {index} of {len(texts)} messages", file=sys.stderr, flush=True)
    return answers


async def _milliseconds(agent: Any, texts: Sequence[str]) -> tuple[list[float], list[float]]:
    """Return wall and CPU time of some messages spread over the test, one after the other."""
    wall, cpu = [], []
    for text in texts[:: max(1, len(texts) // (_TIMED + _WARM_UP))]:
        started, used = time.perf_counter(), time.process_time()
        await agent.parse_message(text)
        wall.append(1000 * (time.perf_counter() - started))
        cpu.append(1000 * (time.process_time() - used))
    return wall[_WARM_UP:], cpu[_WARM_UP:]


def _confidences(answers: Answers) -> list[float]:
    return [confidence for _, confidence in answers]


if __name__ == "__main__":
    main()
