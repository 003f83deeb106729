"""All routes of the desk, as the code declares them."""

from collections.abc import Iterator

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, APIWebSocketRoute
from starlette.routing import BaseRoute, Mount

from salon.staff.roles import Permission
from tests.app_client import DeskWhenAsked


def desk_of(app: FastAPI) -> FastAPI:
    """Return the desk's own app, mounted in the whole one."""
    mounted = [one for one in app.routes if isinstance(one, Mount) and one.path == "/desk"]
    [desk] = mounted
    app = desk.app.built if isinstance(desk.app, DeskWhenAsked) else desk.app
    assert isinstance(app, FastAPI)
    return app


def all_routes(app: FastAPI) -> list[BaseRoute]:
    """Return what the desk's app and its router hold; an included router is gone into."""
    return list(_routes(desk_of(app).routes))


def _routes(routes: list[BaseRoute]) -> Iterator[BaseRoute]:
    for route in routes:
        inner = getattr(route, "original_router", None)
        if inner is None:
            yield route
        else:
            yield from _routes(inner.routes)


def pages(app: FastAPI) -> list[tuple[str, str, APIRoute]]:
    """Return method, path and route of each page and each write."""
    found = [route for route in all_routes(app) if isinstance(route, APIRoute)]
    return [(method, f"/desk{route.path}", route) for route in found for method in sorted(route.methods or ())]


def sockets(app: FastAPI) -> list[str]:
    """Return the paths of live sockets."""
    return [f"/desk{route.path}" for route in all_routes(app) if isinstance(route, APIWebSocketRoute)]


def declared(route: APIRoute) -> list[Permission]:
    """Return the permissions that a route asks for."""
    return list(_declared(route.dependant))


def _declared(dependant: Dependant) -> Iterator[Permission]:
    for one in dependant.dependencies:
        if isinstance(permission := getattr(one.call, "permission", None), Permission):
            yield permission
        yield from _declared(one)
