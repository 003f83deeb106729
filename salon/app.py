"""The app: mounts the doors, translates errors once, and looks after what a crash left behind.

`uvicorn salon.app:create_app --factory` serves it.
"""

import asyncio
import contextlib
import functools
import logging
from collections.abc import AsyncIterator, Sequence
from importlib.metadata import version
from pathlib import Path

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles

from actions.door import actions_router
from actions.services import ActionServices
from salon.app_errors import translate_errors
from salon.app_guards import BodyLimit, add_headers
from salon.app_origins import Origins
from salon.background import background
from salon.channels.doors import LARGEST_MESSAGES, PATH, Door, apps_of, linked_titles, links_of, open_doors
from salon.channels.limits import Limits
from salon.channels.widget.files import widget_files
from salon.channels.widget.routes import widget_router
from salon.conversations.incoming import LONGEST_TEXT
from salon.desk.router import desk_app
from salon.errors import describe
from salon.migrate import migrate
from salon.origins import origin_of
from salon.services import Services, lay_foundation, open_services
from salon.settings import Settings, load_settings
from salon.widget_manifest import BUILT

log = logging.getLogger(__name__)

DEMO = Path(__file__).parent / "channels" / "widget" / "demo"
"""The page on which the salon can try the chat."""
LARGEST_BODY = 16 * 1024
_RESUME_SECONDS = 1.0


def create_app(settings: Settings | None = None) -> FastAPI:
    """Return the app for these settings, or for those of the environment; the database is migrated first."""
    settings = settings or load_settings()
    migrate(settings.url)
    base = lay_foundation(settings)
    doors, limits = open_doors(base), limits_of(settings)
    services = open_services(settings, base=base, apps=apps_of(doors), limit=limits.seconds_over)
    return build_app(services, doors, limits)


def build_app(services: Services, doors: Sequence[Door] = (), limits: Limits | None = None) -> FastAPI:
    """Return the app with all its doors in front of these services; `doors` are those of messaging apps."""
    app = FastAPI(title="Porewell", version=version("porewell"), lifespan=_lifespan, docs_url=None, redoc_url=None)
    app.state.services = services
    app.state.doors = doors
    limits = limits or limits_of(services.settings)
    translate_errors(app, services.responses)
    too_large = functools.partial(services.responses.text, "utter_message_too_long", {"limit": f"{LONGEST_TEXT:,}"})
    app.add_middleware(
        BodyLimit, largest=LARGEST_BODY, detail=too_large, unlimited=("/actions",), larger={PATH: LARGEST_MESSAGES}
    )
    app.add_middleware(
        Origins,
        allowed=_origins(services),
        refusal=functools.partial(_refusal, services),
        # Scripts are asked for across origins by every page. One that may not go on hears so from the script.
        open_to_all=("/widget/",),
        own_only=("/desk",),
    )
    app.middleware("http")(add_headers)  # the last is the outermost: these stand on refusals too
    app.include_router(widget_router(services, limits, functools.partial(links_of, doors)))
    app.include_router(actions_router(_action_services(services), services.engine_secret))
    app.include_router(_messaging_router(services, doors))
    app.mount("/desk", desk_app(services))
    _add_status(app, services, doors)
    _add_pages(app, services)
    return app


def limits_of(settings: Settings) -> Limits:
    """Return what counts messages and requests, for all doors together."""
    return Limits(settings.messages_per_minute, settings.address_requests_per_minute, settings.limits_url)


def _origins(services: Services) -> list[str]:
    """Return the websites that may show the chat; the app's own address stands among them if it is known."""
    own = services.settings.public_url
    return [*services.salon.widget.origins, *([origin_of(own)] if own else [])]


def _refusal(services: Services, origin: str | None) -> str:
    if origin is None:
        return services.responses.text("utter_origin_nameless")
    return services.responses.text("utter_origin_refused", {"origin": origin})


def _action_services(services: Services) -> ActionServices:
    return ActionServices(
        salon=services.salon,
        booking=services.booking,
        reception=services.reception,
        written=services.written,
        cards=services.cards,
        responses=services.responses,
        sources=services.sources,
        clock=services.clock,
    )


def _messaging_router(services: Services, doors: Sequence[Door]) -> APIRouter:
    router = APIRouter(prefix=PATH)
    for door in doors:
        if door.app:
            door.add_routes(router, services.messaging)
    return router


def _add_pages(app: FastAPI, services: Services) -> None:
    """Add the demo page, and the widget's files."""
    demo = StaticFiles(directory=DEMO, check_dir=False)

    @app.get("/", include_in_schema=False)
    async def page(request: Request) -> Response:
        return await demo.get_response("index.html", request.scope)

    app.mount("/demo", demo)
    app.mount("/widget", widget_files(BUILT, functools.partial(_moved, services)))


def _moved(services: Services, path: str) -> str:
    return services.responses.text("utter_widget_moved", {"address": path})


def _add_status(app: FastAPI, services: Services, doors: Sequence[Door]) -> None:
    """Add what tells how the app is, and what the salon is."""

    @app.get("/healthz", tags=["status"])
    async def health() -> dict[str, str]:
        """Tell that the app runs."""
        return {"status": "ok"}

    @app.get("/readyz", tags=["status"])
    async def ready() -> JSONResponse:
        """Tell whether clients get answers: 503 while the engine is waking up."""
        awake = await services.conversations.engine_ready()
        return JSONResponse({"status": "ready" if awake else "waking up"}, 200 if awake else 503)

    @app.get("/v1/salon", tags=["salon"])
    async def salon(request: Request) -> dict[str, object]:
        """Return what the page shows of the salon."""
        facts = services.salon.facts()
        shown = ("salon_name", "city", "address", "hours", "phone", "email", "emergency_number", "crisis_line")
        treatments = [
            {"name": one.name, "duration_minutes": one.duration_minutes, "price_pence": one.price_pence}
            for one in services.salon.treatments
        ]
        said: dict[str, object] = {name.removeprefix("salon_"): facts[name] for name in shown}
        zone = services.salon.zone.key
        return (
            said
            | {"treatments": treatments, "currency": services.salon.currency, "zone": zone}
            | {"messaging_apps": linked_titles(doors)}
        )


@contextlib.asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    services: Services = app.state.services
    resuming = asyncio.create_task(_resume(services))
    async with background(services, [work for door in app.state.doors if (work := door.work(services.messaging))]):
        yield
    resuming.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await resuming
    for messaging_app in services.apps.values():
        await messaging_app.close()
    await services.engines.close()
    services.database.engine.dispose()


async def _resume(services: Services) -> None:
    """Answer what was left unanswered, as soon as the engine is awake."""
    while not await services.conversations.engine_ready():  # noqa: ASYNC110  the engine is another process
        await asyncio.sleep(_RESUME_SECONDS)
    try:
        if answered := await services.conversations.resume():
            log.warning("answered %d messages that were left over", answered)
    except Exception as error:  # noqa: BLE001  a door: the app serves on
        log.error("messages are left unanswered: %s", describe(error))  # noqa: TRY400  see `describe`
