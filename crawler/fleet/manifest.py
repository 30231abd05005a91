"""What has been published of a site: the state that counts, and the files that belong to it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec


class Content(msgspec.Struct, frozen=True):
    """What stands in a file: its length in bytes, and its SHA-256."""

    size: int
    sha256: str

    @classmethod
    def of(cls, path: Path) -> Content:
        """The content of a local file, read in pieces."""
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        return cls(path.stat().st_size, digest)


class PublishedFile(msgspec.Struct, frozen=True):
    """A file that is written once: its name in the folder, and the lease that brought it."""

    name: str
    token: int
    content: Content


class Manifest(msgspec.Struct, frozen=True):
    """What counts of a site since the lease `token`.

    `state` is the packed state, `files` are all files that were published up to now.
    """

    site: str
    token: int
    state: Content
    files: tuple[PublishedFile, ...]

    def to_json(self) -> bytes:
        """As it lies in the store."""
        return msgspec.json.encode(self)

    @classmethod
    def from_json(cls, data: bytes) -> Manifest:
        """Read it; raises `msgspec.DecodeError` where its end is missing."""
        return msgspec.json.decode(data, type=cls)
