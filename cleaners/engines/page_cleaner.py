"""A step for datatrove: pages become articles, and what has no story is dropped with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, Literal

import msgspec
from datatrove.data import Document, MediaType
from datatrove.pipeline.filters.base_filter import BaseFilter
from datatrove.pipeline.writers.disk_base import DiskWriter

from cleaners.engines.engine_page import Cleaned, Dropped, EnginePage, clean_page
from cleaners.intake.call_arguments import usable_moment, usable_url
from cleaners.limits import DEFAULT_LIMITS, Limits
from cleaners.sites.loader import Profiles
from cleaners.sites.profile import SiteProfile
from cleaners.workers import Caller, WorkerEndedError

_GRACE_SECONDS = 15  # beyond the library's own limit, which holds while Python code runs


class PageCleaner(BaseFilter):  # type: ignore[misc]  # datatrove has no types
    """Makes articles of pages: `text` becomes the story, `metadata` gets all other fields.

    A page is the first medium of the kind DOCUMENT that has bytes, as `PageReader` gives it, else
    the `text` of a document. Of its `metadata`, `url`, `content_type`, `date` and `source` mean
    what `url`, `content_type`, `downloaded` and `source` mean to `clean`, as do `profile` and
    `limits`. The fields have the names of the article JSON, those of its `metadata` beside them.

    A document that is dropped is given to `exclusion_writer` as it was read, with `filter_reason`
    and `filter_message` in its metadata, and counted as `dropped_<reason>`: `no_story`,
    `unreadable`, the name of a limit such as `max_bytes`, `unexpected` (a fault of ours) or
    `crashed`. Pages are cleaned in a process of their own: one that hangs or crashes loses itself.
    """

    type = "🧹 - CLEANER"
    name = "Chistovik"

    def __init__(
        self,
        profile: SiteProfile | Profiles | Literal["auto"] | None = "auto",
        limits: Limits = DEFAULT_LIMITS,
        exclusion_writer: DiskWriter | None = None,
    ) -> None:
        super().__init__(exclusion_writer)
        self.profile = profile
        self.limits = limits
        self._worker: Caller[EnginePage, Cleaned | Dropped] | None = None

    def run(
        self, data: Iterable[Document], rank: int = 0, world_size: int = 1
    ) -> Iterator[Document]:
        """The documents with a story."""
        work = partial(clean_page, self.profile, self.limits)
        self._worker = Caller(work, self.limits.max_seconds + _GRACE_SECONDS)
        try:
            yield from super().run(data, rank, world_size)
        finally:
            self._worker.close()
            self._worker = None

    def filter(self, doc: Document) -> bool | tuple[bool, str]:
        """Clean a document in its place; (False, reason) for one that is dropped."""
        cleaned = self._clean(page_of(doc))
        if isinstance(cleaned, Dropped):
            doc.metadata["filter_message"] = cleaned.message
            return False, cleaned.reason
        doc.text = cleaned.text
        doc.metadata |= msgspec.json.decode(cleaned.fields)
        doc.media = [medium for medium in doc.media if medium.type != MediaType.DOCUMENT]
        return True

    def _clean(self, page: EnginePage) -> Cleaned | Dropped:
        if self._worker is None:  # `filter` was called alone
            return clean_page(self.profile, self.limits, page)
        try:
            return self._worker.ask(page)[0]
        except WorkerEndedError as error:
            return Dropped("max_seconds" if error.is_slow else "crashed", str(error))


def page_of(doc: Document) -> EnginePage:
    """The page of a document: the bytes of its first medium of that kind, else its text."""
    found: dict[str, Any] = doc.metadata
    media = (medium.media_bytes for medium in doc.media if medium.type == MediaType.DOCUMENT)
    return EnginePage(
        data=next(filter(None, media), None) or doc.text,
        url=usable_url(_text(found.get("url"))),
        content_type=_text(found.get("content_type")),
        downloaded=usable_moment(_text(found.get("date"))),
        source=_text(found.get("source")) or doc.id,
        asks_payment=bool(found.get("asks_payment")),
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
