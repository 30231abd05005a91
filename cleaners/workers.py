"""Child processes that work on tasks within limits of time and memory that hold inside C code.

A worker is started with a function, gets tasks over a socket and answers each on its own, so that
the task that killed it is the first without an answer. The kernel ends it when a task takes too
long: an alarm without a handler works whatever code runs. It ends by itself when its parent does,
for then there is nothing more to read; Ctrl-C does not reach it. Its function and its tasks are
pickled, and the main module of the parent is not imported.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Lock
from traceback import extract_tb
from typing import Any, Generic, TypeVar

Task = TypeVar("Task")
Answer = TypeVar("Answer")

# How this interpreter runs `site-profile`, whether or not its script is on the path.
SITE_PROFILE = (sys.executable, "-m", "cleaners.cli.site_profile.group")

# Address space of one worker, several times what a page within the default limits takes.
WORKER_BYTES = 4 * 1024**3

# The kernel stops a slow worker by itself; a stopped or starved one is given up after so long.
_GRACE_SECONDS = 30.0
_LAST_WORD_SECONDS = 5.0  # a process that closed its connection is about to end


class WorkerEndedError(Exception):
    """A worker ended within a task; the message says how.

    `is_slow` says that its time was up, or its processor time; `answered` is the number of tasks
    that were answered before.
    """

    def __init__(self, message: str, number: int = 0) -> None:
        super().__init__(message)
        self.is_slow = number in (signal.SIGALRM, signal.SIGPROF)
        self.answered = 0


class Worker(Generic[Task, Answer]):
    """A process that does `work` for each task it is sent, in at most `seconds` each."""

    def __init__(
        self, work: Callable[[Task], Answer], seconds: float, memory: int = WORKER_BYTES
    ) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603  our own module
                [sys.executable, "-P", "-m", "cleaners.worker_process", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env=child_environment(),
                start_new_session=True,
            )
        self.connection: Connection[Any, Any] = Connection(ours.detach())
        self._seconds = seconds
        self.heard_at = time.monotonic()
        with suppress(OSError):  # it is told by the first answer
            self.connection.send((work, seconds, memory))

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def send(self, tasks: Sequence[Task]) -> None:
        """Give it tasks; raises `WorkerEndedError` if it died."""
        self.heard_at = time.monotonic()
        try:
            self.connection.send(tasks)
        except OSError:
            raise self.how_it_ended() from None

    def receive(self) -> Answer:
        """The next answer; raises `WorkerEndedError` if it died or takes too long."""
        try:
            if not self.connection.poll(self._seconds + _GRACE_SECONDS):
                raise self.give_up()
            self.heard_at = time.monotonic()
            answer: Answer = self.connection.recv()
        except (EOFError, OSError):
            raise self.how_it_ended() from None
        return answer

    def is_late(self) -> bool:
        """Whether it is silent for longer than the kernel would let it work."""
        return time.monotonic() - self.heard_at > self._seconds + _GRACE_SECONDS

    def give_up(self) -> WorkerEndedError:
        """End it because its time is up."""
        self.end()
        return WorkerEndedError(f"not done within {self._seconds:g} s", signal.SIGALRM)

    def kill(self) -> None:
        """End the process at once; who waits for its answer learns of it."""
        self._process.kill()

    def end(self) -> None:
        """End it and let go of it."""
        self._process.kill()
        self._process.wait()
        self.connection.close()

    def how_it_ended(self) -> WorkerEndedError:
        """Why a worker that closed its connection died."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_LAST_WORD_SECONDS)
        code = self._process.returncode
        if code == -signal.SIGALRM:
            return self.give_up()
        self.end()
        return WorkerEndedError(_describe_exit(code), max(0, -(code or 0)))


class Caller(Generic[Task, Answer]):
    """One worker that is asked again and again; it starts when needed, and anew when it died.

    Threads take turns. In a fork, `forget` has to be called: the worker belongs to the other side.
    """

    def __init__(
        self, work: Callable[[Task], Answer], seconds: float, memory: int = WORKER_BYTES
    ) -> None:
        self._start = partial(Worker[Task, Answer], work, seconds, memory)
        self._is_closed = False
        self.forget()

    def forget(self) -> None:
        """Start anew with the next task."""
        self._lock = Lock()
        self._worker: Worker[Task, Answer] | None = None

    def ask(self, *tasks: Task) -> list[Answer]:
        """The answers to the tasks of one matter; raises `WorkerEndedError`.

        A worker that died for another reason than time is started again, once.
        """
        with self._lock:
            try:
                return self._ask(tasks)
            except WorkerEndedError as error:
                if error.is_slow or self._is_closed:
                    raise
            return self._ask(tasks)

    def close(self) -> None:
        """End the worker; who waits for an answer gets a `WorkerEndedError`."""
        self._is_closed = True
        if self._worker is not None:
            self._worker.kill()
        with self._lock:
            worker, self._worker = self._worker, None
            if worker is not None:
                worker.end()

    def _ask(self, tasks: Sequence[Task]) -> list[Answer]:
        worker = self._worker = self._worker or self._start()
        answers: list[Answer] = []
        try:
            worker.send(tasks)
            answers.extend(worker.receive() for _ in tasks)
        except WorkerEndedError as error:
            self._worker = None
            error.answered = len(answers)
            raise
        except BaseException:
            # Interrupted within an answer: the next caller must not get the rest of it.
            self._worker = None
            worker.end()
            raise
        return answers


def describe_bug(error: Exception) -> str:
    """One sentence on an exception that nobody expected, with the line that raised it."""
    frame = extract_tb(error.__traceback__)[-1]
    place = "/".join(Path(frame.filename).parts[-3:])
    kind = type(error).__name__
    return f"unexpected {kind} in {place}, line {frame.lineno}; please report: {error}"


def usable_processors() -> int:
    """Processors that this process may run on."""
    return len(os.sched_getaffinity(0))


def child_environment() -> dict[str, str]:
    """That of this process; its path may have grown, and workers share the processors."""
    path = os.pathsep.join(filter(None, sys.path))
    return os.environ | {"PYTHONPATH": path, "OPENBLAS_NUM_THREADS": "1"}


def _describe_exit(code: int | None) -> str:
    if code is None or code >= 0:
        return f"exit code {code}"
    name = signal.Signals(-code).name
    return f"{name}, out of memory?" if -code == signal.SIGKILL else name
