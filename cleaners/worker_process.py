"""The other end of `workers.py`: a process that gets a function, then tasks, and answers each."""

from __future__ import annotations

import logging
import os
import resource
import signal
import sys
import warnings
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any


def _serve(connection: Connection[Any, Any]) -> None:
    """The life of a worker: it ends when nobody is left to write to it."""
    with suppress(EOFError, OSError):
        work, seconds, memory = connection.recv()
        _limit_memory(memory)
        while True:
            for task in connection.recv():
                signal.setitimer(signal.ITIMER_REAL, seconds)
                answer = work(task)
                signal.setitimer(signal.ITIMER_REAL, 0)
                connection.send(answer)


def _limit_memory(memory: int) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def main() -> None:
    """Begin as a worker; what libraries print or log is of no interest."""
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    _serve(Connection(int(sys.argv[1])))


if __name__ == "__main__":
    main()
