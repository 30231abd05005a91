"""One crawl at a time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from crawler.store.lock import LockedError, RunLock
from tests.crawler.crawls import ROOT

HOLDER = """
import sys, pathlib
from crawler.store.lock import RunLock
lock = RunLock(pathlib.Path(sys.argv[1]))
print("locked", flush=True)
sys.stdin.read()
"""


def test_the_second_is_told_who_holds_it(tmp_path: Path) -> None:
    """The process, the folder, and what to do."""
    lock = RunLock(tmp_path)
    with pytest.raises(
        LockedError, match=rf"process {os.getpid()}\) is writing to {tmp_path}; wait"
    ):
        RunLock(tmp_path)
    lock.release()
    RunLock(tmp_path).release()


def test_a_killed_process_holds_nothing(tmp_path: Path) -> None:
    """The kernel lets go; nobody has to remove a file."""
    command = [sys.executable, "-c", HOLDER, str(tmp_path)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, cwd=ROOT, **pipes) as holder:  # type: ignore[call-overload]
        assert holder.stdout.readline() == b"locked\n"
        with pytest.raises(LockedError, match=f"process {holder.pid}"):
            RunLock(tmp_path)
        holder.kill()
        holder.wait()
        RunLock(tmp_path).release()
