"""What an HTTP status alone tells of a request. Pure; the doors' failures enter."""

from http import HTTPStatus


def is_refusal(status: int) -> bool:
    """Tell whether the request itself is at fault, and will be the next time too; a gateway's 408 only ran out of time."""
    is_clients = HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR
    return is_clients and status != HTTPStatus.REQUEST_TIMEOUT
