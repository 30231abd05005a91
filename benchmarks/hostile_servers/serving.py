"""Loopback servers that answer by path, count who comes, and note what they are sent."""

from __future__ import annotations

import socket
import ssl
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Lock, Thread

from benchmarks.hostile_servers.answers import NOT_FOUND
from benchmarks.hostile_servers.connection import SILENT_SECONDS, Connection
from benchmarks.hostile_servers.values import Answer

_HEAD_BYTES = 65_536


@dataclass
class Server:
    """A running server.

    `asked` counts requests and `sent` bytes, by the path that gave the answer, and `held` are the
    most seconds that a client stayed with one; `secrets` are headers with cookies and passwords
    that a client brought.
    """

    origin: str
    trap: str = ""
    answers: Mapping[str, Answer] = field(default_factory=dict)
    connections: int = 0
    asked: Counter[str] = field(default_factory=Counter)
    sent: Counter[str] = field(default_factory=Counter)
    held: dict[str, float] = field(default_factory=dict)
    secrets: list[str] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def route(self, path: str) -> str:
        """The longest path with an answer that this one begins with; «/» begins no other."""
        plain = path.partition("?")[0]
        fitting = (known for known in self.answers if known != "/" and plain.startswith(known))
        return max(fitting, key=len, default=plain)


@contextmanager
def serving(*, trap: str = "", tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    """Answer each request in a thread of its own for as long as the block lasts."""
    with socket.create_server(("127.0.0.1", 0), backlog=128) as listening:
        scheme = "https" if tls else "http"
        server = Server(f"{scheme}://127.0.0.1:{listening.getsockname()[1]}", trap)
        Thread(target=_accept, args=(listening, server, tls), daemon=True).start()
        try:
            yield server
        finally:
            # Closing alone does not wake the thread that waits.
            listening.shutdown(socket.SHUT_RDWR)


def _accept(listening: socket.socket, server: Server, tls: ssl.SSLContext | None) -> None:
    with suppress(OSError):
        while True:
            connection, _ = listening.accept()
            server.connections += 1
            Thread(target=_serve, args=(connection, server, tls), daemon=True).start()


def _serve(raw: socket.socket, server: Server, tls: ssl.SSLContext | None) -> None:
    raw.settimeout(SILENT_SECONDS)
    with suppress(OSError), raw, tls.wrap_socket(raw, server_side=True) if tls else raw as plain:
        head = plain.recv(_HEAD_BYTES).decode("latin-1")
        path = head.partition(" ")[2].partition(" ")[0]
        route = server.route(path)
        secrets = [line for line in head.splitlines() if line.startswith(("Cookie", "Authori"))]
        with server.lock:
            server.asked[route] += 1
            server.secrets += secrets
        begun = time.monotonic()
        connection = Connection(plain, path, server.origin, server.trap)
        try:
            server.answers.get(route, NOT_FOUND)(connection)
        finally:
            with server.lock:
                server.sent[route] += connection.sent
                held = time.monotonic() - begun
                server.held[route] = max(held, server.held.get(route, 0.0))
