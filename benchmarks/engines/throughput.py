"""Pages per second through the command and through engines, in one and in more processes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.engines.inputs import write_archives, write_tables
from benchmarks.measured_run import ROOT

PLAIN = "clean-file"
CONTENDERS = (PLAIN, "datatrove", "ray", "spark")
FILES = 8


class Measured(NamedTuple):
    """One run: start-up included."""

    name: str
    processes: int
    pages: int
    seconds: float
    load: float  # of the machine before it; 0 where nobody else works

    @property
    def rate(self) -> float:
        """Pages per second."""
        return self.pages / self.seconds


def measure(
    folder: Path, kind: str, pages: int, processes: Sequence[int], names: Sequence[str]
) -> list[Measured]:
    """Run every contender once for each number of processes, in turn."""
    write_archives(folder / "archives", kind, pages, FILES)
    if {"ray", "spark"} & set(names):
        write_tables(folder / "tables", kind, pages, FILES)
    return [_run(folder, name, number, pages) for number in processes for name in names]


def table(measured: Sequence[Measured]) -> str:
    """The runs as a table, each compared with the command in as many processes."""
    plain = {run.processes: run.rate for run in measured if run.name == PLAIN}
    lines = [
        "| processes | through | pages/s | time over clean-file | load before |",
        "|---|---|---|---|---|",
    ]
    for run in measured:
        over = plain[run.processes] / run.rate - 1 if run.processes in plain else 0.0
        lines.append(
            f"| {run.processes} | {run.name} | {run.rate:.0f} | {over:+.0%} | {run.load:.1f} |"
        )
    return "\n".join(lines)


def _run(folder: Path, name: str, processes: int, pages: int) -> Measured:
    output = folder / f"{name}-{processes}"
    load = os.getloadavg()[0]
    start = time.monotonic()
    with (folder / "log.txt").open("ab") as log:
        done = subprocess.run(
            _command(folder, name, processes, output),
            cwd=ROOT, stdout=log, stderr=log, check=False,
            env=os.environ | {"RAY_USAGE_STATS_ENABLED": "0"},
        )  # fmt: skip
    seconds = time.monotonic() - start
    if done.returncode:
        raise RuntimeError(f"{name} failed: {(folder / 'log.txt').read_text()[-2000:]}")
    return Measured(name, processes, pages, seconds, load)


def _command(folder: Path, name: str, processes: int, output: Path) -> list[str]:
    if name == PLAIN:
        source, target = str(folder / "archives"), f"{output}.jsonl.gz"
        command = [sys.executable, "-m", "cleaners.cli.clean_file", source, "-o", target]
        return [*command, "--jobs", str(processes)]
    source = str(folder / ("archives" if name == "datatrove" else "tables"))
    command = [sys.executable, "-m", "benchmarks.engines.pipeline", name, source, str(output)]
    return [*command, str(processes)]
