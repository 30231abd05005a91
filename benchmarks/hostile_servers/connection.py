"""A connection of a hostile server: it counts what it sends, and ends by itself."""

from __future__ import annotations

import socket
import struct
import time

# Whatever an answer does, it ends: when nobody reads it for so long, and after so many bytes.
SILENT_SECONDS = 60.0
MOST_BYTES = 128 * 1024 * 1024
_PIECE = 65_536


class EnoughError(OSError):
    """An answer that went on for long enough."""


class Connection:
    """One request, and what is sent for it.

    `origin` is the address of the server that was asked, `trap` one that nobody may be led to.
    """

    def __init__(self, raw: socket.socket, path: str, origin: str, trap: str) -> None:
        self._raw = raw
        self.path, self.origin, self.trap = path, origin, trap
        self.sent = 0

    def send(self, data: bytes) -> None:
        """Send bytes as they are; raises `OSError` when the other side has gone."""
        for start in range(0, len(data), _PIECE):
            piece = data[start : start + _PIECE]
            self._raw.sendall(piece)
            self.sent += len(piece)
        if self.sent > MOST_BYTES:
            raise EnoughError

    def wait(self, seconds: float) -> None:
        """Do nothing for a while, or until the other side goes."""
        self._raw.settimeout(seconds)
        try:
            if not self._raw.recv(1024):
                raise EnoughError
        except TimeoutError:
            pass
        finally:
            self._raw.settimeout(SILENT_SECONDS)

    def reset(self) -> None:
        """Break the connection off without a word."""
        self._raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._raw.close()

    def drip(self, data: bytes, pause: float = 0.2) -> None:
        """Send a few bytes now and then, for as long as somebody listens."""
        end = time.monotonic() + SILENT_SECONDS
        while time.monotonic() < end:
            self.send(data)
            self.wait(pause)
