"""A small archive of some exchanges of a large one."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from crawler.archive.records import RECORDS
from crawler.written import skip_member


def copy_exchanges(places: Iterable[tuple[Path, int]], target: BinaryIO) -> None:
    """Copy the exchanges that begin there, packed as they are.

    A file that is gone, or is damaged there, gives none. Raises `OSError` where `target` is full.
    """
    for path, offset in places:
        target.write(_read(path, offset))


def _read(path: Path, offset: int) -> bytes:
    try:
        with path.open("rb") as file:
            file.seek(offset)
            for _ in range(RECORDS):
                skip_member(file)
            end = file.tell()
            file.seek(offset)
            return file.read(end - offset)
    except (OSError, EOFError, zlib.error):
        return b""
