"""Disks that are soon full; to make one takes the rights of an administrator."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class SmallDisk:
    """A file system in memory, mounted at `path`."""

    path: Path

    def resize(self, kib: int) -> None:
        """Give it another size."""
        _mount("-o", f"remount,size={kib}k", str(self.path))


@contextmanager
def small_disk(path: Path, kib: int) -> Iterator[SmallDisk]:
    """A disk of so many KiB; the test is skipped where none can be made."""
    path.mkdir()
    if os.geteuid() != 0:
        pytest.skip("only root mounts file systems")
    try:
        _mount("-t", "tmpfs", "-o", f"size={kib}k", "chistovik-test", str(path))
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no file system can be mounted here")
    try:
        yield SmallDisk(path)
    finally:
        subprocess.run(["umount", str(path)], check=True)  # noqa: S607 - where it is differs


def _mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True, capture_output=True)  # noqa: S607
