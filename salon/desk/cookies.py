"""The desk's cookies. `__Host-` binds them to this very host and to https; browsers count 127.0.0.1 and localhost as such."""

from datetime import timedelta

from fastapi import Response
from starlette.requests import HTTPConnection

SESSION = "__Host-porewell-desk"
FORM = "__Host-porewell-form"
"""Ties the forms of whoever is not signed in yet to their browser."""


def read(request: HTTPConnection, name: str) -> str:
    """Return a cookie's value, empty if there is none; a socket's as well."""
    return request.cookies.get(name, "")


def give(response: Response, name: str, value: str, lasting: timedelta | None = None) -> None:
    """Set a cookie that no script can read and no other site can send with a form; None: until the browser is closed."""
    seconds = int(lasting.total_seconds()) if lasting else None
    response.set_cookie(name, value, max_age=seconds, path="/", secure=True, httponly=True, samesite="lax")


def take(response: Response, name: str) -> None:
    """Take a cookie away."""
    response.delete_cookie(name, path="/", secure=True, httponly=True, samesite="lax")
