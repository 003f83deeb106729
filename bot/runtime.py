"""Makes Rasa 3.6.21 quick without editing it: the hot spots that profiling showed, replaced at start-up.

`install()` is called once by every entry point, before Rasa is imported. What each patch replaces and what it saved is in
`docs/decisions/0003-rasa-patches.md`; `tests/bot/test_runtime.py` holds each against the original.
"""

import logging
import os
from functools import cache
from typing import Any

from bot import absent


def install() -> None:
    """Prepare this process for Rasa: telemetry off, absent packages stood in for, hot spots replaced. Idempotent."""
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ["TQDM_DISABLE"] = "1"
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    absent.install()
    _quiet()
    _remember_event_classes()
    _compile_action_schema()
    _keep_connections()
    _run_graphs_in_order()
    _notice_failed_actions()


def _quiet() -> None:
    """Log warnings only, and never an exception's text: Rasa puts what clients write into both."""
    import structlog

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    handler = logging.StreamHandler()
    handler.setFormatter(NamesOnly())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)


class NamesOnly(logging.Formatter):
    """Formats a record as level, logger, place and exception class: enough to find it, nothing that anyone wrote."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one line without the record's message."""
        kind = f" {record.exc_info[0].__name__}" if record.exc_info and record.exc_info[0] else ""
        return f"{record.levelname} {record.name}:{record.lineno}{kind}"


def _remember_event_classes() -> None:
    """Look an event's class up in a dict; Rasa walks the whole class tree once per stored event."""
    from rasa.shared.core import events

    walk = events.Event.resolve_by_type
    events.Event.resolve_by_type = staticmethod(cache(walk))


def _compile_action_schema() -> None:
    """Compile the schema of action answers once; Rasa re-validates the schema itself on every call."""
    from jsonschema.validators import validator_for
    from rasa.core.actions.action import RemoteAction

    schema = RemoteAction.action_response_format_spec()
    kind = validator_for(schema)
    kind.check_schema(schema)
    compiled = kind(schema)

    def validate(self: RemoteAction, result: dict[str, Any]) -> bool:
        compiled.validate(result)
        return True

    RemoteAction._validate_action_result = validate


def _keep_connections() -> None:
    """Keep one connection pool to the action server, and wait as long as we want; Rasa opens a connection per action.

    It also names its own limit of 300 seconds with each of these requests, which a session's limit does not overrule.
    """
    import aiohttp
    from rasa.core.actions import action
    from rasa.utils.endpoints import EndpointConfig

    limit = aiohttp.ClientTimeout(total=float(os.environ.get("POREWELL_ACTION_DEADLINE_SECONDS", "3.5")))
    action.DEFAULT_REQUEST_TIMEOUT = limit
    pools: dict[int, aiohttp.ClientSession] = {}

    class Pooled(aiohttp.ClientSession):
        async def __aexit__(self, *exc: object) -> None:
            """Stay open for the next action."""

    def session(self: EndpointConfig) -> aiohttp.ClientSession:
        pool = pools.get(id(self))
        if pool is None or pool.closed:
            pool = pools[id(self)] = Pooled(headers=self.headers, timeout=limit)
        return pool

    EndpointConfig.session = session


def _run_graphs_in_order() -> None:
    """Run the prediction graph node after node; Dask plans it anew, two or three times a message."""
    from rasa.core import processor

    from bot.graph import OrderedGraphRunner

    processor.DaskGraphRunner = OrderedGraphRunner


def _notice_failed_actions() -> None:
    """Record an action that failed on the call; Rasa logs it and goes on in silence."""
    from rasa.core.actions.action import ActionExecutionRejection, RemoteAction

    from bot.tracker_store import current_call

    run = RemoteAction.run

    async def run_and_record(self: RemoteAction, *args: Any, **kwargs: Any) -> Any:
        try:
            return await run(self, *args, **kwargs)
        except ActionExecutionRejection:
            raise
        except Exception:
            call = current_call.get(None)
            if call is not None:
                call.failed_action = self.name()
            raise

    RemoteAction.run = run_and_record
