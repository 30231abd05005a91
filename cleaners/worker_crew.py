"""Tasks → answers in the same order, by several workers and in bounded memory."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from functools import partial
from itertools import chain
from multiprocessing.connection import wait
from typing import Generic, Self

from cleaners.workers import Answer, Task, Worker, WorkerEndedError

# Few enough to share out evenly, enough to keep a worker busy while the next ones are read.
CHUNK_TASKS = 16
CHUNK_BYTES = 1024 * 1024

# Chunks read ahead for each worker, and the bytes of all of them: four records of the largest size.
CHUNKS_PER_WORKER = 3
BYTES_IN_FLIGHT = 128 * 1024 * 1024

_POLL_SECONDS = 1.0


class _Chunk(Generic[Task, Answer]):
    """Tasks that go to a worker together, and the answers so far."""

    def __init__(self, tasks: list[Task], size: int) -> None:
        self.tasks = tasks
        self.size = size
        self.answers: list[Answer] = []
        self.has_killed = False

    @property
    def left(self) -> list[Task]:
        return self.tasks[len(self.answers) :]


def run_all(
    tasks: Iterable[Task],
    work: Callable[[Task], Answer],
    failed: Callable[[Task, WorkerEndedError], Answer],
    *,
    jobs: int,
    seconds: float,
    size_of: Callable[[Task], int],
) -> Generator[Answer]:
    """The answer to each task, in order, by `jobs` processes; a single small chunk is done here.

    A task whose worker takes longer than `seconds`, or dies twice, gets the answer of `failed`.
    `size_of` says how many bytes a task has: what is read ahead is bounded. Chunks whose tasks
    have none are done here, too. What is done here has no limits but those of `work` itself.
    """
    chunks: Iterator[_Chunk[Task, Answer]] = _chunks(tasks, size_of)
    first = next(chunks, None)
    second = next(chunks, None)
    if first is None:
        return
    if second is None and first.size < CHUNK_BYTES:
        yield from map(work, first.tasks)
        return
    with _Crew(work, seconds, failed, jobs) as crew:
        yield from crew.run(chain((first,) if second is None else (first, second), chunks))


def _chunks(
    tasks: Iterable[Task], size_of: Callable[[Task], int]
) -> Iterator[_Chunk[Task, Answer]]:
    batch: list[Task] = []
    size = 0
    for task in tasks:
        batch.append(task)
        size += size_of(task)
        if len(batch) >= CHUNK_TASKS or size >= CHUNK_BYTES:
            yield _Chunk(batch, size)
            batch, size = [], 0
    if batch:
        yield _Chunk(batch, size)


class _Crew(Generic[Task, Answer]):
    """Workers and the chunks that they are at."""

    def __init__(
        self,
        work: Callable[[Task], Answer],
        seconds: float,
        failed: Callable[[Task, WorkerEndedError], Answer],
        jobs: int,
    ) -> None:
        self._work = work
        self._start = partial(Worker[Task, Answer], work, seconds)
        self._failed = failed
        self._jobs = jobs
        self._idle: list[Worker[Task, Answer]] = []
        self._busy: dict[Worker[Task, Answer], _Chunk[Task, Answer]] = {}
        self._waiting: deque[_Chunk[Task, Answer]] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        for worker in (*self._busy, *self._idle):
            worker.end()

    def run(self, chunks: Iterator[_Chunk[Task, Answer]]) -> Iterator[Answer]:
        """The answers to all chunks, in order."""
        in_flight: deque[_Chunk[Task, Answer]] = deque()
        more = True
        while more or in_flight:
            while more and self._has_room(in_flight):
                chunk = next(chunks, None)
                more = chunk is not None
                if chunk:
                    in_flight.append(chunk)
                    self._take(chunk)
            if in_flight and in_flight[0].left:
                self._collect()
            while in_flight and not in_flight[0].left:
                yield from in_flight.popleft().answers

    def _take(self, chunk: _Chunk[Task, Answer]) -> None:
        if not chunk.size:
            chunk.answers.extend(map(self._work, chunk.tasks))
            return
        self._waiting.append(chunk)
        self._assign()

    def _has_room(self, in_flight: deque[_Chunk[Task, Answer]]) -> bool:
        bytes_held = sum(chunk.size for chunk in in_flight)
        return len(in_flight) < CHUNKS_PER_WORKER * self._jobs and bytes_held < BYTES_IN_FLIGHT

    def _assign(self) -> None:
        while self._waiting and (self._idle or len(self._busy) < self._jobs):
            worker = self._idle.pop() if self._idle else self._start()
            chunk = self._waiting.popleft()
            self._busy[worker] = chunk
            try:
                worker.send(chunk.left)
            except WorkerEndedError as error:
                self._bury(worker, error)

    def _collect(self) -> None:
        """Take the answers that are there; wait a moment for the first."""
        answered = set(wait([worker.connection for worker in self._busy], _POLL_SECONDS))
        for worker in list(self._busy):
            if worker.connection in answered:
                self._receive(worker)
            elif worker.is_late():
                self._bury(worker, worker.give_up())
        self._assign()

    def _receive(self, worker: Worker[Task, Answer]) -> None:
        chunk = self._busy[worker]
        try:
            chunk.answers.append(worker.receive())
        except WorkerEndedError as error:
            self._bury(worker, error)
            return
        chunk.has_killed = False
        if not chunk.left:
            del self._busy[worker]
            self._idle.append(worker)

    def _bury(self, worker: Worker[Task, Answer], error: WorkerEndedError) -> None:
        """A worker died: its task gets a second try, others may have used up the memory."""
        chunk = self._busy.pop(worker)
        if error.is_slow or chunk.has_killed:
            chunk.answers.append(self._failed(chunk.left[0], error))
            chunk.has_killed = False
        else:
            chunk.has_killed = True
        if chunk.left:
            self._waiting.appendleft(chunk)
