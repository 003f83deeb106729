"""The desk as an app of its own, mounted at `/desk`: its own errors, its own policy, its own pages."""

from importlib.metadata import version
from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import RedirectResponse, Response
from fastapi.staticfiles import StaticFiles

from salon.desk.access import Access
from salon.desk.account import add_account_routes
from salon.desk.audit import add_audit_routes
from salon.desk.conversation import add_conversation_routes
from salon.desk.diary import add_diary_routes
from salon.desk.door import DeskDoor
from salon.desk.errors import show_errors
from salon.desk.figures import add_figures_routes
from salon.desk.giving_back import add_giving_back_routes
from salon.desk.handoffs import add_handoff_routes
from salon.desk.inbox import add_inbox_routes
from salon.desk.live import add_live_route
from salon.desk.login import add_login_routes
from salon.desk.pages import Pages
from salon.desk.policy import add_policy
from salon.desk.rights import add_rights_routes
from salon.desk.settings import add_settings_routes
from salon.desk.staff import add_staff_routes
from salon.desk.takeover import add_takeover_routes
from salon.desk.teach import add_teach_routes
from salon.services import Services

STATIC = Path(__file__).parent / "static"


def desk_app(services: Services) -> FastAPI:
    """Return the desk; its routes carry no `/desk` of their own."""
    app = FastAPI(title="Porewell's desk", docs_url=None, redoc_url=None, openapi_url=None)
    pages = Pages(services.salon, services.clock, version("porewell"))
    # The app's own router: FastAPI builds every route of an included one a second time.
    desk = DeskDoor(app.router, services, Access(services.sessions), pages)
    app.state.desk = desk
    show_errors(app, desk)
    app.middleware("http")(add_policy)
    app.mount("/static", StaticFiles(directory=STATIC))
    add_login_routes(desk)
    add_account_routes(desk)
    add_staff_routes(desk)
    add_audit_routes(desk)
    add_live_route(desk)
    add_inbox_routes(desk)
    add_conversation_routes(desk)
    add_handoff_routes(desk)
    add_takeover_routes(desk)
    add_giving_back_routes(desk)
    add_figures_routes(desk)
    add_diary_routes(desk)
    add_teach_routes(desk)
    add_settings_routes(desk)
    add_rights_routes(desk)

    @app.get("/")
    async def begin() -> Response:
        return RedirectResponse("/desk/conversations", 303)

    return app
