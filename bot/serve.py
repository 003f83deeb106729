"""Serves the engine on the loopback address: `python -m bot.serve MODEL [--port 5005] [--or-in-service]`.

Expects in the environment: `POREWELL_ENGINE_SECRET` (asked of every caller), `POREWELL_ACTIONS_URL` (the app's
`/actions`). One process, one thread, no conversation kept: start as many as there are cores.
"""

import argparse
import os
import resource
from pathlib import Path

from bot import runtime
from bot.train import model_path

ROOT = Path(__file__).resolve().parent.parent
MEMORY_LIMIT_MB = 3000


def main() -> None:
    """Serve until the process is told to stop."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--port", type=int, default=5005)
    parser.add_argument(
        "--or-in-service",
        action="store_true",
        help="serve the model that fits what staff have corrected by now, if there is one: an engine that is started "
        "again must not fall back behind a model that was put into service meanwhile",
    )
    options = parser.parse_args()
    in_service = model_path() if options.or_in_service else None  # reads all that a model is made of
    model = in_service if in_service and in_service.exists() else options.model
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    runtime.install()
    os.chdir(ROOT)
    limit = int(os.environ.get("POREWELL_ENGINE_MEMORY_MB", MEMORY_LIMIT_MB)) << 20
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    serve(model, options.port)


def serve(model: Path, port: int) -> None:
    """Run Rasa's server with our channel as its only route."""
    import functools

    import rasa.core.run as rasa_run
    from rasa.core.utils import AvailableEndpoints
    from sanic import Sanic

    # Sanic's worker manager spawns processes that would not know our patches.
    Sanic.run = functools.partialmethod(Sanic.run, single_process=True, access_log=False, motd=False)
    rasa_run.serve_application(
        model_path=str(model),
        interface="127.0.0.1",
        port=port,
        credentials=str(ROOT / "credentials.yml"),
        endpoints=AvailableEndpoints.read_endpoints(str(ROOT / "endpoints.yml")),
        enable_api=False,
    )


if __name__ == "__main__":
    main()
