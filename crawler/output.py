"""The output folder: where it is, and how a file gets into it whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.utils.conf import closest_scrapy_cfg

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

TEMPORARY_PREFIX = ".tmp-"
STATE = "state.sqlite3"
# The file system joins what is asked for at the same time into one write of its journal.
SYNC_THREADS = 8


def output_folder(settings: BaseSettings) -> Path:
    """The folder which everything is written below; a relative one lies in the project."""
    named: str = settings["OUTPUT_DIR"]
    return Path(closest_scrapy_cfg()).parent / named


def state_file(settings: BaseSettings) -> Path:
    """Where the state is kept: `STATE_FILE`, or `state.sqlite3` in the output folder."""
    named: str = settings.get("STATE_FILE") or ""
    return Path(closest_scrapy_cfg()).parent / named if named else output_folder(settings) / STATE


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file under a temporary name; `replaced` goes when it gets its own."""

    temporary: Path
    path: Path
    replaced: Path | None = None

    def publish(self) -> None:
        """Give it its name."""
        self.temporary.replace(self.path)
        if self.replaced is not None:
            self.replaced.unlink(missing_ok=True)


def write_new(path: Path, text: str, replaced: Path | None = None) -> NewFile:
    """Write a file that nobody sees yet; its folders are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=TEMPORARY_PREFIX, dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        # mkstemp hides its files from others; articles are meant to be read.
        Path(temporary).chmod(0o666 & ~_umask())
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return NewFile(Path(temporary), path, replaced)


def write_whole(path: Path, text: str) -> None:
    """Write a file so that it is seen complete or not at all, also after a power failure."""
    new = write_new(path, text)
    sync([new.temporary])
    new.publish()


def sync(paths: Iterable[Path]) -> None:
    """Return when all of these files are on the disk; many cost hardly more than one."""
    with ThreadPoolExecutor(SYNC_THREADS) as threads:
        list(threads.map(_sync, paths))


def _sync(path: Path) -> None:
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def _umask() -> int:
    """The process's umask; it can only be read by setting it."""
    current = os.umask(0)
    os.umask(current)
    return current
