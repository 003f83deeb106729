"""Whether a port is ours to listen on, asked before anything starts. `supervise.py` enters."""

import socket

from salon.errors import BadInput, Unavailable

_LAST_PORT = 65_535


def check_port(host: str, port: int, example: str) -> None:
    """Return if we can listen there.

    Args:
        host: a name or an address; "0.0.0.0" means all of ours.
        port: 1 to 65535.
        example: a setting that chooses another port, for the message.

    Raises:
        BadInput: there is no such port.
        Unavailable: somebody else listens there, or we may not.
    """
    if not 0 < port <= _LAST_PORT:
        raise BadInput(f"{port} is no port: they go from 1 to {_LAST_PORT}. Choose one like this: {example} make run")
    try:
        found = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, protocol, _, where = found[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(where)
    except OSError as error:
        raise Unavailable(
            f"Can't listen on port {port} of {host}: {error.strerror}. If an earlier Porewell still runs, stop it; "
            f"else choose another port, like this: {example} make run",
            permanent=True,
        ) from error
