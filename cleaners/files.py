"""Files that appear whole or not at all, and names that every file system takes."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

import msgspec

# A file that is being written; what a killed process leaves has such a name.
TEMPORARY_PREFIX = ".tmp-"

_UNSAFE = re.compile(r"[^\w.-]+|\.{2,}")
_EDGES = ".-_"


class NewFile(msgspec.Struct, frozen=True):
    """A file that is written under a temporary name, and the path that it will get.

    `replaced` is a file of another name that goes when this one appears.
    """

    temporary: Path
    path: Path
    replaced: Path | None = None

    def publish(self) -> None:
        """Give it its name; a file of that name is replaced, and its permissions stay."""
        with suppress(OSError):
            self.temporary.chmod(self.path.stat().st_mode & 0o777)
        self.temporary.replace(self.path)
        if self.replaced is not None:
            self.replaced.unlink(missing_ok=True)


def write_new(path: Path, data: bytes, replaced: Path | None = None) -> NewFile:
    """Write a file that nobody sees yet; its folders are made. Raises `OSError`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = _new_file(path, replaced)
    with _removing_on_error(new.temporary), new.temporary.open("xb") as file:
        file.write(data)
    return new


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is complete or not there, also after a power failure."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path, sync=True) as file:
        file.write(data)


@contextmanager
def replacing(path: Path, *, sync: bool = False) -> Iterator[BinaryIO]:
    """A new file that takes the place of `path` at the end, or vanishes on any error.

    With `sync` it is on the disk before it gets its name, which takes milliseconds.
    """
    new = _new_file(path)
    with _removing_on_error(new.temporary):
        with new.temporary.open("xb") as file:
            yield file
            if sync:
                file.flush()
                os.fsync(file.fileno())
        new.publish()


def safe_stem(text: str, longest: int) -> str:
    """The text as part of a file name: letters, digits, `.`, `_` and `-`, in at most so many bytes.

    >>> safe_stem("Новости: мост / 2026", 100), safe_stem("../..", 100)
    ('Новости-мост-2026', '')
    """
    stem = _UNSAFE.sub("-", text).strip(_EDGES)
    return stem.encode("utf-8", "ignore")[:longest].decode("utf-8", "ignore").strip(_EDGES)


def _new_file(path: Path, replaced: Path | None = None) -> NewFile:
    path = path.resolve()  # a link stays a link
    return NewFile(path.with_name(f"{TEMPORARY_PREFIX}{uuid4().hex}"), path, replaced)


@contextmanager
def _removing_on_error(temporary: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
