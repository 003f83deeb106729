"""The widget's files, for any website: `/widget/<file>` is the newest version, `/widget/<version>/<file>` a fixed one.

Everything here is public and the same for everybody, so any page may load it, and it travels compressed.
"""

from collections.abc import Callable
from pathlib import Path

from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, Router
from starlette.types import ASGIApp

from salon.errors import NotFound
from salon.widget_manifest import read_manifest

SHARED = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
CHECKED = {"Cache-Control": "no-cache"}
FIXED = {"Cache-Control": "public, max-age=31536000, immutable"}


def widget_files(folder: Path, moved: Callable[[str], str]) -> ASGIApp:
    """Return what serves a folder with its `manifest.json`, to be mounted at `/widget`.

    Args:
        moved: returns the sentence for a version that is not there; it is given the path of the present one.
    """
    files = StaticFiles(directory=folder, check_dir=False)

    async def newest(request: Request) -> Response:
        return await _file(files, request, CHECKED)

    async def fixed(request: Request) -> Response:
        try:
            manifest = read_manifest(folder)
        except NotFound as error:
            raise HTTPException(404, headers=SHARED) from error
        if request.path_params["version"] == manifest.version:
            return await _file(files, request, FIXED)
        answer = {"error": "widget_version", "detail": moved(manifest.pinned)}
        return JSONResponse(answer, 404, SHARED | CHECKED)

    return GZipMiddleware(Router([Route("/{name}", newest), Route("/{version}/{name}", fixed)]))


async def _file(files: StaticFiles, request: Request, caching: dict[str, str]) -> Response:
    """Return a file of the folder, or that the browser has it already."""
    try:
        response = await files.get_response(request.path_params["name"], request.scope)
    except HTTPException as error:
        raise HTTPException(error.status_code, headers=SHARED) from error
    response.headers.update(SHARED | caching)
    return response
