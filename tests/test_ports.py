"""Ports: taken, not ours, impossible, free."""

import socket
from collections.abc import Iterator

import pytest

from salon.errors import BadInput, Unavailable
from salon.ports import check_port


@pytest.fixture
def taken_port() -> Iterator[int]:
    """Return a port on which somebody listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield int(listener.getsockname()[1])


@pytest.fixture
def free_ports() -> list[int]:
    """Return two ports on which nobody listens."""
    with socket.socket() as one, socket.socket() as other:
        one.bind(("127.0.0.1", 0))
        other.bind(("127.0.0.1", 0))
        return [one.getsockname()[1], other.getsockname()[1]]


def test_check_port_taken(taken_port: int) -> None:
    with pytest.raises(Unavailable) as refusal:
        check_port("127.0.0.1", taken_port, "POREWELL_PORT=8001")

    assert str(refusal.value) == (
        f"Can't listen on port {taken_port} of 127.0.0.1: Address already in use. If an earlier Porewell still runs, "
        "stop it; else choose another port, like this: POREWELL_PORT=8001 make run"
    )


def test_check_port_of_another_machine() -> None:
    with pytest.raises(Unavailable, match=r"Can't listen on port 8000 of 192\.0\.2\.1: "):
        check_port("192.0.2.1", 8000, "POREWELL_PORT=8001")


@pytest.mark.parametrize("port", [-1, 0, 65_536])
def test_check_port_that_is_none(port: int) -> None:
    with pytest.raises(BadInput, match=f"{port} is no port: they go from 1 to 65535"):
        check_port("127.0.0.1", port, "POREWELL_PORT=8001")


def test_check_port_free(free_ports: list[int]) -> None:
    check_port("127.0.0.1", free_ports[0], "POREWELL_PORT=8001")
