"""A network that is cut and mended."""

import socket
import socketserver
import threading
from collections.abc import Iterator

import pytest

from benchmarks.widget.gate import gate_to


class Echo(socketserver.BaseRequestHandler):
    """Says back what it hears."""

    def handle(self) -> None:
        while heard := self.request.recv(100):
            self.request.sendall(heard)


@pytest.fixture
def echo_port() -> Iterator[int]:
    """Return the port of a server that says back what it hears."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Echo) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


def ask(connection: socket.socket) -> bytes:
    connection.sendall(b"hello")
    return connection.recv(100)


def test_shut_gate_refuses(echo_port: int) -> None:
    with gate_to(echo_port) as gate:
        gate.shut()

        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", gate.port), timeout=5)


def test_shutting_ends_what_is_under_way(echo_port: int) -> None:
    with gate_to(echo_port) as gate, socket.create_connection(("127.0.0.1", gate.port), timeout=5) as connection:
        assert ask(connection) == b"hello"

        gate.shut()

        assert connection.recv(100) == b""


def test_open_gate_lets_through_again_on_the_same_port(echo_port: int) -> None:
    with gate_to(echo_port) as gate:
        port = gate.port
        gate.shut()
        gate.open()

        with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
            assert ask(connection) == b"hello"
