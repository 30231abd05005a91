"""A pipeline of datatrove that is killed and goes on: what is there twice, and what is lost."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from benchmarks.engines.inputs import numbered
from benchmarks.measured_run import ROOT

_LOOK_SECONDS = 0.1


@dataclass(frozen=True)
class Resumed:
    """What became of PAGES pages; `done_at_kill` are the tasks that were done at each kill."""

    pages: int
    tasks: int
    done_at_kill: tuple[int, ...]
    kept: int
    dropped: int
    twice: int
    lost: int
    seconds: float

    def report(self) -> str:
        """The figures in a few lines."""
        kills = ", ".join(map(str, self.done_at_kill))
        return (
            f"{self.pages:,} pages, {self.tasks} tasks, killed with {kills} tasks done, "
            f"{self.seconds:.0f} s in all\n"
            f"kept {self.kept:,}, dropped {self.dropped:,}, twice {self.twice}, lost {self.lost}"
        )


def run_and_kill(source: Path, output: Path, pages: int, tasks: int, kills: int) -> Resumed:
    """Run the pipeline, kill it KILLS times on the way, let it end, and look at what it wrote."""
    started = time.monotonic()
    done = []
    for kill in range(1, kills + 1):
        process = _start(source, output, tasks)
        while process.poll() is None and _done(output) < kill * tasks // (kills + 1):
            time.sleep(_LOOK_SECONDS)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        done.append(_done(output))
    if _start(source, output, tasks).wait():
        raise RuntimeError(f"the last run failed: see {output / 'logs'}")
    kept, dropped = (_addresses(output / name) for name in ("articles", "dropped"))
    found = kept + dropped
    expected = {page.url for page in numbered("small", pages)}
    return Resumed(
        pages=pages,
        tasks=tasks,
        done_at_kill=tuple(done),
        kept=kept.total(),
        dropped=dropped.total(),
        twice=sum(1 for times in found.values() if times > 1),
        lost=len(expected - found.keys()),
        seconds=time.monotonic() - started,
    )


def _start(source: Path, output: Path, tasks: int) -> subprocess.Popen[bytes]:
    arguments = ["datatrove", str(source), str(output), "2", str(tasks)]
    command = [sys.executable, "-m", "benchmarks.engines.pipeline", *arguments]
    with (output.parent / "log.txt").open("ab") as log:
        return subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log, start_new_session=True)


def _done(output: Path) -> int:
    return len(list((output / "logs" / "completions").glob("*")))


def _addresses(folder: Path) -> Counter[str]:
    """How often each address stands in the files."""
    found: Counter[str] = Counter()
    for path in folder.glob("*.jsonl.gz"):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            found.update(json.loads(line)["metadata"]["url"] for line in file)
    return found
