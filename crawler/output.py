"""The output folder: where it is, and how a file gets into it whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from scrapy.utils.conf import closest_scrapy_cfg

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

TEMPORARY_PREFIX = ".tmp-"
STATE = "state.sqlite3"
# The file system joins what is asked for at the same time into one write of its journal.
_THREADS = ThreadPoolExecutor(8)


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
    temporary = path.with_name(f"{TEMPORARY_PREFIX}{uuid4().hex}")
    try:
        with temporary.open("x", encoding="utf-8") as file:
            file.write(text)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return NewFile(temporary, path, replaced)


def write_whole(path: Path, text: str) -> None:
    """Write a file so that it is seen complete or not at all, also after a power failure."""
    new = write_new(path, text)
    sync([new.temporary])
    new.publish()


def sync(paths: Iterable[Path]) -> None:
    """Return when all of these files are on the disk; many cost hardly more than one."""
    list(_THREADS.map(_sync, paths))


def _sync(path: Path) -> None:
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
