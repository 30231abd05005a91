"""What the limits cost on ordinary pages: `python -m benchmarks.hostile.guard [SET…]`.

Every page is cleaned with and without them, in turns, in one process, and processor time is
compared. Without SET the pages and dumps of the replica are taken. The limits can't be switched off
in the library: here, the functions that look at them are emptied.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FunctionType
from typing import Any, cast

from benchmarks.quality.sets import load_file
from benchmarks.speed import Input, load_dumps, load_pages, run_clean
from cleaners import limits
from cleaners.intake import markup_limits


def _nothing(*_: Any) -> None:
    """In place of a check."""


def _hand_on(items: Iterable[Any]) -> Iterator[Any]:
    yield from items


_GUARDS = (
    (limits.check_time, _nothing),
    (limits.timed, _hand_on),
    (limits.Limits.check, _nothing),
    (markup_limits.check_markup, _nothing),
)


@contextmanager
def unguarded() -> Iterator[None]:
    """Within it no limit is looked at, however the functions were imported."""
    functions = [(cast("FunctionType", guard), empty.__code__) for guard, empty in _GUARDS]
    before = [(guard, guard.__code__) for guard, _ in functions]
    for guard, code in functions:
        guard.__code__ = code
    try:
        yield
    finally:
        for guard, code in before:
            guard.__code__ = code


def measure(inputs: Sequence[Input], rounds: int) -> list[tuple[float, float]]:
    """Seconds of processor time with and without limits, for each round."""
    found = []
    for _ in range(rounds):
        gc.collect()
        spent = [0.0, 0.0]
        for number, page in enumerate(inputs):
            for is_unguarded in (number % 2, 1 - number % 2):
                spent[is_unguarded] += _time_unguarded(page) if is_unguarded else _time(page)
        found.append((spent[0], spent[1]))
    return found


def _time(page: Input) -> float:
    begun = time.process_time()
    run_clean(page)
    return time.process_time() - begun


def _time_unguarded(page: Input) -> float:
    with unguarded():
        return _time(page)


def report(name: str, inputs: Sequence[Input], rounds: int) -> str:
    """A line of the table."""
    for page in inputs:  # what is loaded and compiled once is nobody's cost
        run_clean(page)
    found = measure(inputs, rounds)
    costs = sorted(guarded / bare - 1 for guarded, bare in found)
    milliseconds = 1000 * statistics.median(guarded for guarded, _ in found) / len(inputs)
    return (
        f"| {name} | {len(inputs)} | {milliseconds:.1f} | {statistics.median(costs):+.1%} | "
        f"{costs[0]:+.1%} to {costs[-1]:+.1%} |"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.hostile.guard")
    parser.add_argument("sets", nargs="*", type=Path, metavar="SET", help="pages to take instead")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--pages", type=int, default=100, help="the first ones of each set")
    arguments = parser.parse_args()
    chosen = {
        path.name: [
            Input(page.html.encode(), page.url, None)
            for page in list(load_file(path).read())[: arguments.pages]
        ]
        for path in arguments.sets
    }
    print(
        "| pages | number | ms a page | limits cost | in single rounds |\n|---|---:|---:|---:|---:|"
    )
    for name, inputs in (chosen or {"pages": load_pages(), "dumps": load_dumps()}).items():
        print(report(name, inputs, arguments.rounds), flush=True)


if __name__ == "__main__":
    main()
