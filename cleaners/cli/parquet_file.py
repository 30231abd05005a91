"""Articles as a Parquet file, written in row groups: memory does not grow with their number."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from cleaners.arrow import TABLE_SCHEMA
from cleaners.files import replacing

if TYPE_CHECKING:
    from cleaners.cli.clean_record import Cleaned

ROW_GROUP = 1_000  # articles; some 5 MB of text


class _NothingNewError(Exception):
    """No article was written, and an earlier result is there: it stays."""


class ParquetOutput:
    """Collects articles and writes them in groups."""

    def __init__(self, writer: pq.ParquetWriter) -> None:
        self.is_empty = True
        self._writer = writer
        self._rows: list[dict[str, Any]] = []

    def write(self, cleaned: Cleaned) -> None:
        """Add one article, and those of further stories behind it."""
        self.is_empty = False
        for rendered in (cleaned.rendered, *cleaned.further):
            self._rows.append(msgspec.json.decode(rendered))
        if len(self._rows) >= ROW_GROUP:
            self._write_group()

    def save(self) -> int:
        """A Parquet file can't be gone on with: nothing is kept for that."""
        return 0

    def finish(self) -> None:
        """Write the last group."""
        self._write_group()

    def _write_group(self) -> None:
        if self._rows:
            self._writer.write_table(pa.Table.from_pylist(self._rows, schema=TABLE_SCHEMA))
            self._rows.clear()


@contextmanager
def parquet_output(path: Path) -> Iterator[ParquetOutput]:
    """A Parquet file that gets its name when all is written, and vanishes on any error.

    Where nothing was written an earlier result stays. Raises `OSError` where there can be none,
    such as for a pipe.
    """
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "no place for Parquet: a pipe or a device", str(path))
    with (
        suppress(_NothingNewError),
        replacing(path, sync=True) as file,
        pq.ParquetWriter(file, TABLE_SCHEMA, compression="zstd") as writer,
    ):
        output = ParquetOutput(writer)
        yield output
        output.finish()
        if output.is_empty and path.exists():
            raise _NothingNewError
