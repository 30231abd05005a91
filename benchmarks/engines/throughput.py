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
    """One run: seconds that passed, seconds of processors at work."""

    pages: int
    seconds: float
    core_seconds: float


class Compared(NamedTuple):
    """A way to clean, on few pages and on many: what is more takes no start-up."""

    name: str
    processes: int
    few: Measured
    many: Measured

    @property
    def page(self) -> float:
        """Core-seconds of one page more."""
        more = self.many.core_seconds - self.few.core_seconds
        return more / (self.many.pages - self.few.pages)

    @property
    def start(self) -> float:
        """Core-seconds before the first page."""
        return max(0.0, self.few.core_seconds - self.few.pages * self.page)

    @property
    def rate(self) -> float:
        """Pages per second that passed, start-up included."""
        return self.many.pages / self.many.seconds


def measure(
    folder: Path, kind: str, pages: int, processes: Sequence[int], names: Sequence[str]
) -> list[Compared]:
    """Run every contender on a tenth of the pages and on all, for each number of processes."""
    counts = (max(FILES, pages // 10), pages)
    for count in counts:
        write_archives(folder / str(count) / "archives", kind, count, FILES)
        if {"ray", "spark"} & set(names):
            write_tables(folder / str(count) / "tables", kind, count, FILES)
    return [
        Compared(name, number, *(_run(folder / str(n), name, number, n) for n in counts))
        for number in processes
        for name in names
    ]


def table(measured: Sequence[Compared]) -> str:
    """The runs as a table, each compared with the command in as many processes.

    Pages/s depend on what else the machine does; the time of processors depends less on it.
    """
    plain = {run.processes: run.page for run in measured if run.name == PLAIN}
    lines = [
        "| processes | through | start-up, core-s | core-ms a page | over clean-file | pages/s |",
        "|---|---|---|---|---|---|",
    ]
    for run in measured:
        own = plain.get(run.processes, run.page)
        over = f"{run.page / own - 1:+.0%}" if own > 0 else "–"  # so few pages take no time
        lines.append(
            f"| {run.processes} | {run.name} | {run.start:.0f} | {1000 * run.page:.1f} | "
            f"{over} | {run.rate:.0f} |"
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
    return Measured(pages, seconds, sum(spent.values()))


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
