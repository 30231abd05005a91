"""Records → outcomes in the same order, by several processes and in bounded memory."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from itertools import chain
from typing import Self

from cleaners.cli.clean_record import RECORD_SECONDS, Outcome, slow_message
from cleaners.cli.worker import Item, Task, Worker
from cleaners.intake.record import Failure, Record

# Few enough to share out evenly, enough to keep a worker busy while the next ones are read.
CHUNK_RECORDS = 16
CHUNK_BYTES = 1024 * 1024

# Chunks read ahead for each worker, and the bytes of all of them: four records of the largest size.
CHUNKS_PER_WORKER = 3
BYTES_IN_FLIGHT = 128 * 1024 * 1024

# Seconds on top of the time for a record: the worker stops a slow record by itself, and a busy
# machine may be late. Starting the first worker takes some of it too.
GRACE_SECONDS = 30.0
_POLL_SECONDS = 1.0


class _Chunk:
    """Records that go to a worker together, and the answers so far."""

    def __init__(self, items: list[Item]) -> None:
        self.items = items
        self.size = sum(_size(item) for item in items)
        self.outcomes: list[Outcome] = []
        self.suspect: Item | None = None

    @property
    def left(self) -> list[Item]:
        return self.items[len(self.outcomes) :]

    def give_up(self, message: str) -> None:
        """The first record without an answer is a failure."""
        self.outcomes.append(Failure(self.left[0].place, message))

    def blame(self, how_it_ended: str) -> None:
        """A worker died: its record gets a second try; others may have used up the memory."""
        item = self.left[0]
        if self.suspect is item:
            self.give_up(f"worker process ended twice ({how_it_ended}); please report")
        self.suspect = item


def clean_all(
    items: Iterable[Item], task: Task, jobs: int, seconds: float = RECORD_SECONDS + GRACE_SECONDS
) -> Generator[Outcome]:
    """The outcome of each item, in order. One chunk is cleaned here, more by `jobs` processes.

    A record that its worker does not answer within `seconds`, or that kills it, is a failure.
    """
    chunks = _chunks(items)
    first = next(chunks, None)
    second = next(chunks, None)
    if first is None:
        return
    if second is None:
        yield from map(task, first.items)
        return
    with Crew(task, jobs, seconds) as crew:
        yield from crew.run(chain((first, second), chunks))


def _chunks(items: Iterable[Item]) -> Iterator[_Chunk]:
    batch: list[Item] = []
    size = 0
    for item in items:
        batch.append(item)
        size += _size(item)
        if len(batch) >= CHUNK_RECORDS or size >= CHUNK_BYTES:
            yield _Chunk(batch)
            batch, size = [], 0
    if batch:
        yield _Chunk(batch)


def _size(item: Item) -> int:
    return len(item.data) if isinstance(item, Record) else 0


class Crew:
    """Workers and the chunks that they are at."""

    def __init__(self, task: Task, jobs: int, seconds: float) -> None:
        self._task = task
        self._jobs = jobs
        self._seconds = seconds
        self._idle: list[Worker] = []
        self._busy: dict[Worker, _Chunk] = {}
        self._waiting: deque[_Chunk] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        for worker in (*self._busy, *self._idle):
            worker.end()

    def run(self, chunks: Iterator[_Chunk]) -> Iterator[Outcome]:
        """The outcomes of all chunks, in order."""
        in_flight: deque[_Chunk] = deque()
        more = True
        while more or in_flight:
            while more and self._has_room(in_flight):
                chunk = next(chunks, None)
                more = chunk is not None
                if chunk:
                    in_flight.append(chunk)
                    self._waiting.append(chunk)
                    self._assign()
            self._collect()
            while in_flight and not in_flight[0].left:
                yield from in_flight.popleft().outcomes

    def _has_room(self, in_flight: deque[_Chunk]) -> bool:
        bytes_held = sum(chunk.size for chunk in in_flight)
        return len(in_flight) < CHUNKS_PER_WORKER * self._jobs and bytes_held < BYTES_IN_FLIGHT

    def _assign(self) -> None:
        while self._waiting and (self._idle or len(self._busy) < self._jobs):
            worker = self._idle.pop() if self._idle else Worker(self._task)
            chunk = self._waiting.popleft()
            self._busy[worker] = chunk
            try:
                worker.send(chunk.left)
            except OSError:
                self._bury(worker)

    def _collect(self) -> None:
        """Take the answers that are there; wait a moment for the first."""
        from multiprocessing.connection import wait

        answered = set(wait([worker.connection for worker in self._busy], _POLL_SECONDS))
        for worker in list(self._busy):
            if worker.connection in answered:
                self._receive(worker)
            elif time.monotonic() - worker.heard_at > self._seconds:
                self._stop(worker)
        self._assign()

    def _receive(self, worker: Worker) -> None:
        chunk = self._busy[worker]
        try:
            chunk.outcomes.append(worker.receive())
        except (EOFError, OSError):
            self._bury(worker)
            return
        if not chunk.left:
            del self._busy[worker]
            self._idle.append(worker)

    def _bury(self, worker: Worker) -> None:
        """The worker died: others go on where it stopped."""
        chunk = self._busy.pop(worker)
        chunk.blame(worker.how_it_ended())
        self._put_back(chunk)

    def _stop(self, worker: Worker) -> None:
        chunk = self._busy.pop(worker)
        worker.end()
        chunk.give_up(slow_message(self._seconds))
        self._put_back(chunk)

    def _put_back(self, chunk: _Chunk) -> None:
        if chunk.left:
            self._waiting.appendleft(chunk)
