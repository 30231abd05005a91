"""Try inputs with one contender, and print what became of each as a line of JSON.

A process of its own, with one thread: it forks for every input.
"""

from __future__ import annotations

import gc
import logging
import os
import subprocess
import sys
import warnings
from collections.abc import Iterator, Sequence

import msgspec

from benchmarks.hostile.attempts import CONTENDERS
from benchmarks.hostile.inputs import INPUTS
from benchmarks.hostile.running import Result, run_each
from benchmarks.hostile.values import HostileInput, dump, page

SECONDS = 10  # of processor time for one input
MEGABYTES = 1_000  # beyond what the contender takes for a small page


def measure(contender: str, inputs: Sequence[HostileInput]) -> Iterator[Result]:
    """Try these inputs in another process; what became of them, in order."""
    command = [sys.executable, "-m", "benchmarks.hostile.measure", contender]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None  # noqa: S101  both are pipes
    assert process.stdout is not None  # noqa: S101
    with process:
        process.stdin.write("\n".join(one.title for one in inputs).encode())
        process.stdin.close()
        for line in process.stdout:
            yield msgspec.json.decode(line, type=Result)


def main(contender: str, titles: set[str]) -> None:
    """Print the results for the inputs with these titles."""
    attempt = CONTENDERS[contender]
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.dup2(1, 2)  # nothing of what libraries print belongs to the results
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    for text in (page(), dump()):  # what is imported and loaded is not the input's cost
        attempt(msgspec.structs.replace(INPUTS[0], make=lambda text=text: text))
    gc.freeze()
    inputs = [one for one in INPUTS if one.title in titles]
    for result in run_each(inputs, attempt, seconds=SECONDS, megabytes=MEGABYTES):
        output.write(msgspec.json.encode(result) + b"\n")
        output.flush()


if __name__ == "__main__":
    main(sys.argv[1], set(sys.stdin.read().splitlines()))
