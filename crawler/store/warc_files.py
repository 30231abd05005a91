"""The files of the archive: one is written to until it is full, then comes the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from cleaners.packing import member_ends
from crawler.discovery.timestamps import now
from crawler.store.output_files import GrowingFile
from crawler.store.warc_records import RECORDS, warcinfo

WARC_ENDING = ".warc.gz"


class Archive:
    """Appends records to `<folder>/chistovik-<time>-<number>.warc.gz`."""

    def __init__(
        self,
        folder: Path,
        *,
        limit: int,
        info: Mapping[str, str],
        unfinished: Path | None,
        on_new: Callable[[Path], None],
        on_full: Callable[[Path], None],
    ) -> None:
        """Go on with the `unfinished` file of the last run, if there is one.

        `limit` is the number of bytes after which a file is full. `on_new` is called with the path
        of a file before it is made, `on_full` when it is full and before it is closed.
        """
        self._folder = folder
        self._limit = limit
        self._info = info
        self._on_new = on_new
        self._on_full = on_full
        self._file = GrowingFile(unfinished) if unfinished else None

    def append(self, data: bytes) -> tuple[Path, int, int]:
        """Write records; returns the file, where they begin and where they end."""
        if self._file is not None and self._file.length >= self._limit:
            self._on_full(self._file.path)
            self._file.close()
            self._file = None
        if self._file is None:
            path = self._free_path()
            self._on_new(path)
            self._file = GrowingFile(path)
            self._file.append(warcinfo(self._file.path.name, self._info))
        start = self._file.append(data)
        return self._file.path, start, self._file.length

    def close(self) -> None:
        """Close the file; the next run goes on with it."""
        if self._file is not None:
            self._file.close()

    def _free_path(self) -> Path:
        stem = f"chistovik-{now().replace('-', '').replace(':', '')}"
        number = 0
        while (path := self._folder / f"{stem}-{number:05}{WARC_ENDING}").exists():
            number += 1
        return path


def copy_exchanges(places: Iterable[tuple[Path, int]], target: BinaryIO) -> None:
    """Copy the exchanges that begin there, packed as they are.

    A file that is gone, or is damaged there, gives none. Raises `OSError` where `target` is full.
    """
    for path, offset in places:
        target.write(read_exchange(path, offset))


def read_exchange(path: Path, offset: int) -> bytes:
    """The packed records of the exchange that begins there; b"" where it can't be read."""
    try:
        with path.open("rb") as file:
            return exchange_at(file, offset)
    except OSError:
        return b""


def exchange_at(file: BinaryIO, offset: int) -> bytes:
    """The same from an open file; raises `OSError`."""
    file.seek(offset)
    ends = list(islice(member_ends(file), RECORDS))
    if len(ends) < RECORDS:
        return b""
    file.seek(offset)
    return file.read(ends[-1])
