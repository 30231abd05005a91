"""A reader for datatrove: pages as they were stored, with what their archive tells of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec
from datatrove.data import Document, Media, MediaType
from datatrove.pipeline.readers.base import BaseDiskReader
from datatrove.utils.logging import logger

from cleaners.intake.article_json import NO_PAGE
from cleaners.intake.containers import read_stream
from cleaners.intake.record import Failure, Place, Record


class StoreError(Exception):
    """A store failed while a file was read; the task fails with it, and is run again."""


class PageReader(BaseDiskReader):  # type: ignore[misc]  # datatrove has no types
    """Reads the pages of WARC, WET and JSON Lines files, and single pages, packed or not.

    `data_folder`, `paths_file` and `options` are those of datatrove's readers: `limit`, `skip`,
    `glob_pattern`, `default_metadata` and others. Kinds of files are told by their first bytes.

    A document holds the page's bytes as its first medium; a page that is stored as text is its
    `text`. Its `metadata` has what is known of `url`, `date` (of the fetch), `content_type` with
    the charset, `asks_payment`, and all other keys of a JSON line; `source` names file and record.
    Its `id` is that of the WARC record, else path and number.

    What can't be read is logged, with file and record, and counted as `unreadable`; what follows
    it is read. Where the store itself fails, `StoreError` ends the task.
    """

    name = "📰 Pages"

    def __init__(self, data_folder: Any, paths_file: Any = None, **options: Any) -> None:
        super().__init__(data_folder, paths_file, **options)

    def read_file(self, filepath: str) -> Iterator[Document]:
        """The pages of one file, whose path is relative to the data folder."""
        place = Place(self.data_folder.resolve_paths(filepath))
        with self.data_folder.open(filepath, "rb") as file:
            items = read_stream(_Stored(file, place.path), place)  # type: ignore[arg-type]
            while True:
                with self.track_time():
                    item = next(items, None)
                if item is None:
                    return
                if isinstance(item, Failure):
                    self._tell(item)
                elif item.is_article:
                    self._tell(Failure(item.place, NO_PAGE))
                else:
                    yield self._document(item, filepath)

    def update_doc_stats(self, document: Document) -> None:
        """Count the bytes of a page, too."""
        super().update_doc_stats(document)
        for medium in document.media:
            self.update_media_stats(medium)

    def _document(self, record: Record, filepath: str) -> Document:
        facts = {
            "url": record.url,
            "date": record.downloaded,
            "content_type": record.content_type,
            "asks_payment": record.asks_payment or None,
            "source": record.source,
            "file_path": record.place.path,
        }
        own = {name: msgspec.json.decode(value) for name, value in (record.own or {}).items()}
        known = {name: value for name, value in facts.items() if value is not None}
        document = Document(
            text="",
            id=record.record_id or f"{filepath}/{record.place.number}",
            metadata={**(self.default_metadata or {}), **own, **known},
        )
        if isinstance(record.data, str):
            document.text = record.data
        else:
            document.media = [
                Media(
                    id=document.id,
                    type=MediaType.DOCUMENT,
                    url=record.url or "",
                    media_bytes=record.data,
                )
            ]
        return document

    def _tell(self, failure: Failure) -> None:
        if not failure.is_warning:
            self.stat_update("unreadable")
        logger.warning(f"{failure.source}: {failure.message}")


class _Stored:
    """A file of a store, whose errors are not taken for damage of what it holds."""

    def __init__(self, file: BinaryIO, path: str) -> None:
        self._file = file
        self._path = path

    def read(self, size: int) -> bytes:
        """The next bytes; raises `StoreError`."""
        try:
            return self._file.read(size)
        except OSError as error:
            raise StoreError(f"{self._path}: the store failed: {error}") from error
