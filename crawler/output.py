"""The output folder: where it is, and how a file gets into it whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.utils.conf import closest_scrapy_cfg

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

TEMPORARY_PREFIX = ".tmp-"
STATE = "state.sqlite3"


def output_folder(settings: BaseSettings) -> Path:
    """The folder which everything is written below; a relative one lies in the project."""
    named: str = settings["OUTPUT_DIR"]
    return Path(closest_scrapy_cfg()).parent / named


def state_file(settings: BaseSettings) -> Path:
    """Where the state is kept: `STATE_FILE`, or `state.sqlite3` in the output folder."""
    named: str = settings.get("STATE_FILE") or ""
    return Path(closest_scrapy_cfg()).parent / named if named else output_folder(settings) / STATE


def write_whole(path: Path, text: str) -> None:
    """Write a file so that it is seen complete or not at all; its folders are made.

    It is on the disk before it gets its name: a power failure leaves no empty file behind.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=TEMPORARY_PREFIX, dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp hides its files from others; articles are meant to be read.
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(temporary).unlink()
        raise


def _umask() -> int:
    """The process's umask; it can only be read by setting it."""
    current = os.umask(0)
    os.umask(current)
    return current
