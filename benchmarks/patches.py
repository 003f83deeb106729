"""What each patch of Rasa saves (`docs/decisions/0003-rasa-patches.md`): `python -m benchmarks.patches MODEL`.

Runs in the engine's environment: `bot/.venv/bin/python -m benchmarks.patches var/models/<newest>.tar.gz`. One process
for each patch that is left out, in rounds, so that whatever disturbs the machine meets all; prints CPU ms a message.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PATCHES = ("_remember_event_classes", "_compile_action_schema", "_keep_connections", "_run_graphs_in_order")
ALL = "all of these"
TURNS = 60
WARM_UP = 10
ROUNDS = 3
PLAIN, ACTION = "what is sebum", "when is my appointment"


def main() -> None:
    """Measure every patch, or one as a child does, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--without", default=None, help="leave out this patch; print milliseconds as JSON")
    options = parser.parse_args()
    if options.without is not None:
        print(json.dumps(measure(options.model, options.without)))
        return
    runs: dict[str, list[list[float]]] = {}
    for _ in range(ROUNDS):
        for patch in ("", *PATCHES, ALL):
            runs.setdefault(patch, []).append(_child(options.model, patch))
    plain, action = _medians(runs[""])
    print("| left out | CPU ms a plain message | CPU ms an action |\n|---|---|---|")
    print(f"| nothing | {plain:.1f} | {action:.1f} |")
    for patch in (*PATCHES, ALL):
        own = _medians(runs[patch])
        print(f"| {patch} | {own[0]:.1f} ({own[0] / plain:.1f}x) | {own[1]:.1f} ({own[1] / action:.1f}x) |")


def measure(model: Path, without: str) -> list[float]:
    """Return the CPU milliseconds of a plain message and of an action, in turns of one conversation."""
    from bot import runtime

    for patch in PATCHES:
        if without in (patch, ALL):
            setattr(runtime, patch, lambda: None)
    os.environ["POREWELL_ACTIONS_URL"] = _serve_actions()
    runtime.install()
    os.chdir(ROOT)
    return asyncio.run(_talk(model))


async def _talk(model: Path) -> list[float]:
    from rasa.core.agent import Agent
    from rasa.core.utils import AvailableEndpoints

    from bot.channel import take_turn
    from bot.nlg import ResponseNames
    from bot.tracker_store import RequestTrackerStore

    endpoints = AvailableEndpoints.read_endpoints(str(ROOT / "endpoints.yml"))
    agent = Agent.load(str(model), action_endpoint=endpoints.action, generator=ResponseNames())
    agent.processor.tracker_store = agent.tracker_store = RequestTrackerStore(agent.domain)
    found = []
    for text in (PLAIN, ACTION):
        state: list[dict[str, Any]] = []
        for turn in range(WARM_UP + TURNS):
            if turn == WARM_UP:
                used = time.process_time()
            body = {"conversation_id": "c", "message_id": f"m{turn}", "state": state, "text": text, "context": {}}
            answer = await take_turn(agent, body)
            assert answer["replies"] or text == ACTION, answer  # noqa: S101  a silent bot would be a quick one
            state = answer["state"]
        found.append(1000 * (time.process_time() - used) / TURNS)
    return found


def _serve_actions() -> str:
    """Start an action server that does nothing, in a process of its own, and return its address."""
    reading, writing = os.pipe()
    if os.fork() == 0:
        server = ThreadingHTTPServer(("127.0.0.1", 0), _Nothing)
        os.write(writing, str(server.server_address[1]).encode())
        threading.Thread(target=_end_with_parent, args=(os.getppid(),), daemon=True).start()
        server.serve_forever()
    return f"http://127.0.0.1:{os.read(reading, 16).decode()}/actions"


def _end_with_parent(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(0)


class _Nothing(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body in one packet: in two, a kept connection waits 40 ms for the delayed ACK

    def do_POST(self) -> None:
        """Answer with no events and no responses."""
        self.rfile.read(int(self.headers["Content-Length"]))
        content = b'{"events": [], "responses": []}'
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Print nothing."""


def _child(model: Path, patch: str) -> list[float]:
    command = [sys.executable, "-W", "ignore", "-m", "benchmarks.patches", str(model), "--without", patch or "nothing"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr[-2000:])
    return list(map(float, json.loads(done.stdout.splitlines()[-1])))


def _medians(runs: list[list[float]]) -> tuple[float, float]:
    return median(run[0] for run in runs), median(run[1] for run in runs)


if __name__ == "__main__":
    main()
