"""Attempts that end in every possible way; their outcomes as JSON, from a process of one thread."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

import msgspec

from benchmarks.hostile.running import run_each
from benchmarks.hostile.values import HostileInput

_INPUT = HostileInput(group="group", name="name", make=lambda: "page")


def answer(one: HostileInput) -> str:
    """Say what was given."""
    return f"{one.title}: {one.make()!r}"


def spin(one: HostileInput) -> str:
    """Never come back."""
    while one.name:
        pass
    return ""


def hold(one: HostileInput) -> str:
    """Ask for more memory than is allowed."""
    return str(len(b"x" * 500_000_000)) + one.name


def die(one: HostileInput) -> str:
    """End as a parser does that writes where it must not."""
    os.kill(os.getpid(), signal.SIGKILL)
    return one.name


def fail(one: HostileInput) -> str:
    """Raise what nobody expects."""
    raise KeyError(one.name)


ATTEMPTS: tuple[Callable[[HostileInput], str], ...] = (answer, spin, hold, die, fail)


def main() -> None:
    """Try each of them."""
    outcomes = {}
    for attempt in ATTEMPTS:
        [result] = run_each([_INPUT], attempt, seconds=1, megabytes=100)
        outcomes[attempt.__name__] = result.outcome
    os.write(1, msgspec.json.encode(outcomes))


if __name__ == "__main__":
    main()
