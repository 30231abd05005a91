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
from benchmarks.measured_run import ROOT, descendants

PLAIN = "clean-file"
CONTENDERS = (PLAIN, "datatrove", "ray", "spark")
FILES = 8
_SAMPLE_SECONDS = 0.2


class Measured(NamedTuple):
    """One run, start-up included: seconds that passed, seconds of processors at work."""

    name: str
    processes: int
    pages: int
    seconds: float
    core_seconds: float


def measure(
    folder: Path, kind: str, pages: int, processes: Sequence[int], names: Sequence[str]
) -> list[Measured]:
    """Run every contender once for each number of processes, in turn."""
    write_archives(folder / "archives", kind, pages, FILES)
    if {"ray", "spark"} & set(names):
        write_tables(folder / "tables", kind, pages, FILES)
    return [_run(folder, name, number, pages) for number in processes for name in names]


def table(measured: Sequence[Measured]) -> str:
    """The runs as a table, each compared with the command in as many processes.

    Pages/s depend on what else the machine does; the time of processors hardly does.
    """
    plain = {run.processes: run.core_seconds for run in measured if run.name == PLAIN}
    lines = [
        "| processes | through | pages/s | core-ms a page | more than clean-file |",
        "|---|---|---|---|---|",
    ]
    for run in measured:
        more = run.core_seconds / plain.get(run.processes, run.core_seconds) - 1
        lines.append(
            f"| {run.processes} | {run.name} | {run.pages / run.seconds:.0f} | "
            f"{1000 * run.core_seconds / run.pages:.1f} | {more:+.0%} |"
        )
    return "\n".join(lines)


def _run(folder: Path, name: str, processes: int, pages: int) -> Measured:
    output = folder / f"{name}-{processes}"
    start = time.monotonic()
    with (folder / "log.txt").open("ab") as log:
        process = subprocess.Popen(
            _command(folder, name, processes, output),
            cwd=ROOT, stdout=log, stderr=log,
            env=os.environ | {"RAY_USAGE_STATS_ENABLED": "0", "RAY_worker_niceness": "0"},
        )  # fmt: skip
        spent: dict[int, float] = {}
        while process.poll() is None:
            for pid in (process.pid, *descendants(process.pid)):
                spent[pid] = max(spent.get(pid, 0.0), _processor_seconds(pid))
            time.sleep(_SAMPLE_SECONDS)
    seconds = time.monotonic() - start
    if process.returncode:
        raise RuntimeError(f"{name} failed: {(folder / 'log.txt').read_text()[-2000:]}")
    return Measured(name, processes, pages, seconds, sum(spent.values()))


def _processor_seconds(pid: int) -> float:
    """What a process has used so far, without those below it; 0 for one that has ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _command(folder: Path, name: str, processes: int, output: Path) -> list[str]:
    if name == PLAIN:
        source, target = str(folder / "archives"), f"{output}.jsonl.gz"
        command = [sys.executable, "-m", "cleaners.cli.clean_file", source, "-o", target]
        return [*command, "--jobs", str(processes)]
    source = str(folder / ("archives" if name == "datatrove" else "tables"))
    command = [sys.executable, "-m", "benchmarks.engines.pipeline", name, source, str(output)]
    return [*command, str(processes)]
