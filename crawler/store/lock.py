"""One crawl at a time: a lock that the kernel drops with the process, however that ends."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

NAME = "run.lock"


class LockedError(Exception):
    """Another crawl is at work; the message says which process."""


class RunLock:
    """A locked file in a folder; it holds the number of the process that crawls.

    The file stays when the lock goes: whoever removed it could remove the one of the next.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / NAME
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(self._file, 32).decode("ascii", "replace").strip() or "unknown"
            os.close(self._file)
            raise LockedError(
                f"another crawl (process {holder}) is writing to {folder}; wait for it, or give"
                " this one a folder of its own with -s CHISTOVIK_OUTPUT_DIR=…"
            ) from None
        os.truncate(self._file, 0)
        os.write(self._file, f"{os.getpid()}\n".encode())

    def release(self) -> None:
        """Give the lock up."""
        os.close(self._file)
