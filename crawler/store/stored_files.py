"""The files of the articles, and the feed of a run: read, written, marked where a page is gone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from cleaners.files import write_new
from crawler.store.output_files import GrowingFile, OutputPaths
from crawler.store.state_values import StoredArticle
from crawler.store.write_batch import WriteBatch

# Written on request, and never in the feed.
EXPLAINING = frozenset({"blocks", "removed"})


class ArticleFiles:
    """Writes within a batch; the feed is made when the first line comes."""

    def __init__(self, batch: WriteBatch, paths: OutputPaths) -> None:
        self._batch = batch
        self._paths = paths
        self._feed: GrowingFile | None = None

    def path_of(self, article: StoredArticle) -> Path:
        """Where an article's file is."""
        return self._paths.output / article.file

    def open_feed(self) -> GrowingFile:
        """The feed of this run."""
        if self._feed is None:
            self._batch.begin(self._paths.feed)
            self._feed = GrowingFile(self._paths.feed)
        return self._feed

    def write(self, file: Path, text: bytes, line: bytes, replaced: Path | None = None) -> None:
        """Write a file, in place of another one, and its line; raises `OSError`."""
        feed = self.open_feed()
        self._batch.add(write_new(file, text, replaced))
        feed.append(line)
        self._batch.grown(feed.path, feed.length)

    def mark_deletion(self, article: StoredArticle, since: str | None) -> None:
        """Write since when the page of an article is gone, or that it is back; raises `OSError`."""
        if stored := self.json_of(article):
            self.write(self.path_of(article), *with_deletion(stored, since))

    def json_of(self, article: StoredArticle) -> dict[str, Any]:
        """The article as its file has it; empty where it can't be read."""
        try:
            stored: dict[str, Any] = msgspec.json.decode(self.path_of(article).read_bytes())
        except (OSError, msgspec.DecodeError):
            return {}
        return stored

    def has(self, article: StoredArticle) -> bool:
        """Whether the file of an article is where it was written."""
        return self._batch.has(self.path_of(article))

    def remove(self, article: StoredArticle) -> None:
        """Remove the file of an article with the batch."""
        self._batch.remove(self.path_of(article))

    def close(self) -> None:
        """Finish the feed; raises `CannotWriteError`."""
        if self._feed is not None:
            self._batch.end(self._feed.path)
            self._feed.close()


def with_deletion(article: Mapping[str, Any], since: str | None) -> tuple[bytes, bytes]:
    r"""The article JSON for its file and as a line of the feed, marked, or marked no more.

    >>> _, line = with_deletion({"metadata": {"kind": "html"}}, "2025-05-20T12:00:00Z")
    >>> line
    b'{"metadata":{"kind":"html","deleted":"2025-05-20T12:00:00Z"}}\n'
    >>> with_deletion({"metadata": {"deleted": "2025-05-20T12:00:00Z"}}, None)[1]
    b'{"metadata":{}}\n'
    """
    metadata = {
        name: value for name, value in article.get("metadata", {}).items() if name != "deleted"
    }
    if since:
        metadata["deleted"] = since
    whole = {**article, "metadata": metadata}
    short = {name: value for name, value in whole.items() if name not in EXPLAINING}
    pretty = msgspec.json.format(msgspec.json.encode(whole))
    return pretty + b"\n", msgspec.json.encode(short) + b"\n"
