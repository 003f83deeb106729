"""An engine as it is served: a process of its own on the loopback address."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
SECRET = "hush"
STARTING_SECONDS = 300.0


@dataclass
class Engine:
    """A running engine."""

    port: int
    process: subprocess.Popen[bytes]
    log: Path

    def post(self, path: str, body: Any, secret: str = SECRET) -> tuple[int, Any]:
        """Post JSON to the channel; return status and answer."""
        return self.ask("POST", path, json.dumps(body), secret)

    def ask(self, method: str, path: str, body: str = "", secret: str = SECRET) -> tuple[int, Any]:
        """Send a request; return status and answer."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = {"X-Porewell-Secret": secret, "Content-Type": "application/json"}
        connection.request(method, path, body.encode(), headers)
        response = connection.getresponse()
        content = response.read()
        connection.close()
        try:
            return response.status, json.loads(content)
        except ValueError:
            return response.status, content.decode(errors="replace")

    def turn(self, text: str = "", state: Any = (), **more: Any) -> dict[str, Any]:
        """Take a turn that must succeed."""
        body = {"conversation_id": "c1", "message_id": "m1", "state": list(state), "text": text, "context": {}}
        status, answer = self.post("/webhooks/salon/turn", body | more)
        assert status == 200, answer
        return dict(answer)


@contextmanager
def serving(model: Path, environment: Mapping[str, str], log: Path) -> Iterator[Engine]:
    """Serve a model until the block ends; what the engine prints goes to the log."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with ExitStack() as opened:
        output = opened.enter_context(log.open("wb"))
        command = [sys.executable, "-m", "bot.serve", str(model), "--port", str(port)]
        process = opened.enter_context(
            subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT)
        )
        opened.callback(process.terminate)
        served = Engine(port, process, log)
        _wait_until_ready(served)
        yield served


def _wait_until_ready(engine: Engine) -> None:
    deadline = time.monotonic() + STARTING_SECONDS
    while True:
        try:
            if engine.ask("GET", "/webhooks/salon/ready")[0] == 200:
                return
        except OSError:
            pass
        assert engine.process.poll() is None and time.monotonic() < deadline, engine.log.read_text()
        time.sleep(0.2)
