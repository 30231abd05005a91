"""Servers on the loopback interface that write bytes as they are, and count who comes."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Thread

# Whatever an answer does, it ends: when nobody reads it for so long, and after so many parts.
SILENT_SECONDS = 30.0
MOST_PARTS = 20_000

Answer = Callable[[socket.socket], None]


@dataclass
class RawServer:
    """A running server: its port, and how many connections there were."""

    port: int
    connections: int = 0

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}/"


@contextmanager
def serving_raw(answer: Answer) -> Iterator[RawServer]:
    """Answer each request in a thread of its own for as long as the block lasts."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = RawServer(listening.getsockname()[1])
        Thread(target=_accept, args=(listening, server, answer), daemon=True).start()
        try:
            yield server
        finally:
            # Closing alone does not wake the thread that waits.
            listening.shutdown(socket.SHUT_RDWR)


def _accept(listening: socket.socket, server: RawServer, answer: Answer) -> None:
    with suppress(OSError):
        while True:
            connection, _ = listening.accept()
            server.connections += 1
            Thread(target=_answer, args=(connection, answer), daemon=True).start()


def _answer(connection: socket.socket, answer: Answer) -> None:
    connection.settimeout(SILENT_SECONDS)
    with connection, suppress(OSError):
        connection.recv(65536)
        answer(connection)


def always(data: bytes) -> Answer:
    """Answers that are these bytes."""
    return lambda connection: connection.sendall(data)


def endless(begin: bytes, more: bytes, pause: float = 0.0) -> Answer:
    """Answers that go on for as long as somebody reads them."""

    def answer(connection: socket.socket) -> None:
        connection.sendall(begin)
        for _ in range(MOST_PARTS):
            connection.sendall(more)
            time.sleep(pause)

    return answer
