"""A small archive of some exchanges of a large one."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from crawler.archive.records import RECORDS
from crawler.written import skip_member


def copy_exchanges(places: Iterable[tuple[Path, int]], target: BinaryIO) -> int:
    """Copy the exchanges that begin there, packed as they are; returns how many were to be had.

    A file that is gone, or is damaged there, gives none.
    """
    return sum(_copy(path, offset, target) for path, offset in places)


def _copy(path: Path, offset: int, target: BinaryIO) -> bool:
    try:
        with path.open("rb") as file:
            file.seek(offset)
            for _ in range(RECORDS):
                skip_member(file)
            end = file.tell()
            file.seek(offset)
            target.write(file.read(end - offset))
    except (OSError, EOFError, zlib.error):
        return False
    return True
