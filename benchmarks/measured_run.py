"""Run `clean-file` as a child process and watch its speed and memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "fixtures" / "sites" / "kazpravda.kz" / "articles"

_SAMPLE_SECONDS = 0.2
_KIB = 1024
_MIB = 1024 * 1024


@dataclass
class Measures:
    """Bytes are peaks: of the command, of its largest process below, of all of them together."""

    seconds: float = 0.0
    status: int = 0
    parent: int = 0
    largest_child: int = 0
    together: int = 0

    def report(self, records: int) -> str:
        """The figures in one paragraph."""
        return (
            f"{records:,} records in {self.seconds:.1f} s: "
            f"{records / self.seconds:,.0f} records/s, "
            f"exit status {self.status}\n"
            f"peak memory: command {self.parent / _MIB:,.0f} MiB, "
            f"largest worker {self.largest_child / _MIB:,.0f} MiB, "
            f"all together {self.together / _MIB:,.0f} MiB (shared pages counted once)"
        )


def clean_file(arguments: Sequence[str]) -> Measures:
    """Run the command to its end."""
    command = [sys.executable, "-m", "cleaners.cli.clean_file", *arguments]
    measures = Measures()
    started = time.monotonic()
    process = subprocess.Popen(command, cwd=ROOT)
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            break
        sample(process.pid, measures)
        time.sleep(_SAMPLE_SECONDS)
    process.returncode = os.waitstatus_to_exitcode(status)
    measures.seconds = time.monotonic() - started
    measures.status = process.returncode
    measures.parent = usage.ru_maxrss * _KIB
    return measures


def sample(parent: int, measures: Measures) -> None:
    """Raise the peaks to what a process and those below it hold now."""
    below = descendants(parent)
    peaks = [kib_of(pid, "status", "VmHWM:") * _KIB for pid in below]
    shares = [kib_of(pid, "smaps_rollup", "Pss:") * _KIB for pid in (parent, *below)]
    measures.largest_child = max(measures.largest_child, *peaks, 0)
    measures.together = max(measures.together, sum(shares))


def descendants(parent: int) -> list[int]:
    """The processes below another one."""
    children: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            above = int(path.read_text().rpartition(")")[2].split()[1])
        except OSError:  # it ended in the meantime
            continue
        children.setdefault(above, []).append(int(path.parent.name))
    found = children.get(parent, [])
    for pid in found:  # grows while it is read
        found.extend(children.get(pid, []))
    return found


def kib_of(pid: int, file: str, name: str) -> int:
    """A number of KiB from a file of `/proc`; 0 for a process that has ended."""
    try:
        lines = Path(f"/proc/{pid}/{file}").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(name)), 0)
