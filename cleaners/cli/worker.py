"""A worker process, seen from both of its ends."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from cleaners.cli.clean_record import Outcome, quiet_libraries
from cleaners.intake.record import Failure, Record

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Item = Record | Failure
Task = Callable[[Item], Outcome]

_LAST_WORD_SECONDS = 5.0  # a process that closed its connection is about to end


class Worker:
    """A process that cleans the records it is sent, and answers each on its own.

    So the record that killed it is the first without an answer.
    """

    def __init__(self, task: Task) -> None:
        from multiprocessing import Pipe, get_context

        self.connection, theirs = Pipe()
        context = get_context("forkserver")
        # Imported once in the server, the library is shared memory for all workers.
        context.set_forkserver_preload(
            ["cleaners", "cleaners.cli.worker", "cleaners.markup.html_page"]
        )
        self._process = context.Process(target=serve, args=(theirs, task), daemon=True)
        with _no_interrupts():
            self._process.start()
        theirs.close()
        self.heard_at = time.monotonic()

    def send(self, items: Sequence[Item]) -> None:
        """Give it records to clean; raises `OSError` if it died."""
        self.heard_at = time.monotonic()
        self.connection.send(items)

    def receive(self) -> Outcome:
        """The next answer; raises `EOFError` or `OSError` if it died."""
        self.heard_at = time.monotonic()
        outcome: Outcome = self.connection.recv()
        return outcome

    def end(self) -> None:
        """End it at once: it has nothing to lose."""
        self._process.kill()
        self.connection.close()

    def how_it_ended(self) -> str:
        """Why a worker that closed its connection died."""
        self._process.join(_LAST_WORD_SECONDS)
        code = self._process.exitcode
        self.end()
        return _describe_exit(code)


def serve(connection: Connection, task: Task) -> None:
    """The life of a worker: it ends when nobody is left to write to it."""
    with suppress(EOFError, OSError), quiet_libraries():
        while True:
            for item in connection.recv():
                connection.send(task(item))


@contextmanager
def _no_interrupts() -> Iterator[None]:
    """Processes started here never see Ctrl-C: the one that the user started ends them.

    The resource tracker comes first because its start would let interrupts through again.
    """
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _describe_exit(code: int | None) -> str:
    if code is None or code >= 0:
        return f"exit code {code}"
    name = signal.Signals(-code).name
    return f"{name}, out of memory?" if -code == signal.SIGKILL else name


def usable_processors() -> int:
    """Processors that this process may run on."""
    return len(os.sched_getaffinity(0))
