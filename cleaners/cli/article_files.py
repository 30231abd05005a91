"""Where articles go: standard output, one file, or a folder. A file is written whole or not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO, Protocol, TextIO

from cleaners.cli.clean_arguments import Arguments
from cleaners.cli.clean_record import Cleaned
from cleaners.cli.file_names import FileNamer
from cleaners.cli.formats import OBJECTS, ONE_OBJECT, Format, Frame, ending_of, frame_of
from cleaners.cli.name_template import FreeNames
from cleaners.cli.part_file import PartFile
from cleaners.files import replacing
from cleaners.intake.record import Failure

WRITTEN = ".clean-file.written"


class Writable(Protocol):
    """The part of a binary file that is used here."""

    def write(self, data: bytes, /) -> object:
        """Write all of it."""

    def flush(self) -> object:
        """Hand on what was written."""


class Output(Protocol):
    """Takes articles one after another."""

    def write(self, cleaned: Cleaned) -> Failure | None:
        """Write one article; a warning where it is not written on purpose."""

    def save(self) -> int:
        """Make safe what was written; how many bytes of a growing file that are."""


class _Growing(Protocol):
    """What articles are written into one after the other."""

    def write(self, data: bytes, /) -> object:
        """Add data."""

    def save(self) -> int:
        """Make safe what was written; how many bytes of a growing file that are."""


class _Stream:
    """A stream that hands on each article at once: a reader may be waiting for it."""

    def __init__(self, stream: Writable) -> None:
        self._stream = stream

    def write(self, data: bytes) -> None:
        self._stream.write(data)
        self._stream.flush()

    def save(self) -> int:
        """Nothing to do: each article was handed on at once."""
        return 0


class SequenceOutput:
    """All articles one after the other, in a frame.

    A SOURCE that turns out to be one page is written in the frame `of_one`, where that is given.
    """

    def __init__(
        self, file: _Growing, frame: Frame, of_one: Frame | None = None, *, is_begun: bool = False
    ) -> None:
        self._file = file
        self._frame = frame
        self._of_one = of_one
        self._is_begun = is_begun

    def write(self, cleaned: Cleaned) -> Failure | None:
        """Write one article, and those of further stories behind it."""
        if self._of_one and not self._is_begun and not cleaned.place.number:
            self._frame = self._of_one
        for rendered in (cleaned.rendered, *cleaned.further):
            begin = self._frame.between if self._is_begun else self._frame.begin
            self._is_begun = True
            self._file.write(f"{begin}{rendered}{self._frame.after}".encode())
        return None

    def save(self) -> int:
        """Hand on all of it; how long a growing file is."""
        return self._file.save()

    def finish(self) -> None:
        """Write what stands behind the last article."""
        begin = "" if self._is_begun else self._frame.begin
        if (begin or self._frame.end) and (self._is_begun or not self._of_one):
            self._file.write(f"{begin}{self._frame.end}".encode())


class FolderOutput:
    """One file for each article.

    What was written is noted by its digest in `.clean-file.written`: a file that is another by
    now was edited by a person, and stays.
    """

    def __init__(
        self, folder: Path, format_: Format, namer: FileNamer, *, goes_on: bool = False
    ) -> None:
        self._folder = folder
        self._ending = ending_of(format_)
        self._frame = ONE_OBJECT if format_ in OBJECTS else frame_of(format_, folder)
        self._namer = namer
        self._written = _read_digests(folder / WRITTEN)
        self._free = FreeNames(self._written, goes_on=goes_on)
        self._notes: TextIO | None = None

    def write(self, cleaned: Cleaned) -> Failure | None:
        """Write the article's file; those of further stories are numbered from 2."""
        warnings = [
            self._write(cleaned, number, self._frame.whole(rendered).encode())
            for number, rendered in enumerate((cleaned.rendered, *cleaned.further))
        ]
        return next(filter(None, warnings), None)

    def _name(self, cleaned: Cleaned, number: int, data: bytes) -> Path:
        if cleaned.names:
            return Path(self._free.take(cleaned.names[number], self._ending, _digest(data)))
        name = self._namer.name(cleaned.place)
        counted = f"+{number + 1}" if number else ""
        return name.with_name(f"{name.name}{counted}{self._ending}")

    def _write(self, cleaned: Cleaned, number: int, data: bytes) -> Failure | None:
        name = self._name(cleaned, number, data)
        path = self._folder / name
        if path.is_file() and _digest(path.read_bytes()) not in (
            self._written.get(str(name)),
            _digest(data),
        ):
            message = f"{path} was edited since it was written, and stays as it is"
            return Failure(cleaned.place, message, is_warning=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        # No fsync: on ten thousand files it takes longer than cleaning them.
        with replacing(path) as file:
            file.write(data)
        if self._notes is None:
            notes = self._folder / WRITTEN
            self._notes = notes.open("a", encoding="utf-8", errors="surrogateescape")
        self._notes.write(f"{_digest(data)} {name}\n")
        return None

    def save(self) -> int:
        """Hand on the notes; files are written whole."""
        if self._notes is not None:
            self._notes.flush()
        return 0

    def close(self) -> None:
        """Close the file of notes, if there is one."""
        if self._notes is not None:
            self._notes.close()


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()


def _read_digests(path: Path) -> dict[str, str]:
    """What was written last under each name; nothing where that is not known."""
    if not path.is_file():
        return {}
    text = path.read_text(encoding="utf-8", errors="surrogateescape")
    lines = (line.partition(" ") for line in text.split("\n") if line)
    return {name: digest for digest, _, name in lines}


@contextmanager
def stream_output(
    stream: Writable, frame: Frame, of_one: Frame | None = None
) -> Iterator[SequenceOutput]:
    """All articles into a stream; what stands behind the last one follows when all went well."""
    output = SequenceOutput(_Stream(stream), frame, of_one)
    yield output
    output.finish()


@contextmanager
def file_output(
    path: Path, frame: Frame, of_one: Frame | None = None, size: int = 0
) -> Iterator[SequenceOutput]:
    """All articles into one file, packed if its name ends in `.gz` or `.zst`.

    It grows as `.<name>.part` beside its place, from `size` bytes of an earlier run on, and gets
    its name when all is written; after an error it stays for a run that goes on. Where nothing was
    written an earlier result stays. Pipes and devices are written directly.
    """
    if path.exists() and not path.is_file():
        with path.open("wb") as device, stream_output(device, frame, of_one) as output:
            yield output
        return
    file = PartFile(path, size)
    try:
        output = SequenceOutput(file, frame, of_one, is_begun=size > 0)
        yield output
        if not file.is_empty or not path.exists():
            output.finish()
        file.finish()
    finally:
        file.close()


@contextmanager
def folder_output(
    folder: Path, format_: Format, namer: FileNamer, *, goes_on: bool = False
) -> Iterator[Output]:
    """An output that writes a file for each article below a folder; `namer` finds the names.

    With `goes_on` the files of a run that was interrupted keep their names.
    """
    output = FolderOutput(folder, format_, namer, goes_on=goes_on)
    try:
        yield output
    finally:
        output.close()


def open_output(
    arguments: Arguments, stdout: BinaryIO, size: int
) -> AbstractContextManager[Output]:
    """Where the articles of a run go; `size` bytes of a file are there from an earlier run."""
    format_ = arguments.wanted.format
    if arguments.output is not None and arguments.is_folder:
        namer = FileNamer(arguments.sources)
        return folder_output(arguments.output, format_, namer, goes_on=arguments.resume)
    if arguments.output is not None and format_ is Format.PARQUET:
        # Imported here: pyarrow is an extra, and takes 0.3 s.
        from cleaners.cli.parquet_file import parquet_output

        return parquet_output(arguments.output)
    of_one = ONE_OBJECT if format_ in OBJECTS and arguments.may_be_one_page else None
    frame = frame_of(format_, arguments.output)
    if arguments.output is None:
        return stream_output(stdout, frame, of_one)
    return file_output(arguments.output, frame, of_one, size)
