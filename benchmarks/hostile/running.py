"""Inputs one by one, each in a process of its own with limits on time and memory."""

from __future__ import annotations

import os
import pickle
import resource
import select
import signal
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from benchmarks.hostile.values import HostileInput

HUNG, OUT_OF_MEMORY = "hung", "out of memory"
_MIB = 1024 * 1024
_WAITING = 4  # times the limit of processor time, until a process that only waits is ended
_EXIT_OUT_OF_MEMORY = 77

Try = Callable[[HostileInput], str]


class Result(NamedTuple):
    """What became of an input: its outcome, seconds of processor time, MiB beyond the start."""

    title: str
    outcome: str
    seconds: float
    megabytes: int


def run_each(
    inputs: Iterable[HostileInput], attempt: Try, *, seconds: float, megabytes: int
) -> Iterator[Result]:
    """Try each input in a fork of this process, which has to have a single thread.

    `attempt` names the outcome. A process that takes more than `seconds` of processor time has
    hung, one that asks for more than `megabytes` is out of memory, one that dies has crashed.
    """
    for one in inputs:
        yield _run(one, attempt, seconds, megabytes)


def _run(one: HostileInput, attempt: Try, seconds: float, megabytes: int) -> Result:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _live(one, attempt, seconds, megabytes, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        ready, _, _ = select.select([pipe], [], [], _WAITING * seconds + 5)
        said = pipe.read() if ready else b""
        if not said:
            os.kill(child, signal.SIGKILL)
    _, status, usage = os.wait4(child, 0)
    outcome, spent, grown = pickle.loads(said) if said else (_death(status, bool(ready)), 0.0, 0)  # noqa: S301
    return Result(one.title, outcome, spent or usage.ru_utime + usage.ru_stime, grown)


def _death(status: int, ended: bool) -> str:
    code = os.waitstatus_to_exitcode(status)
    if not ended or code == -signal.SIGXCPU:
        return HUNG
    if code == _EXIT_OUT_OF_MEMORY:
        return OUT_OF_MEMORY
    return f"crashed: {signal.Signals(-code).name if code < 0 else code}"


def _live(one: HostileInput, attempt: Try, seconds: float, megabytes: int, writing: int) -> None:
    """What the child does; it never returns."""
    try:
        data = one.make()
        begun, held = _spent(), _held()
        resource.setrlimit(resource.RLIMIT_CPU, (int(begun + seconds) + 1, resource.RLIM_INFINITY))
        _allow(megabytes)
        outcome = attempt(_with_data(one, data))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        said = pickle.dumps((outcome, _spent() - begun, max(0, peak - held)))
        os.write(writing, said)
        os._exit(0)
    except MemoryError:
        os._exit(_EXIT_OUT_OF_MEMORY)
    except BaseException as error:  # noqa: BLE001  whatever it is, it is the outcome
        os.write(writing, pickle.dumps((f"{type(error).__name__}: {error}"[:200], 0.0, 0)))
        os._exit(1)


def _with_data(one: HostileInput, data: bytes | str) -> HostileInput:
    import msgspec

    return msgspec.structs.replace(one, make=lambda: data)


def _spent() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def _held() -> int:
    """MiB that this process holds now."""
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
        return int(file.read().split()[1]) * resource.getpagesize() // _MIB


def _allow(megabytes: int) -> None:
    """Bound what more may be asked for; `RLIMIT_DATA` counts what is written to alone."""
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
        data = int(file.read().split()[5]) * resource.getpagesize()
    most = data + megabytes * _MIB
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
