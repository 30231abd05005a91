"""Records → outcomes in order, whatever becomes of the processes."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from cleaners.cli import workers
from cleaners.cli.clean_record import Cleaned, Outcome
from cleaners.cli.worker import Item
from cleaners.cli.workers import CHUNK_RECORDS, clean_all
from cleaners.intake.record import Failure, Place
from tests.cli.hostile_tasks import obey, record

MANY = 3 * CHUNK_RECORDS


def messages(outcomes: list[Outcome]) -> dict[int, str]:
    """What is said of the records that were not cleaned."""
    return {
        outcome.place.number: outcome.message
        for outcome in outcomes
        if isinstance(outcome, Failure)
    }


def processes(outcomes: list[Outcome]) -> set[str]:
    """Who cleaned."""
    return {item.rendered.split()[-1] for item in outcomes if isinstance(item, Cleaned)}


def test_few_records_start_no_process() -> None:
    """One chunk is cleaned sooner than a process starts."""
    outcomes = list(clean_all([record(n) for n in range(CHUNK_RECORDS)], obey, jobs=8))
    assert processes(outcomes) == {str(os.getpid())}


def test_no_records_no_outcomes() -> None:
    """Nothing to do, nothing started."""
    assert list(clean_all([], obey, jobs=8)) == []


def test_outcomes_keep_the_order_and_bad_records_cost_only_themselves() -> None:
    """Two of them kill their worker; failures of reading stand in their place."""
    items: list[Item] = [record(number) for number in range(MANY)]
    items[5] = record(5, "crash")
    items[20] = record(20, "run out of memory")
    items[21] = Failure(Place("a.jsonl", 21), "packed data is cut off")
    outcomes = list(clean_all(items, obey, jobs=2))
    assert [outcome.place.number for outcome in outcomes] == list(range(MANY))
    assert messages(outcomes) == {
        5: "worker process ended twice (exit code 3); please report",
        20: "worker process ended twice (SIGKILL, out of memory?); please report",
        21: "packed data is cut off",
    }
    assert str(os.getpid()) not in processes(outcomes)


def test_a_worker_that_does_not_answer_is_ended() -> None:
    """Native code does not hear the alarm; the parent sees the clock."""
    items = [record(number, "hang" if number == 3 else "") for number in range(MANY)]
    outcomes = list(clean_all(items, obey, jobs=1, seconds=3.0))
    assert messages(outcomes) == {3: "not cleaned within 3 s (RECORD_SECONDS)"}
    assert len(outcomes) == MANY


@pytest.mark.parametrize("size", [1, 1024 * 1024])
def test_what_is_read_ahead_is_bounded(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """By number for small records, by bytes for large ones."""
    monkeypatch.setattr(workers, "BYTES_IN_FLIGHT", 4 * 1024 * 1024)
    read = 0

    def items() -> Iterator[Item]:
        nonlocal read
        for number in range(400 if size == 1 else 30):
            read += 1
            yield record(number, "x" * size)

    outcomes = clean_all(items(), obey, jobs=1)
    ahead = [read - done for done, _ in enumerate(outcomes)]
    chunk = CHUNK_RECORDS if size == 1 else 1
    assert max(ahead) <= (workers.CHUNKS_PER_WORKER + 2 if size == 1 else 4 + 2) * chunk
