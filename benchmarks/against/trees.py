"""Two trees of the project, and what one of them costs."""

from __future__ import annotations

import compileall
import io
import json
import os
import resource
import subprocess
import sys
import zipfile
from pathlib import Path

from benchmarks.against.inputs import Road

ROOT = Path(__file__).parents[2]
_WORKLOAD = Path(__file__).with_name("workload.py")
STARTS = {
    "import clean": ("-c", "from cleaners import clean"),  # loads what cleaning needs
    "clean-file --help": ("-m", "cleaners.cli.clean_file", "--help"),
}


class TreeError(Exception):
    """A commit that is not there, or a tree that can't do the work; the message says which."""


def check_out(revision: str, folder: Path) -> Path:
    """The library as it was in that commit, in a folder. Raises `TreeError`."""
    command = ["git", "-C", str(ROOT), "archive", "--format=zip", revision, "cleaners"]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except OSError as error:
        raise TreeError(f"git: {error.strerror}") from error
    if done.returncode:
        raise TreeError(f"{revision}: {done.stderr.decode(errors='replace').strip()}")
    with zipfile.ZipFile(io.BytesIO(done.stdout)) as archive:
        archive.extractall(folder)
    for tree in (folder, ROOT):  # no run pays for compiling
        compileall.compile_dir(tree / "cleaners", quiet=2)
    return folder


def time_road(tree: Path, road: Road) -> dict[str, float]:
    """Milliseconds of processor time for a page, and MiB at the peak, of a fresh process."""
    told = json.loads(_run(tree, str(_WORKLOAD), str(tree), road.how, str(road.path)))
    return {f"{road.name}, ms each": told["ms"], f"{road.name}, MiB": told["mib"]}


def time_start(tree: Path, name: str) -> dict[str, float]:
    """Milliseconds of processor time that a fresh process needs for one of `STARTS`."""
    before = _spent()
    _run(tree, *STARTS[name])
    return {f"{name}, ms": 1000 * (_spent() - before)}


def _spent() -> float:
    """Seconds of processor time of the processes that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _run(tree: Path, *arguments: str) -> str:
    # Not in the tree's own folder, which Python would look for modules in before all others.
    environment = os.environ | {"PYTHONPATH": str(tree), "PYTHONSAFEPATH": "1"}
    done = subprocess.run(
        [sys.executable, *arguments], env=environment, capture_output=True, check=False, text=True
    )
    if done.returncode:
        said = done.stderr.strip().rpartition("\n")[2]
        raise TreeError(f"{tree}: {' '.join(arguments[-3:])}: {said}")
    return done.stdout
