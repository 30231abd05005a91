"""Tasks → answers in order, whatever becomes of the processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from cleaners import worker_crew
from cleaners.worker_crew import CHUNK_BYTES, CHUNK_TASKS, run_all
from cleaners.workers import Caller, WorkerEndedError, describe_bug
from tests.worker_tasks import obey

MANY = 3 * CHUNK_TASKS
ROOT = Path(__file__).parent.parent


def failed(_task: str, error: WorkerEndedError) -> str:
    """The answer to a task that nobody answered."""
    return f"failed: {error}"


def run(tasks: Iterable[str], jobs: int = 2, seconds: float = 30.0) -> list[str]:
    """The answers of `obey`."""
    return list(run_all(tasks, obey, failed, jobs=jobs, seconds=seconds, size_of=len))


def numbered(count: int, special: dict[int, str] | None = None) -> list[str]:
    """Tasks with numbers, some of which are special."""
    return [(special or {}).get(number, str(number)) for number in range(count)]


def processes(answers: Iterable[str]) -> set[str]:
    """Who answered."""
    return {answer.rpartition(" by ")[2] for answer in answers if " by " in answer}


def test_few_tasks_start_no_process() -> None:
    """One chunk is done sooner than a process starts."""
    assert processes(run(numbered(CHUNK_TASKS))) == {str(os.getpid())}


def test_a_single_large_task_is_done_within_the_limits_of_a_worker() -> None:
    """What it may cost is more than it costs to start a process."""
    answers = run(["x" * CHUNK_BYTES])
    assert len(answers) == 1
    assert processes(answers).isdisjoint({str(os.getpid())})


def test_tasks_without_bytes_start_no_process() -> None:
    """They are failures of reading, and only pass through."""
    tasks = [str(number) for number in range(10 * CHUNK_TASKS)]
    answers = run_all(tasks, obey, failed, jobs=2, seconds=30, size_of=lambda _task: 0)
    assert processes(answers) == {str(os.getpid())}


def test_no_tasks_no_answers() -> None:
    """Nothing to do, nothing started."""
    assert run([]) == []


def test_answers_keep_the_order_and_bad_tasks_cost_only_themselves() -> None:
    """A task that ends its worker twice is given up, and how the worker ended is told."""
    ends = {
        5: ("crash", "failed: exit code 3"),
        20: ("kill", "failed: SIGKILL, out of memory?"),
        21: ("segfault", "failed: SIGSEGV"),
    }
    answers = run(numbered(MANY, {number: task for number, (task, _) in ends.items()}))
    assert len(answers) == MANY
    for number, answer in enumerate(answers):
        expected = ends[number][1] if number in ends else f"{number} by "
        assert answer.startswith(expected)
    assert str(os.getpid()) not in processes(answers)


@pytest.mark.slow
def test_a_task_that_ended_its_worker_once_gets_a_second_try(tmp_path: Path) -> None:
    """Others may have used up the memory."""
    task = f"once {tmp_path / 'mark'}"
    assert run(numbered(MANY, {7: task}))[7].startswith(f"{task} by ")


def test_a_task_that_hangs_is_ended() -> None:
    """By the kernel; the others are done."""
    answers = run(numbered(MANY, {3: "hang"}), jobs=1, seconds=1.0)
    assert answers[3] == "failed: not done within 1 s"
    assert len(processes(answers)) == 2


def test_memory_is_bounded() -> None:
    """The task learns of it as it would anywhere."""
    assert run(numbered(MANY, {3: "fill"}), jobs=1)[3] == "out of memory"


@pytest.mark.slow
def test_what_a_task_prints_is_no_answer() -> None:
    """Nor does it reach the standard output of the parent."""
    code = (
        "from tests.test_workers import numbered, run, MANY\n"
        "if __name__ == '__main__': print(len(run(numbered(MANY, {3: 'print'}))))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == f"{MANY}\n"


@pytest.mark.parametrize("size", [1, 1024 * 1024])
def test_what_is_read_ahead_is_bounded(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """By number for small tasks, by bytes for large ones."""
    monkeypatch.setattr(worker_crew, "BYTES_IN_FLIGHT", 4 * 1024 * 1024)
    read = 0

    def tasks() -> Iterator[str]:
        nonlocal read
        for _ in range(400 if size == 1 else 30):
            read += 1
            yield "x" * size

    answers = run_all(tasks(), obey, failed, jobs=1, seconds=30, size_of=len)
    ahead = [read - done for done, _ in enumerate(answers)]
    chunk = CHUNK_TASKS if size == 1 else 1
    assert max(ahead) <= (worker_crew.CHUNKS_PER_WORKER + 2 if size == 1 else 4 + 2) * chunk


@pytest.fixture
def caller() -> Iterator[Caller[str, str]]:
    """One worker, asked by hand."""
    caller = Caller(obey, seconds=1.0)
    yield caller
    caller.close()


def test_one_worker_answers_again_and_again(caller: Caller[str, str]) -> None:
    """It is the same process."""
    assert len(processes([*caller.ask("a", "b"), *caller.ask("c")])) == 1


@pytest.mark.slow
def test_a_caller_says_how_far_it_came(caller: Caller[str, str]) -> None:
    """And goes on with another process."""
    for task, message in (("crash", "exit code 3"), ("hang", "not done within 1 s")):
        with pytest.raises(WorkerEndedError, match=message) as caught:
            caller.ask("a", "b", task, "c")
        assert caught.value.answered == 2
        assert caught.value.is_slow == (task == "hang")
    assert caller.ask("a")[0].startswith("a by ")


@pytest.mark.slow
def test_a_worker_that_died_between_two_tasks_is_no_failure(caller: Caller[str, str]) -> None:
    """Somebody may have killed it."""
    pid = int(caller.ask("a")[0].rpartition(" ")[2])
    os.kill(pid, signal.SIGKILL)
    assert caller.ask("b")[0] != f"b by {pid}"


def test_threads_take_turns(caller: Caller[str, str]) -> None:
    """Each gets the answer to its own task."""
    with ThreadPoolExecutor(8) as pool:
        answers = [found[0] for found in pool.map(caller.ask, map(str, range(64)))]
    assert [answer.partition(" ")[0] for answer in answers] == [str(n) for n in range(64)]


@pytest.mark.slow
def test_a_closed_caller_lets_go_of_who_waits() -> None:
    """The task is not tried again."""
    caller = Caller(obey, seconds=30.0)
    caller.ask("a")
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(caller.ask, "hang")
        while not waiting.running():
            time.sleep(0.01)
        time.sleep(0.1)
        caller.close()
        assert isinstance(waiting.exception(timeout=20), WorkerEndedError)


@pytest.mark.slow
def test_no_worker_outlives_a_parent_that_was_killed() -> None:
    """It has nothing more to read."""
    code = (
        "import os, signal\n"
        "from cleaners.workers import Caller\n"
        "from tests.worker_tasks import obey\n"
        "caller = Caller(obey, seconds=30.0)\n"
        "print(caller.ask('a')[0].rpartition(' ')[2], flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, check=False
    )
    wait_for_end(int(done.stdout))


def wait_for_end(pid: int) -> None:
    """Wait until there is no such process."""
    for _ in range(1000):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.02)
    pytest.fail("it is still there")


def test_a_bug_is_told_with_its_line() -> None:
    """So that somebody who reads the report finds it."""
    with pytest.raises(KeyError) as caught:
        _fail()
    told = describe_bug(caught.value)
    assert told.startswith("unexpected KeyError in ")
    assert "tests/test_workers.py, line " in told
    assert told.endswith("; please report: 'x'")


def _fail() -> None:
    raise KeyError("x")
