"""Where articles go: standard output, one file, or a folder. A file is written whole or not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

from cleaners.cli.clean_record import Cleaned, Format
from cleaners.cli.file_names import FileNamer
from cleaners.files import replacing

# A blank line between stories; JSON ends by itself.
_SEPARATORS = {Format.MD: b"\n", Format.TXT: b"\n"}


class Writable(Protocol):
    """The part of a binary file that is used here."""

    def write(self, data: bytes, /) -> object:
        """Write all of it."""

    def flush(self) -> object:
        """Hand on what was written."""


class Output(Protocol):
    """Takes articles one after another."""

    def write(self, cleaned: Cleaned) -> None:
        """Write one article."""


class StreamOutput:
    """All articles into one stream; `is_live` where a reader may be waiting for each."""

    def __init__(
        self, stream: Writable, format_: Format = Format.JSONL, *, is_live: bool = False
    ) -> None:
        self._stream = stream
        self._is_live = is_live
        self._separator = _SEPARATORS.get(format_, b"")
        self._is_first = True

    def write(self, cleaned: Cleaned) -> None:
        """Write one article."""
        if not self._is_first:
            self._stream.write(self._separator)
        self._is_first = False
        self._stream.write(cleaned.rendered.encode())
        if self._is_live:
            self._stream.flush()


class FolderOutput:
    """One file for each article."""

    def __init__(self, folder: Path, format_: Format, namer: FileNamer) -> None:
        self._folder = folder
        self._ending = f".{format_}"
        self._namer = namer

    def write(self, cleaned: Cleaned) -> None:
        """Write the article's file."""
        name = self._namer.name(cleaned.place)
        path = self._folder / name.with_name(name.name + self._ending)
        path.parent.mkdir(parents=True, exist_ok=True)
        # No fsync: on ten thousand files it takes longer than cleaning them.
        with replacing(path) as file:
            file.write(cleaned.rendered.encode())


@contextmanager
def file_output(path: Path) -> Iterator[Output]:
    """All articles into one file, packed if its name ends in `.gz` or `.zst`.

    The file appears when all is written. Pipes and devices are written directly.
    """
    if path.exists() and not path.is_file():
        with path.open("wb") as device:
            yield StreamOutput(device, is_live=True)
        return
    with replacing(path, sync=True) as file, _packing(file, path.suffix) as packed:
        yield StreamOutput(packed)


@contextmanager
def _packing(file: BinaryIO, suffix: str) -> Iterator[Writable]:
    if suffix == ".gz":
        import gzip

        # No name and time in the header: same input, same bytes.
        with gzip.GzipFile("", "wb", fileobj=file, mtime=0) as packed:
            yield packed
    elif suffix == ".zst":
        import zstandard

        with zstandard.ZstdCompressor().stream_writer(file, closefd=False) as packed:
            yield packed
    else:
        yield file
