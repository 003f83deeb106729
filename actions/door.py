"""`POST /actions`: where the engine has its actions run. The shared secret stands in `X-Porewell-Secret`."""

import asyncio
import hmac
import logging
from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import Annotated, Any

from fastapi import APIRouter, Header, HTTPException, Request, Response
from fastapi.responses import JSONResponse
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException

import actions
from actions.services import ActionServices, SalonAction

log = logging.getLogger(__name__)


def actions_router(services: ActionServices, secret: str) -> APIRouter:
    """Return the route that runs actions with `services`; callers must know `secret`."""
    executor = ActionExecutor()
    for kind in action_classes():
        executor.register_action(kind(services))
    router = APIRouter(include_in_schema=False)

    @router.post("/actions")
    async def run_action(request: Request, x_porewell_secret: Annotated[str, Header()] = "") -> Response:
        if not hmac.compare_digest(x_porewell_secret.encode(), secret.encode()):
            raise HTTPException(401, "the shared secret is missing or wrong")
        call = {"domain": {}, **await request.json()}
        try:
            return JSONResponse(await asyncio.to_thread(_run, executor, call))
        except ActionExecutionRejection as error:
            return JSONResponse({"error": error.message, "action_name": error.action_name}, 400)
        except ActionNotFoundException as error:
            return JSONResponse({"error": error.message, "action_name": error.action_name}, 404)
        except Exception:
            # The engine hears of it and the client gets an apology; no text of the client is logged.
            log.exception("conversation %s: %s failed", call.get("sender_id"), call.get("next_action"))
            return JSONResponse({"error": "the action failed"}, 500)

    return router


def action_classes() -> Iterator[type[SalonAction]]:
    """Yield every action of the modules in `actions/`."""
    for module in iter_modules(actions.__path__):
        for kind in vars(import_module(f"actions.{module.name}")).values():
            if isinstance(kind, type) and issubclass(kind, SalonAction) and kind.action_name:
                yield kind


def _run(executor: ActionExecutor, call: dict[str, Any]) -> Any:
    """Run an action in a thread of its own: its database calls must not hold up other clients."""
    result = asyncio.run(executor.run(call))
    return result.model_dump() if hasattr(result, "model_dump") else result
